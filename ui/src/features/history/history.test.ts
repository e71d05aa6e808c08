import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, ConsoleView, HistoryPageView, HistoryQuery, HistoryRow } from '../../ipc/types';
import { NO_FILTERS } from '$lib/caseFilters';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import { t } from '$words';
import { CaseList } from './cases.svelte';
import HistoryPage from './HistoryPage.svelte';
import { saved } from './saved.svelte';

const ipc = vi.hoisted(() => ({
  history: vi.fn(),
  historyChoices: vi.fn(),
  caseView: vi.fn(),
  consoleStatus: vi.fn(),
  saveList: vi.fn(),
  saveReport: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const row = (n: number, said: Partial<HistoryRow> = {}): HistoryRow => ({
  id: `case-${n}`,
  short: `C-${n}`,
  subject: `Subject ${n}`,
  login: `login.${n}`,
  directory: 'corp',
  reason: 'lost',
  channel: 'in_person',
  tier: 'standard',
  lifecycle: 'open',
  reached: 'proofing',
  reviewed: null,
  openedAt: 1_000,
  ...said,
});
const page = (rows: HistoryRow[], said: Partial<HistoryPageView> = {}): HistoryPageView => ({
  rows,
  next: null,
  total: rows.length,
  orMore: false,
  ...said,
});
const asked = (said: Partial<HistoryQuery> = {}): HistoryQuery => ({
  text: '',
  ...NO_FILTERS,
  from: null,
  to: null,
  ...said,
});
const rows = () => screen.queryAllByTestId('history-row').map((one) => one.dataset['caseId']);
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const choose = (id: string, value: string) => fireEvent.change(screen.getByTestId(id), { target: { value } });

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  router.reset();
  desk.view = { me: { id: 'p-1', name: 'Ines Roth', role: 'reviewer' }, verifiedTo: null } as unknown as ConsoleView;
  ipc.historyChoices.mockResolvedValue({
    directories: [{ value: 'corp', name: 'corp' }],
    agents: [{ value: 'p-2', name: 'Anna Agent' }],
    models: [{ value: 'aaguid-1', name: 'Solo 2' }],
    refusedBy: ['APR-01'],
  });
});

describe('the list of cases', () => {
  it('goes on after its last page, and says when there may be more', async () => {
    ipc.history.mockResolvedValueOnce(page([row(9), row(8)], { next: 8, total: 10_000, orMore: true }));
    const list = new CaseList();
    await list.ask(asked({ text: 'a' }));
    expect([list.total, list.orMore, list.more]).toEqual([10_000, true, true]);
    ipc.history.mockResolvedValueOnce(page([row(7)], { total: null }));
    await list.further();
    expect(ipc.history).toHaveBeenLastCalledWith(asked({ text: 'a' }), 8);
    expect(list.rows?.map((one) => one.id)).toEqual(['case-9', 'case-8', 'case-7']);
    expect([list.total, list.more]).toEqual([10_000, false]);
    await list.further();
    expect(ipc.history).toHaveBeenCalledTimes(2);
  });

  it('is read again as far as it was, where a case changed', async () => {
    ipc.history.mockResolvedValueOnce(page([row(9)], { next: 9, total: 2 }));
    const list = new CaseList();
    await list.ask(asked());
    ipc.history.mockResolvedValueOnce(page([row(8)], { total: null }));
    await list.further();
    ipc.history.mockResolvedValueOnce(page([row(10)], { next: 10, total: 3 }));
    ipc.history.mockResolvedValueOnce(page([row(9)], { next: 9, total: null }));
    await list.again();
    expect(list.rows?.map((one) => one.id)).toEqual(['case-10', 'case-9']);
    expect([list.total, list.more]).toEqual([3, true]);
  });

  it('drops an answer to a question that is not asked any more', async () => {
    let late: (page: HistoryPageView) => void = () => undefined;
    ipc.history.mockReturnValueOnce(new Promise<HistoryPageView>((resolve) => (late = resolve)));
    const list = new CaseList();
    const first = list.ask(asked({ text: 'm' }));
    ipc.history.mockResolvedValueOnce(page([row(2)]));
    await list.ask(asked({ text: 'ma' }));
    late(page([row(1)]));
    await first;
    expect(list.rows?.map((one) => one.id)).toEqual(['case-2']);
  });
});

describe('the report of a case', () => {
  const view = {
    id: 'case-1',
    short: 'C-1',
    tier: 'standard',
    channel: 'in_person',
    reason: 'lost',
    subject: { name: 'Maya Okafor' },
    review: null,
    actions: [{ code: 'review', blockedBy: ['RVW-02'] }],
    attachments: [],
    rules: [],
    timeline: [],
    version: 3,
  } as unknown as CaseView;
  const opened = async () => {
    ipc.history.mockResolvedValue(page([row(1)]));
    ipc.caseView.mockResolvedValue(view);
    render(HistoryPage, { caseId: 'case-1', query: '' });
    await waitFor(() => screen.getByTestId('report-case'));
  };

  it('is written in the language of the desk, and the page says where', async () => {
    await opened();
    ipc.saveReport.mockResolvedValue({
      page: '/data/exports/report-C-1.html',
      paper: '/data/exports/report-C-1.pdf',
      digest: '0a1b … 2c3d',
    });
    await press('report-case');
    await waitFor(() => screen.getByTestId('reported'));
    expect(ipc.saveReport).toHaveBeenCalledExactlyOnceWith('case-1', 'en');
    expect(screen.getByTestId('reported-page').textContent).toBe('/data/exports/report-C-1.html');
    expect(screen.getByTestId('reported-paper').textContent).toBe('/data/exports/report-C-1.pdf');
    expect(screen.getByTestId('reported').textContent).toContain('0a1b … 2c3d');
    expect((await axe.run(screen.getByTestId('reported'))).violations).toEqual([]);
  });

  it('is not said to be written where it was not', async () => {
    await opened();
    ipc.saveReport.mockRejectedValue({
      kind: 'store',
      code: 'STO-full',
      args: {},
      violations: [],
      incident: null,
    });
    await press('report-case');
    await waitFor(() => expect(screen.getByTestId('history').textContent).toContain(t('refusal-STO-full')));
    expect(screen.queryByTestId('reported')).toBeNull();
  });
});

describe('the history', () => {
  const open = async (found: HistoryPageView) => {
    ipc.history.mockResolvedValue(found);
    const view = render(HistoryPage, { caseId: null, query: '' });
    await waitFor(() => expect(rows()).toHaveLength(found.rows.length));
    return view;
  };

  it('shows how many cases there are, and more of them when it is asked to', async () => {
    await open(page([row(2), row(1, { lifecycle: 'completed' })], { next: 1, total: 3 }));
    expect(screen.getByTestId('history-count').textContent).toContain('3 cases');
    expect(screen.getAllByTestId('history-row')[0]?.textContent).toContain('Proofing');
    expect(screen.getAllByTestId('history-row')[1]?.textContent).toContain('To review');
    ipc.history.mockResolvedValue(page([row(0)], { total: null }));
    await press('history-more');
    await waitFor(() => expect(rows()).toEqual(['case-2', 'case-1', 'case-0']));
    await waitFor(() => expect(document.activeElement).toBe(screen.getAllByTestId('history-row')[2]));
    expect(screen.queryByTestId('history-more')).toBeNull();
  });

  it('moves among the cases with J and K, as far as the button for more', async () => {
    await open(page([row(2), row(1)], { next: 1, total: 3 }));
    const [first, second] = screen.getAllByTestId('history-row');
    first?.focus();
    for (const [key, where] of [
      ['j', second],
      ['j', screen.getByTestId('history-more')],
      ['k', second],
    ] as const) {
      await fireEvent.keyDown(document.activeElement as Element, { key });
      expect(document.activeElement).toBe(where);
    }
  });

  it('asks for what is filtered, and for everything when the filters are cleared', async () => {
    const { container } = await open(page([row(1)]));
    await press('filters-open');
    await within(screen.getByTestId('filter-agent')).findByText('Anna Agent');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
    await choose('history-which', 'to_review');
    await choose('filter-tier', 'privileged');
    await choose('filter-agent', 'p-2');
    await choose('filter-model', 'aaguid-1');
    const narrowed = asked({ which: 'to_review', tier: 'privileged', agent: 'p-2', model: 'aaguid-1' });
    await waitFor(() => expect(ipc.history).toHaveBeenLastCalledWith(narrowed, null));
    expect(screen.getByTestId('filters-open').textContent).toContain('3 set');
    await press('filters-clear');
    await waitFor(() => expect(ipc.history).toHaveBeenLastCalledWith(asked(), null));
  });

  it('says that nothing fits, and why', async () => {
    ipc.history.mockResolvedValue(page([]));
    render(HistoryPage, { caseId: null, query: 'nobody' });
    expect(await screen.findByText('No case matches')).not.toBeNull();
    expect(ipc.history).toHaveBeenLastCalledWith(asked({ text: 'nobody' }), null);
  });

  it('begins with the filters that it is opened with, and keeps them with the chosen case', async () => {
    ipc.history.mockResolvedValue(page([row(1)]));
    render(HistoryPage, { caseId: null, query: '', asked: { ...NO_FILTERS, which: 'to_review' } });
    await waitFor(() => expect(ipc.history).toHaveBeenLastCalledWith(asked({ which: 'to_review' }), null));
    await waitFor(() => expect(rows()).toEqual(['case-1']));
    await press('history-row');
    expect(router.route).toMatchObject({ page: 'history', caseId: 'case-1', filters: { which: 'to_review' } });
  });

  it('has two cases chosen at most, by whoever looks back, and compares them', async () => {
    await open(page([row(3), row(2), row(1)]));
    expect(screen.queryByTestId('picks')).toBeNull();
    await press('pick-case-3');
    expect(screen.getByTestId('picked').dataset['count']).toBe('1');
    expect(screen.getByTestId('compare-go').getAttribute('aria-disabled')).toBe('true');
    await press('pick-case-1');
    expect(screen.getByTestId<HTMLInputElement>('pick-case-2').disabled).toBe(true);
    await press('compare-go');
    expect(router.route).toEqual({ page: 'compare', first: 'case-3', second: 'case-1' });
    router.back();
    expect(router.route).toMatchObject({ page: 'history', picked: ['case-3', 'case-1'] });
  });

  it('lets a choice be taken back, one by one or whole', async () => {
    ipc.history.mockResolvedValue(page([row(2), row(1)]));
    render(HistoryPage, { caseId: null, query: '', chosen: ['case-2', 'case-1'] });
    await waitFor(() => expect(screen.getByTestId<HTMLInputElement>('pick-case-2').checked).toBe(true));
    await press('pick-case-2');
    expect(screen.getByTestId('picked').dataset['count']).toBe('1');
    await press('compare-clear');
    expect(screen.queryByTestId('picks')).toBeNull();
    expect(screen.getByTestId<HTMLInputElement>('pick-case-1').checked).toBe(false);
  });

  it('has nobody else choose cases to compare', async () => {
    desk.view = { me: { id: 'p-2', name: 'Anna', role: 'agent' }, verifiedTo: null } as unknown as ConsoleView;
    await open(page([row(1)]));
    expect(screen.queryByTestId('pick-case-1')).toBeNull();
  });

  it('is saved as it is narrowed, and not page by page', async () => {
    ipc.saveList.mockResolvedValue({ place: '/exports/list.csv', rows: 412, cut: false });
    ipc.history.mockResolvedValue(page([row(1)], { next: 1, total: 412 }));
    render(HistoryPage, { caseId: null, query: 'maya', asked: { ...NO_FILTERS, which: 'to_review' } });
    await waitFor(() => expect(rows()).toEqual(['case-1']));
    await press('export-csv');
    const query = asked({ text: 'maya', which: 'to_review' });
    expect(ipc.saveList).toHaveBeenCalledExactlyOnceWith({ list: 'history', query }, 'csv');
    expect((await screen.findByTestId('export-saved')).textContent).toContain('412 rows');
    // Of another list nothing is saved yet.
    await choose('history-which', 'open');
    expect(screen.queryByTestId('export-saved')).toBeNull();
  });

  it('says so where it cannot be read', async () => {
    ipc.history.mockRejectedValue({ kind: 'store', code: 'STO-busy', args: {}, violations: [], incident: null });
    render(HistoryPage, { caseId: null, query: '' });
    expect(await screen.findByTestId('refusal')).not.toBeNull();
  });
});

describe('saved searches', () => {
  const kept = () => localStorage.getItem('postern.searches') ?? '';
  const open = async (text: string) => {
    ipc.history.mockResolvedValue(page([row(1)]));
    render(HistoryPage, { caseId: null, query: text, asked: { ...NO_FILTERS, which: 'open', agent: 'p-2' } });
    await screen.findByTestId('save-search');
    await within(screen.getByTestId('filter-agent')).findByText('Anna Agent');
  };

  it('keep filters and no word that was typed, until somebody says so', async () => {
    await open('maya');
    await press('save-search');
    expect(screen.getAllByTestId('saved-search').map((one) => one.textContent?.trim())).toEqual(['Open, Anna Agent']);
    expect(kept()).not.toContain('maya');
    expect(kept()).not.toContain('Anna');
    await press('save-words');
    await press('save-search');
    expect(kept()).toContain('maya');
    expect(screen.getAllByTestId('saved-search')).toHaveLength(2);
    expect(screen.getByTestId<HTMLInputElement>('save-words').checked).toBe(false);
  });

  it('are used, with the words or without them, and removed', async () => {
    await open('maya');
    await press('save-search');
    await press('filters-clear');
    await press('saved-search');
    await waitFor(() => expect(ipc.history).toHaveBeenLastCalledWith(asked({ which: 'open', agent: 'p-2' }), null));
    expect(screen.getByTestId<HTMLInputElement>('history-query').value).toBe('');
    await press('saved-remove');
    expect(screen.queryByTestId('saved-search')).toBeNull();
    expect(JSON.parse(kept())).toEqual({ 'p-1': [] });
  });

  it('are those of the person who is signed in, and survive what is not one', async () => {
    saved.of('p-1');
    saved.add({ ...NO_FILTERS, tier: 'machine' }, null);
    saved.add({ ...NO_FILTERS, tier: 'machine' }, '  ');
    expect(saved.all).toHaveLength(1);
    saved.of('p-2');
    expect(saved.all).toEqual([]);
    saved.of('p-1');
    expect(saved.all.map((one) => one.filters.tier)).toEqual(['machine']);
    for (let n = 0; n < 30; n += 1) saved.add({ ...NO_FILTERS, model: `m-${n}` }, null);
    expect(saved.all).toHaveLength(20);
    expect(saved.all.at(-1)?.filters.model).toBe('m-29');
    for (const other of ['not json', '[]', '{"p-1": 7}', 'null']) {
      localStorage.setItem('postern.searches', other);
      saved.of('p-1');
      expect(saved.all).toEqual([]);
    }
    localStorage.setItem('postern.searches', '{"p-1": [{"filters": {"which": "gone"}, "words": 3}]}');
    saved.of('p-1');
    await tick();
    expect(saved.all).toEqual([{ filters: NO_FILTERS, words: null }]);
  });
});
