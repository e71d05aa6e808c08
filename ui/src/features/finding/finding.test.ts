import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HitsView, PersonView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { finder } from '$lib/finder.svelte';
import { router } from '$lib/router.svelte';
import { shortcut } from '$lib/shortcuts';
import FindDialog from './FindDialog.svelte';
import { fits, groupsOf, MOST } from './hits';

const ipc = vi.hoisted(() => ({ find: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const me: PersonView = { id: 'p-1', name: 'Anna', role: 'agent' };
const aCase = (id: string) =>
  ({ id, short: `C-${id}`, subject: `Maya ${id}`, login: 'maya', reached: 'proofing', lifecycle: 'open' }) as const;
const none: HitsView = { open: [], ended: [], people: [], directories: [] };

const field = () => screen.getByTestId('find-text');
const type = (text: string) => fireEvent.input(field(), { target: { value: text } });
const press = (key: string) => fireEvent.keyDown(field(), { key });
const selected = () => screen.getAllByRole('option', { selected: true }).map((one) => one.dataset['testid']);

beforeEach(() => {
  vi.resetAllMocks();
  router.reset();
  finder.offers = [];
});

describe('what fits', () => {
  it('begins words, in any order', () => {
    expect(fits('key peo', 'People and keys')).toBe(true);
    expect(fits('eople', 'People and keys')).toBe(false);
    expect(fits('', 'People')).toBe(true);
  });

  it('is offered as the role allows, and so many of a group at most', () => {
    const ids = (role: PersonView['role'], text: string) =>
      groupsOf(text, none, role, []).flatMap((group) => group.hits.map((hit) => hit.id));
    expect(ids('agent', '')).toContain('page-new');
    expect(ids('supervisor', '')).toContain('page-approvals');
    expect(ids('supervisor', '')).not.toContain('page-new');
    expect(ids('agent', 'backups')).not.toContain('section-backups');
    expect(ids('administrator', 'backups')).toContain('section-backups');
    const many = { ...none, open: Array.from({ length: 20 }, (_, n) => aCase(String(n))) };
    expect(groupsOf('maya', many, 'agent', [])[0]?.hits).toHaveLength(MOST);
  });
});

describe('the search for anything', () => {
  it('is a combobox whose arrows move what Enter opens', async () => {
    ipc.find.mockResolvedValue({ ...none, open: [aCase('1'), aCase('2')] });
    const onclose = vi.fn();
    const { container } = render(FindDialog, { me, onclose });
    await type('maya');
    await waitFor(() => expect(screen.getByTestId('hit-case-2')).toBeTruthy());
    expect(ipc.find).toHaveBeenCalledExactlyOnceWith('maya');
    expect(selected()).toEqual(['hit-case-1']);
    expect(field().getAttribute('aria-activedescendant')).toBe(screen.getByTestId('hit-case-1').id);
    await press('ArrowDown');
    expect(selected()).toEqual(['hit-case-2']);
    await press('ArrowUp');
    await press('ArrowUp');
    expect(selected()).toEqual(['hit-history-for']);
    await press('ArrowDown');
    // Contrast and layout need a real engine.
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((one) => one.id)).toEqual([]);
    await press('Enter');
    expect(onclose).toHaveBeenCalledOnce();
    await waitFor(() => expect(router.route).toEqual({ page: 'case', caseId: '1' }));
  });

  it('opens the first answer where Enter came before it', async () => {
    ipc.find.mockResolvedValue({ ...none, open: [aCase('7')] });
    render(FindDialog, { me, onclose: vi.fn() });
    await type('c-7');
    await press('Enter');
    expect(router.route).toEqual({ page: 'work' });
    await waitFor(() => expect(router.route).toEqual({ page: 'case', caseId: '7' }));
  });

  it('says that nothing fits, and goes on to the history', async () => {
    ipc.find.mockResolvedValue(none);
    render(FindDialog, { me, onclose: vi.fn() });
    await type('zzz');
    await waitFor(() => expect(screen.getByTestId('find-none')).toBeTruthy());
    await fireEvent.click(screen.getByTestId('hit-history-for'));
    await waitFor(() => expect(router.route).toEqual({ page: 'history', caseId: null, query: 'zzz' }));
  });

  it('keeps the pages where the back end refuses, and says so', async () => {
    ipc.find.mockRejectedValue({ kind: 'store', code: 'STO-busy', args: {}, violations: [], incident: null });
    render(FindDialog, { me, onclose: vi.fn() });
    await type('hist');
    await waitFor(() => expect(screen.getByTestId('find-refusal')).toBeTruthy());
    expect(screen.getByTestId('hit-page-history')).toBeTruthy();
    expect(screen.queryByTestId('find-none')).toBeNull();
  });

  it('offers what the open case does', async () => {
    const go = vi.fn();
    finder.offers = [{ id: 'do-note', word: 'Add note', icon: 'note', go }];
    render(FindDialog, { me, onclose: vi.fn() });
    expect(selected()).toEqual(['hit-do-note']);
    await press('Enter');
    await waitFor(() => expect(go).toHaveBeenCalledOnce());
  });
});

describe('N', () => {
  const key = (target: EventTarget, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key: 'n', cancelable: true, ...more });
    Object.defineProperty(event, 'target', { value: target });
    shortcut(event, { help: vi.fn() });
    return event.defaultPrevented;
  };

  it('opens the page of a new case from the work list of an agent, and writes in fields', () => {
    desk.view = { me } as never;
    expect(key(document.createElement('input'))).toBe(false);
    expect(key(document.body, { shiftKey: true })).toBe(false);
    expect(router.route).toEqual({ page: 'work' });
    expect(key(document.body)).toBe(true);
    expect(router.route).toEqual({ page: 'new', login: '' });
    expect(key(document.body)).toBe(false);
    router.reset();
    desk.view = { me: { ...me, role: 'supervisor' } } as never;
    expect(key(document.body)).toBe(false);
    desk.view = null;
  });
});
