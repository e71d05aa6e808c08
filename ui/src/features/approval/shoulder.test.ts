import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, ConsoleView, GateView, StatementView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../test-keys';
import CoSignHere from './CoSignHere.svelte';

const ipc = vi.hoisted(() => ({
  statementHere: vi.fn(),
  coSignHere: vi.fn(),
  caseView: vi.fn(),
  keys: vi.fn(),
  cancelKey: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const row = (id: string, value: string) => ({
  label: { id, args: {} },
  value,
  mono: false,
  tone: 'plain' as const,
  mark: '',
});
const offer: StatementView = {
  caseId: 'c-1',
  version: 4,
  nonce: 'n-1',
  digest: 'ab'.repeat(32),
  phrase: 'abab … abab',
  bytes: 12,
  raw: '{}',
  claim: { id: 'statement-claim', args: { count: '2', keys: '1', name: 'Maya Okafor' } },
  sections: [
    {
      title: { id: 'statement-who', args: {} },
      rows: [row('statement-signer', 'Samir Haddad'), row('statement-shoulder', 'Agnes Holm')],
    },
  ],
  expiresAt: Date.now() + 600_000,
  violations: [],
};
const view = (blockedBy: Partial<GateView>[] = [], signatures: object[] = []): CaseView =>
  ({
    id: 'c-1',
    lifecycle: 'open',
    approvalsNeeded: 1,
    signatures,
    actions: [{ code: 'co_sign_here', blockedBy }],
  }) as unknown as CaseView;
const signature = { status: 'current', person: 'Samir Haddad' };

beforeEach(() => {
  vi.resetAllMocks();
  desk.view = { phase: 'open', me: { id: 'p-1', name: 'Agnes Holm', role: 'agent' } } as unknown as ConsoleView;
  desk.keys = [testKey({ id: 'usb-1', owner: 'Agnes Holm' }), testKey({ id: 'usb-2', owner: 'Samir Haddad' })];
  desk.progress = {};
  ipc.keys.mockResolvedValue(desk.keys);
});

describe('co-signing at the agent’s console', () => {
  it('is offered only where nothing stands in its way, and a signature is missing', async () => {
    const onchanged = vi.fn();
    const { rerender } = render(CoSignHere, { view: view([{ code: 'APR-15' }]), onchanged });
    expect(screen.queryByTestId('shoulder')).toBeNull();
    await rerender({ view: view(), onchanged });
    expect(screen.getByTestId('shoulder-open')).toBeTruthy();
    await rerender({ view: view([], [signature]), onchanged });
    expect(screen.queryByTestId('shoulder')).toBeNull();
  });

  it('asks the supervisor’s key who they are, shows the signed bytes, and signs those', async () => {
    const onchanged = vi.fn();
    const after = view([], [signature]);
    ipc.statementHere.mockResolvedValue(offer);
    ipc.coSignHere.mockResolvedValue(after);
    const { rerender } = render(CoSignHere, { view: view(), onchanged });
    await fireEvent.click(screen.getByTestId('shoulder-open'));
    await fireEvent.click(screen.getByTestId('do-statement_here'));
    await screen.findByTestId('statement');
    expect(ipc.statementHere).toHaveBeenCalledExactlyOnceWith('c-1', 'usb-2');
    expect(screen.getByTestId('statement').textContent).toContain('Signed at the console of');
    expect(screen.getByTestId('shoulder').textContent).toContain('For Samir Haddad to read');
    expect(screen.getByTestId('shoulder-phrase').textContent).toBe(offer.phrase);
    await fireEvent.click(screen.getByTestId('do-co_sign_here'));
    await waitFor(() => expect(onchanged).toHaveBeenCalledExactlyOnceWith(after));
    expect(ipc.coSignHere).toHaveBeenCalledExactlyOnceWith('c-1', 'n-1', 'usb-2');
    await rerender({ view: after, onchanged });
    expect(screen.getByTestId('shoulder-done').textContent).toContain('1 of 1');
    expect(screen.queryByTestId('shoulder')).toBeNull();
  });

  it('begins again after a refusal, and reads the case, which keeps the attempt', async () => {
    const onchanged = vi.fn();
    const told = view();
    const refusal = { kind: 'refused', code: 'APR-02', args: {}, violations: [], incident: null };
    ipc.statementHere.mockRejectedValue(refusal);
    ipc.caseView.mockResolvedValue(told);
    render(CoSignHere, { view: view(), onchanged });
    await fireEvent.click(screen.getByTestId('shoulder-open'));
    await fireEvent.click(screen.getByTestId('do-statement_here'));
    await waitFor(() => expect(onchanged).toHaveBeenCalledExactlyOnceWith(told));
    expect(screen.queryByTestId('statement')).toBeNull();
    expect(screen.getByTestId('do-statement_here')).toBeTruthy();
    await fireEvent.click(screen.getByTestId('shoulder-close'));
    expect(screen.getByTestId('shoulder-open')).toBeTruthy();
  });
});
