import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, MachineRow, MachinesView, RoleCode } from '../../ipc/types';
import AppBar from '$lib/AppBar.svelte';
import { setClock } from '$lib/clock.svelte';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import MachinesPage from './MachinesPage.svelte';

const ipc = vi.hoisted(() => ({ machines: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const NOW = Date.parse('2026-05-11T12:00:00Z');
const MINUTE = 60_000;
const row = (login: string, said: Partial<MachineRow> = {}): MachineRow => ({
  account: `acc-${login}`,
  directory: 'corp',
  login,
  name: `The ${login}`,
  sponsor: 'pedro',
  consumers: 2,
  cases: 3,
  rotatedAt: NOW - MINUTE,
  open: null,
  overlapUntil: null,
  tried: { refused: true, at: NOW },
  ...said,
});
const found = (rows: MachineRow[], unlisted = 0): MachinesView => ({ rows, unlisted });
const signedIn = (role: RoleCode) => {
  const me = { id: 'p-1', name: 'Rui', role };
  const counts = { mine: 0, approvals: 0, toReview: 0, alarms: 0 };
  desk.view = { phase: 'open', me, now: NOW, counts, lockAt: null, practice: false } as unknown as ConsoleView;
  return me;
};

async function open(view: MachinesView, text = '') {
  ipc.machines.mockResolvedValue(view);
  const page = render(MachinesPage, { text });
  await waitFor(() => expect(screen.getByTestId('machines-state').textContent).toContain('identit'));
  return page;
}

beforeEach(() => {
  vi.resetAllMocks();
  router.reset();
  setClock(NOW);
  signedIn('agent');
});

describe('the list of machine identities', () => {
  it('tells of each what its cases say', async () => {
    const { container } = await open(
      found(
        [
          row('robot', { open: { id: 'c-1', short: 'C-000001' }, overlapUntil: NOW + 30 * MINUTE }),
          row('pump', { rotatedAt: null, consumers: 0, tried: null }),
          row('gate', { tried: { refused: false, at: NOW } }),
        ],
        2,
      ),
    );
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    expect((await axe.run(container, { rules })).violations.map((one) => one.id)).toEqual([]);
    const [robot, pump, gate] = screen.getAllByTestId('machine-row');
    expect(robot?.textContent).toContain('pedro');
    expect(robot?.textContent).toContain('Case C-000001 is open');
    expect(screen.getByTestId('machine-overlap').dataset['value']).toBe('runs');
    expect(pump?.textContent).toContain('Not here');
    expect(pump?.textContent).toContain('None listed');
    expect(pump?.textContent).toContain('Not tried');
    expect(gate?.textContent).toContain('Let in');
    expect(screen.getByTestId('machines-state').textContent).toContain('5 identities');
    expect(screen.getByTestId('machines-unlisted').textContent).toContain('2 more fit');
  });

  it('says that an overlap is over while an old credential still works', async () => {
    await open(found([row('robot', { open: { id: 'c-1', short: 'C-000001' }, overlapUntil: NOW - 1 })]));
    expect(screen.getByTestId('machine-overlap').dataset['value']).toBe('over');
  });

  it('leads to the open case, to the history, and to a new case in the right directory', async () => {
    await open(found([row('robot', { open: { id: 'c-1', short: 'C-000001' } }), row('pump')]));
    expect(screen.getAllByTestId('machine-recover')).toHaveLength(1);
    await fireEvent.click(screen.getByTestId('machine-recover'));
    expect(router.route).toEqual({ page: 'new', login: 'pump', directory: 'corp' });
    await fireEvent.click(screen.getByTestId('machine-case'));
    expect(router.route).toEqual({ page: 'case', caseId: 'c-1' });
    const [robot] = screen.getAllByTestId('machine-row');
    if (robot) await fireEvent.click(within(robot).getByTestId('machine-history'));
    expect(router.route).toEqual({ page: 'history', caseId: null, query: 'robot' });
  });

  it('is looked into by others, who open no case', async () => {
    signedIn('reviewer');
    await open(found([row('robot')]));
    expect(screen.queryByTestId('machine-recover')).toBeNull();
    expect(screen.getByTestId('machine-history')).toBeTruthy();
  });

  it('is filtered by the back end, with the last thing that was typed', async () => {
    router.go({ page: 'machines' });
    await open(found([row('robot'), row('pump')]));
    expect(ipc.machines).toHaveBeenLastCalledWith('');
    const waits: ((view: MachinesView) => void)[] = [];
    ipc.machines.mockImplementation(() => new Promise<MachinesView>((done) => waits.push(done)));
    const filter = screen.getByTestId('machines-filter');
    await fireEvent.input(filter, { target: { value: 'ro' } });
    await fireEvent.input(filter, { target: { value: ' nobody ' } });
    expect(ipc.machines).toHaveBeenCalledTimes(2);
    waits[0]?.(found([row('robot')]));
    await waitFor(() => expect(ipc.machines).toHaveBeenLastCalledWith('nobody'));
    waits[1]?.(found([]));
    expect(await screen.findByTestId('machines-unfound')).toBeTruthy();
    expect(router.route).toEqual({ page: 'machines', text: 'nobody' });
    ipc.machines.mockResolvedValue(found([row('robot')]));
    await fireEvent.click(screen.getByTestId('machines-clear'));
    await waitFor(() => expect(screen.getAllByTestId('machine-row')).toHaveLength(1));
    expect(ipc.machines).toHaveBeenLastCalledWith('');
  });

  it('begins with what was looked for, and says why it is empty', async () => {
    const { unmount } = await open(found([]));
    expect(screen.getByTestId('machines-empty')).toBeTruthy();
    unmount();
    await open(found([]), 'robot');
    expect(ipc.machines).toHaveBeenLastCalledWith('robot');
    expect(screen.getByTestId('machines-unfound')).toBeTruthy();
  });

  it('says what was refused, in place', async () => {
    ipc.machines.mockRejectedValue({ kind: 'refused', code: 'SES-01', args: {}, violations: [], incident: null });
    render(MachinesPage);
    expect(await screen.findByTestId('refusal')).toBeTruthy();
    expect(screen.queryByTestId('machines-empty')).toBeNull();
  });
});

describe('the bar', () => {
  it.each([
    ['agent', true],
    ['supervisor', true],
    ['reviewer', true],
    ['administrator', false],
  ] as const)('has the list for %s: %s', (role, has) => {
    const me = signedIn(role);
    if (!desk.view) throw new Error('nobody signed in');
    render(AppBar, { view: desk.view, me, route: { page: 'machines' } });
    expect(screen.queryByTestId('nav-machines') !== null).toBe(has);
    if (has) expect(screen.getByTestId('nav-machines').getAttribute('aria-current')).toBe('page');
  });
});
