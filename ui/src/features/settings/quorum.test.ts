import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, GateView, OpenQuorumView, QuorumView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import QuorumAlarm from '$lib/QuorumAlarm.svelte';
import { router } from '$lib/router.svelte';
import { testKey } from '../../test-keys';
import QuorumCard from './QuorumCard.svelte';

const ipc = vi.hoisted(() => ({
  quorum: vi.fn(),
  beginQuorum: vi.fn(),
  signQuorum: vi.fn(),
  refuseQuorum: vi.fn(),
  finishQuorum: vi.fn(),
  keys: vi.fn(),
  cancelKey: vi.fn(),
  consoleStatus: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const gate = (code: string, args: Record<string, string> = {}): GateView => ({
  code,
  stage: 'intake',
  status: 'open',
  args,
  citation: 'Local P-35',
  level: 'local',
});
const ada = { id: 'p-1', name: 'Ada Novak', role: 'administrator' as const };
const open: OpenQuorumView = {
  person: ada,
  staffNumber: 'P-001',
  reason: 'Both keys burned.',
  reportedAt: 1_000,
  keyEnds: '77A1',
  signatures: [{ person: { id: 'p-4', name: 'Samir Haddad', role: 'supervisor' }, at: 2_000 }],
  signed: 1,
  opensAt: 90_000_000,
};
const closed = gate('CAS-02', { what: 'quorum' });
const none: QuorumView = {
  open: null,
  administrators: [ada],
  needed: 2,
  wait: 24,
  begin: [],
  sign: [closed],
  refuse: [closed],
  finish: [closed],
};
const begun = (said: Partial<QuorumView> = {}): QuorumView => ({
  ...none,
  open,
  begin: [gate('DSK-07')],
  sign: [],
  refuse: [],
  finish: [gate('DSK-04', { signed: '1', needed: '2' }), gate('DSK-05')],
  ...said,
});

/** Shows the card with what the back end answers. */
async function show(view: QuorumView) {
  ipc.quorum.mockResolvedValue(view);
  const shown = render(QuorumCard);
  await screen.findByTestId('quorum');
  return shown;
}

beforeEach(() => {
  vi.resetAllMocks();
  const me = { id: 'p-5', name: 'Petra Lind', role: 'supervisor' };
  desk.view = { phase: 'open', me, now: Date.now(), quorum: null } as unknown as ConsoleView;
  desk.keys = [testKey({ id: 'usb-new' }), testKey({ id: 'usb-own', owner: 'Petra Lind' })];
  desk.progress = {};
  ipc.keys.mockResolvedValue(desk.keys);
  ipc.consoleStatus.mockResolvedValue(desk.view);
});

describe('the recovery of an administrator', () => {
  it('is begun for a chosen person, with a new key and the own one', async () => {
    const { container } = await show(none);
    await fireEvent.click(screen.getByTestId('quorum-begin'));
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((v) => v.id)).toEqual([]);
    await fireEvent.click(screen.getByTestId('do-begin_quorum'));
    expect(ipc.beginQuorum).not.toHaveBeenCalled();
    await fireEvent.change(screen.getByTestId('quorum-person'), { target: { value: 'p-1' } });
    await fireEvent.input(screen.getByTestId('quorum-reason'), { target: { value: ' Both keys burned. ' } });
    ipc.beginQuorum.mockResolvedValue(begun());
    await fireEvent.click(screen.getByTestId('do-begin_quorum'));
    await screen.findByTestId('quorum-done');
    const at = expect.any(Number) as number;
    expect(ipc.beginQuorum).toHaveBeenCalledExactlyOnceWith('p-1', 'usb-new', 'usb-own', at, 'Both keys burned.');
    expect(screen.getByTestId('quorum-signed').dataset['signed']).toBe('1');
  });

  it('is begun by those alone who may', async () => {
    await show({ ...none, begin: [gate('ROL-01', { needed: 'supervisor' })] });
    await fireEvent.click(screen.getByTestId('quorum-begin'));
    expect(screen.queryByTestId('quorum-form')).toBeNull();
    expect(screen.getByTestId('quorum-refusal').dataset['code']).toBe('ROL-01');
  });

  it('is signed with the own key, and says what is missing', async () => {
    await show(begun());
    expect(screen.getByTestId('do-finish_quorum').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByTestId('quorum').textContent).toContain('1 of 2 signatures');
    ipc.signQuorum.mockResolvedValue(begun({ sign: [gate('DSK-04')], finish: [] }));
    await fireEvent.click(screen.getByTestId('do-sign_quorum'));
    await waitFor(() => expect(screen.queryByTestId('do-sign_quorum')).toBeNull());
    expect(ipc.signQuorum).toHaveBeenCalledExactlyOnceWith('usb-own');
    ipc.finishQuorum.mockResolvedValue(none);
    await fireEvent.click(screen.getByTestId('do-finish_quorum'));
    await waitFor(() => expect(ipc.finishQuorum).toHaveBeenCalledOnce());
    await screen.findByTestId('quorum-begin');
  });

  it('is refused by anybody, with a reason', async () => {
    await show(begun({ sign: [gate('ROL-01', { needed: 'supervisor' })] }));
    expect(screen.queryByTestId('do-sign_quorum')).toBeNull();
    await fireEvent.click(screen.getByTestId('do-refuse_quorum'));
    expect(ipc.refuseQuorum).not.toHaveBeenCalled();
    await fireEvent.input(screen.getByTestId('quorum-refuse-reason'), { target: { value: ' She has her key. ' } });
    ipc.refuseQuorum.mockResolvedValue(none);
    await fireEvent.click(screen.getByTestId('do-refuse_quorum'));
    await screen.findByTestId('quorum-begin');
    expect(ipc.refuseQuorum).toHaveBeenCalledExactlyOnceWith('She has her key.');
  });

  it('is told on every page, and leads to where it is refused', async () => {
    const go = vi.spyOn(router, 'go').mockImplementation(() => {});
    render(QuorumAlarm, { alarm: { person: 'Ada Novak', opensAt: 90_000_000 } });
    expect(screen.getByTestId('quorum-alarm').textContent).toContain('Ada Novak');
    await fireEvent.click(screen.getByTestId('quorum-alarm-go'));
    expect(go).toHaveBeenCalledExactlyOnceWith({ page: 'settings', section: 'people' });
    go.mockRestore();
  });
});
