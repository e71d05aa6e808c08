import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, ConsoleView, StatementView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { forgetText } from '$lib/looked';
import ApprovalsPage from './ApprovalsPage.svelte';

const ipc = vi.hoisted(() => ({ workList: vi.fn(), statement: vi.fn(), caseView: vi.fn(), keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const statement = (...revoke: string[]): StatementView => ({
  caseId: 'c-1',
  version: 4,
  nonce: 'n',
  digest: 'ab'.repeat(32),
  phrase: 'abab … abab',
  bytes: 12,
  raw: '{}',
  claim: { id: 'statement-claim', args: { count: '2', keys: '1', name: 'Maya Okafor' } },
  sections: [
    {
      title: { id: 'statement-removed', args: {} },
      rows: revoke.map((value) => ({
        label: { id: 'statement-revoke', args: {} },
        value,
        mono: false,
        tone: 'plain',
        mark: `aa.${value.length}`,
      })),
    },
  ],
  expiresAt: Date.now() + 600_000,
  violations: [],
});
const view = {
  id: 'c-1',
  short: 'C-1',
  version: 4,
  lifecycle: 'open',
  subject: { name: 'Maya Okafor' },
  agent: { name: 'Sam Lee' },
  tier: 'standard',
  channel: 'in_person',
  reason: 'lost',
  approvalsNeeded: 1,
  signatures: [],
  questions: [],
  actions: [{ code: 'ask_question', blockedBy: [] }],
} as unknown as CaseView;

/** Opens the page anew on a statement that revokes these. */
async function look(...revoke: string[]) {
  cleanup();
  ipc.statement.mockResolvedValue(statement(...revoke));
  render(ApprovalsPage, { caseId: 'c-1' });
  await screen.findByTestId('statement');
}

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  forgetText();
  desk.view = { phase: 'open', me: { id: 'p-1', name: 'Olga Ruiz', role: 'supervisor' } } as unknown as ConsoleView;
  desk.keys = [];
  ipc.workList.mockResolvedValue({ rows: [], counts: {} });
  ipc.caseView.mockResolvedValue(view);
});

describe('what changed since the last look', () => {
  it('is told after the page was left, with what was there before', async () => {
    await look('Key');
    expect(screen.queryByTestId('changed')).toBeNull();
    await look('Passkey');
    expect(screen.getByTestId('changed').textContent).toContain('Was: Key');
    expect(screen.queryByTestId('changed-by-marks')).toBeNull();
  });

  it('is told after a restart, by what is kept', async () => {
    await look('Key');
    forgetText();
    await look('Passkey');
    expect(screen.getByTestId('changed').textContent).toContain('Revoke: Passkey');
    expect(screen.getByTestId('changed').textContent).not.toContain('Was: Key');
    expect(screen.getByTestId('changed-by-marks')).toBeTruthy();
  });

  it('is told until somebody says that they have seen it', async () => {
    await look('Key');
    await look('Key', 'Passkey');
    await look('Key', 'Passkey');
    await fireEvent.click(screen.getByTestId('cosign-seen'));
    await look('Key', 'Passkey');
    expect(screen.queryByTestId('changed')).toBeNull();
  });

  it('is of one person', async () => {
    await look('Key');
    desk.view = { phase: 'open', me: { id: 'p-2', name: 'Ida Berg', role: 'supervisor' } } as unknown as ConsoleView;
    await look('Passkey');
    expect(screen.queryByTestId('changed')).toBeNull();
  });
});
