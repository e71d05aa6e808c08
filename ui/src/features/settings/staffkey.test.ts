import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskPerson, NeededView } from '../../ipc/types';
import { setClock } from '$lib/clock.svelte';
import { desk } from '$lib/desk.svelte';
import { t } from '$words';
import { testKey } from '../../test-keys';
import StaffKeyPanel from './StaffKeyPanel.svelte';

const ipc = vi.hoisted(() => ({ replaceStaffKey: vi.fn(), cancelKey: vi.fn(), keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const person: DeskPerson = {
  person: { id: 'p-1', name: 'Agnes Holm', role: 'administrator' },
  staffNumber: 'P-001',
  keyEnds: '0001',
  organisation: '',
  trainingUntil: 0,
  trained: true,
  removed: null,
  keys: 1,
  lost: null,
};
const needed: NeededView[] = [
  { what: 'add_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
  { what: 'replace_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
];
const blank = testKey({ id: 'usb-new' });
const theirs = testKey({ id: 'usb-own', owner: 'Agnes Holm' });
const others = [testKey({ id: 'usb-2', owner: 'Samir Haddad' }), testKey({ id: 'usb-3', owner: 'Ines Roth' })];
const panel = { person, needed, onclose: vi.fn(), ondone: vi.fn() };

const signers = [{ keyId: 'usb-2' }, { keyId: 'usb-3' }];

const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const write = (id: string, value: string) => fireEvent.input(field(id), { target: { value } });
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';

beforeEach(() => {
  vi.resetAllMocks();
  desk.progress = {};
  desk.keys = [theirs, blank, ...others];
  ipc.keys.mockResolvedValue(desk.keys);
});

afterEach(() => {
  setClock(Date.now());
  vi.unstubAllEnvs();
});

describe('another key for somebody of the staff', () => {
  it('asks first what becomes of the earlier one; no answer is preset', async () => {
    render(StaffKeyPanel, panel);
    expect(closed('staffkey-go')).toBe(true);
    expect(screen.queryByTestId('desk-signer-1')).toBeNull();
    await press('staffkey-lost-no');
    expect(screen.queryByTestId('staffkey-reason')).toBeNull();
    expect(screen.queryByTestId('staffkey-reported')).toBeNull();
    expect(closed('staffkey-go')).toBe(false);
    await press('staffkey-lost-yes');
    expect(screen.getByTestId('staffkey-reason')).toBeTruthy();
    expect(screen.getByTestId('staffkey-reported')).toBeTruthy();
  });

  it('replaces a lost key for a reason, since it was reported, signed by two others', async () => {
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    expect(closed('staffkey-go')).toBe(true);
    await write('staffkey-reason', 'Left on a train.');
    await write('staffkey-reported', '2026-02-03T04:05');
    const view = { policy: 'standard 1' };
    ipc.replaceStaffKey.mockResolvedValue(view);
    await press('staffkey-go');
    await waitFor(() => expect(panel.ondone).toHaveBeenCalledExactlyOnceWith(view));
    const at = new Date(2026, 1, 3, 4, 5).getTime();
    expect(ipc.replaceStaffKey).toHaveBeenCalledExactlyOnceWith('p-1', 'usb-new', at, 'Left on a train.', signers);
  });

  it('takes the present minute of the console for the report, in local time, until another is given', async () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    setClock(Date.UTC(2026, 1, 3, 20, 5, 30));
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    expect(field('staffkey-reported').value).toBe('2026-02-04T01:35');
    await write('staffkey-reason', 'Stolen.');
    await press('staffkey-go');
    const at = Date.UTC(2026, 1, 3, 20, 5);
    expect(ipc.replaceStaffKey).toHaveBeenCalledExactlyOnceWith('p-1', 'usb-new', at, 'Stolen.', signers);
  });

  it('replaces none without saying when it was reported', async () => {
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    await write('staffkey-reason', 'Left on a train.');
    expect(closed('staffkey-go')).toBe(false);
    await write('staffkey-reported', '');
    expect(closed('staffkey-go')).toBe(true);
    expect(document.body.textContent).toContain(t('desk-date'));
    await fireEvent.submit(screen.getByTestId('staffkey-form').querySelector('form') as HTMLFormElement);
    expect(ipc.replaceStaffKey).not.toHaveBeenCalled();
  });

  it('adds a second key with nothing reported, whatever was written before', async () => {
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    await write('staffkey-reason', 'Left on a train.');
    await write('staffkey-reported', '');
    await press('staffkey-lost-no');
    await press('staffkey-go');
    expect(ipc.replaceStaffKey).toHaveBeenCalledExactlyOnceWith('p-1', 'usb-new', null, '', signers);
  });

  it('lets nobody sign for themselves', async () => {
    desk.keys = [theirs, blank, ...others.slice(0, 1)];
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-no');
    const option = screen.getByTestId('desk-key-2').querySelector<HTMLOptionElement>('option[value="usb-own"]');
    expect(option?.disabled).toBe(true);
    expect(closed('staffkey-go')).toBe(true);
    await press('staffkey-go');
    expect(ipc.replaceStaffKey).not.toHaveBeenCalled();
  });

  it('is accessible', async () => {
    const { container } = render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });
});
