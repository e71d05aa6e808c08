import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, RoleCode } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { applyLook, look } from '$lib/look.svelte';
import { router, type Section } from '$lib/router.svelte';
import SettingsPage from './SettingsPage.svelte';

const ipc = vi.hoisted(() => ({
  deskView: vi.fn(),
  desktopNotices: vi.fn(() => Promise.resolve(true)),
  directorySetup: vi.fn(),
  health: vi.fn(),
  keys: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const wait = new Promise<never>(() => undefined);

function open(role: RoleCode, section: Section, practice = false, alarms = 0) {
  desk.view = {
    me: { id: 'p-1', name: 'Person 1', role },
    counts: { mine: 0, approvals: 0, toReview: 0, alarms },
    directories: [],
    practice,
    version: '1',
    profile: 'desk',
    ledger: 'l',
    policy: 'standard',
    records: 1,
    verifiedTo: null,
  } as unknown as ConsoleView;
  return render(SettingsPage, { section });
}

const listed = () => [...document.querySelectorAll<HTMLElement>('.queues button')].map((b) => b.dataset['testid']);
const languages = () => [...screen.getByTestId<HTMLSelectElement>('language').options].map((option) => option.value);

beforeEach(() => {
  vi.resetAllMocks();
  vi.unstubAllEnvs();
  for (const command of Object.values(ipc)) command.mockReturnValue(wait);
  look.language = 'en';
});

describe('the settings', () => {
  it('are pages of their own, and the route keeps which is open', async () => {
    const { container } = open('administrator', 'computer');
    expect(screen.getByTestId('settings').dataset['section']).toBe('computer');
    expect(screen.getByTestId('section-computer').getAttribute('aria-current')).toBe('page');
    await fireEvent.click(screen.getByTestId('section-directories'));
    expect(router.route).toEqual({ page: 'settings', section: 'directories' });
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('show to administrators alone what only they may ask for', () => {
    open('administrator', 'health').unmount();
    expect(ipc.health).toHaveBeenCalledOnce();
    open('agent', 'health');
    expect(ipc.health).toHaveBeenCalledOnce();
    expect(listed()).not.toContain('section-health');
    expect(screen.getByTestId('settings').dataset['section']).toBe('people');
  });

  it('count what no case explains where it is looked into', () => {
    const agent = open('agent', 'people', false, 2);
    expect(screen.getByTestId('section-desk').textContent).not.toContain('2');
    agent.unmount();
    open('reviewer', 'people', false, 2);
    expect(screen.getByTestId('section-desk').textContent).toContain('2');
  });

  it('offer the languages that nobody speaks to whoever practises', () => {
    vi.stubEnv('DEV', false);
    const real = open('agent', 'computer');
    expect(languages()).toEqual(['en', 'de']);
    real.unmount();
    open('agent', 'computer', true);
    expect(languages()).toEqual(['en', 'de', 'en-XA', 'ar-XB']);
  });

  it('keep the contrast on the page', () => {
    open('agent', 'computer');
    expect(screen.getByTestId('contrast').querySelectorAll('option')).toHaveLength(2);
    // What a choice does: the tests' own browser knows no chosen option.
    look.contrast = 'more';
    applyLook();
    expect(document.documentElement.dataset['contrast']).toBe('more');
    look.contrast = 'system';
    applyLook();
    expect(document.documentElement.dataset['contrast']).toBe('system');
  });
});
