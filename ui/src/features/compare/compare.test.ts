import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComparedCase, CompareRow, CompareView, ConsoleView, ToldView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import ComparePage from './ComparePage.svelte';

const ipc = vi.hoisted(() => ({ compareCases: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const one = (n: number): ComparedCase => ({
  id: `case-${n}`,
  short: `C-00000${n}`,
  subject: `Subject ${n}`,
  login: `login-${n}`,
  lifecycle: 'completed',
  openedAt: 1_000,
});
const words = (id: string, args: Record<string, string> = {}): ToldView => ({ kind: 'words', words: { id, args } });
const row = (said: Partial<CompareRow>): CompareRow => ({
  part: 'facts',
  what: { id: 'compare-tier', args: {} },
  source: null,
  first: [words('tier-standard')],
  second: [words('tier-standard')],
  differs: false,
  ...said,
});
const ROWS: CompareRow[] = [
  row({}),
  row({
    what: { id: 'compare-reason', args: {} },
    first: [words('reason-lost')],
    second: [words('reason-stolen')],
    differs: true,
  }),
  row({
    part: 'stages',
    what: { id: 'stage-proofing', args: {} },
    first: [{ kind: 'took', span: 72 * 60_000 }],
    second: [],
    differs: true,
  }),
  row({
    part: 'evidence',
    what: { id: 'evidence-passport', args: {} },
    first: [words('compare-evidence', { outcome: 'confirmed', pathway: 'visual_match' })],
    second: [words('compare-evidence', { outcome: 'confirmed', pathway: 'visual_match' })],
  }),
];
const view = (rows: CompareRow[]): CompareView => ({
  first: one(1),
  second: one(2),
  rows,
  differing: rows.filter((each) => each.differs).length,
});

const shown = () => screen.queryAllByTestId('compare-row').map((each) => each.dataset['what']);
const open = async (rows: CompareRow[]) => {
  ipc.compareCases.mockResolvedValue(view(rows));
  const page = render(ComparePage, { first: 'case-1', second: 'case-2' });
  await screen.findByTestId('compare-differing');
  return page;
};

beforeEach(() => {
  vi.resetAllMocks();
  router.reset();
  desk.view = { me: { id: 'p-1', name: 'Ines Roth', role: 'reviewer' } } as ConsoleView;
});

describe('two cases side by side', () => {
  it('are shown line by line, with a word at each line that differs', async () => {
    const { container } = await open(ROWS);
    expect(ipc.compareCases).toHaveBeenCalledExactlyOnceWith('case-1', 'case-2');
    expect(screen.getByTestId('compare-differing').textContent).toContain('2 of 4 lines differ');
    expect(shown()).toEqual(['compare-tier', 'compare-reason', 'stage-proofing', 'evidence-passport']);
    const [tier, reason, proofing, passport] = screen.getAllByTestId('compare-row');
    expect(tier?.textContent).toContain('Same');
    expect(tier?.textContent).not.toContain('Differs');
    expect(reason?.textContent).toMatch(/Differs.*C-000001.*Lost key.*C-000002.*Stolen key/s);
    expect(proofing?.textContent).toMatch(/1 h 12.*None/s);
    expect(passport?.textContent).toContain('Confirmed: face compared, live');
    expect(container.textContent).not.toMatch(/\[[a-z][\w-]+\]/);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('show only what differs, where that is asked for', async () => {
    await open(ROWS);
    await fireEvent.click(screen.getByTestId('compare-only'));
    expect(shown()).toEqual(['compare-reason', 'stage-proofing']);
    expect(screen.queryByTestId('compare-part-evidence')).toBeNull();
    await fireEvent.click(screen.getByTestId('compare-only'));
    expect(shown()).toHaveLength(4);
  });

  it('say that nothing differs', async () => {
    await open([row({})]);
    expect(screen.queryByTestId('compare-nothing')).toBeNull();
    await fireEvent.click(screen.getByTestId('compare-only'));
    expect(screen.getByTestId('compare-nothing').textContent).toContain('Nothing differs');
  });

  it('lead to each of them, and back to the list', async () => {
    router.go({ page: 'history', caseId: null, query: 'maya', picked: ['case-1', 'case-2'] });
    router.go({ page: 'compare', first: 'case-1', second: 'case-2' });
    await open(ROWS);
    await fireEvent.click(screen.getByTestId('compare-back'));
    expect(router.route).toMatchObject({ page: 'history', query: 'maya', picked: ['case-1', 'case-2'] });
    await fireEvent.click(screen.getByTestId('compare-open-C-000002'));
    expect(router.route).toMatchObject({ page: 'history', caseId: 'case-2' });
  });

  it('say why they are not compared', async () => {
    ipc.compareCases.mockRejectedValue({ kind: 'refused', code: 'ROL-01', args: {}, violations: [], incident: null });
    render(ComparePage, { first: 'case-1', second: 'case-2' });
    expect(await screen.findByTestId('refusal')).not.toBeNull();
    expect(shown()).toEqual([]);
  });
});
