import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, PatternsView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { look } from '$lib/look.svelte';
import { router } from '$lib/router.svelte';
import { WEEK } from '$lib/weeks';
import { configured, type Drawing, type Ink, sums } from './drawing';
import PatternsPage from './PatternsPage.svelte';

const ipc = vi.hoisted(() => ({ patterns: vi.fn(), saveList: vi.fn() }));
const charts = vi.hoisted(() => ({ draw: vi.fn() }));
vi.mock('$ipc/client', () => ipc);
vi.mock('./charts', () => charts);

const MONDAY = Date.parse('2026-05-11T00:00:00Z');
const MINUTE = 60_000;
const view: PatternsView = {
  since: MONDAY - WEEK,
  until: MONDAY + 1,
  cases: 7,
  reasons: ['lost', 'stolen', 'damaged', 'wiped', 'migrated', 'failed_enrolment'],
  tiers: ['standard', 'privileged', 'machine'],
  weeks: [
    { begins: MONDAY - WEEK, reasons: [3, 1, 0, 0, 0, 0], tiers: [3, 1, 0] },
    { begins: MONDAY, reasons: [2, 0, 0, 0, 0, 1], tiers: [2, 0, 1] },
  ],
  stages: [
    { stage: 'proofing', cases: 4, median: 12 * MINUTE, p90: 70 * MINUTE },
    { stage: 'approval', cases: 4, median: 20_000, p90: 40_000 },
  ],
  refusals: [{ code: 'APR-01', citation: 'Local P-04', attempts: 3, cases: [{ id: 'c-1', short: 'C-000001' }] }],
  repeats: [
    { directory: 'corp', login: 'maya', name: 'Maya Lind', count: 2, cases: [{ id: 'c-2', short: 'C-000002' }] },
  ],
  pairs: [
    { agent: 'Ann', supervisor: 'Bo', count: 4, of: 5, cases: [] },
    { agent: 'Cy', supervisor: 'Bo', count: 3, of: 3, cases: [{ id: 'c-3', short: 'C-000003' }] },
  ],
};

const removed = vi.fn();
const drawn = () => charts.draw.mock.calls.map(([, drawing]) => drawing as Drawing);

async function open() {
  const page = render(PatternsPage);
  await screen.findByTestId('patterns-pairs');
  await waitFor(() => expect(charts.draw).toHaveBeenCalledTimes(4));
  return page;
}

beforeEach(() => {
  vi.resetAllMocks();
  router.reset();
  look.theme = 'system';
  desk.view = { me: { id: 'p-1', name: 'Rui', role: 'reviewer' }, now: MONDAY } as ConsoleView;
  ipc.patterns.mockResolvedValue(view);
  charts.draw.mockReturnValue(removed);
});

describe('patterns', () => {
  it('are saved table by table, of the weeks that are looked at', async () => {
    ipc.saveList.mockResolvedValue({ place: '/exports/list.csv', rows: 2, cut: false });
    await open();
    await fireEvent.click(screen.getByTestId('export-csv'));
    expect(ipc.saveList).toHaveBeenLastCalledWith({ list: 'patterns', weeks: 12, table: 'weeks' }, 'csv');
    await screen.findByTestId('export-saved');
    await fireEvent.change(screen.getByTestId('patterns-table'), { target: { value: 'pairs' } });
    expect(screen.queryByTestId('export-saved')).toBeNull();
    await fireEvent.click(screen.getByTestId('export-json'));
    expect(ipc.saveList).toHaveBeenLastCalledWith({ list: 'patterns', weeks: 12, table: 'pairs' }, 'json');
  });

  it('are charts with a name, and the same numbers in tables', async () => {
    const { container } = await open();
    expect(ipc.patterns).toHaveBeenCalledExactlyOnceWith(12);
    const [reasons, tiers, stages, refusals] = drawn();
    expect(reasons?.series.map((one) => one.values)).toEqual([
      [3, 2],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(tiers && sums(tiers)).toEqual([4, 3]);
    expect(stages?.write(12 * MINUTE)).toBe('12 min');
    expect(stages?.write(20_000)).toBe('20 s');
    expect(refusals?.labels).toEqual(['APR-01']);
    for (const chart of screen.getAllByTestId('chart')) {
      expect(chart.getAttribute('role')).toBe('img');
      expect(chart.getAttribute('aria-label')).toMatch(/^Chart: .+/);
    }
    const sums_ = screen.getAllByTestId('patterns-reasons-week').map((one) => one.lastElementChild?.textContent);
    expect(sums_).toEqual(['4', '3']);
    const proofing = screen.getAllByTestId('patterns-stage')[0];
    expect(proofing?.textContent).toContain('12 min');
    expect(proofing?.textContent).toContain('1 h 10');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('lead to the cases and to the history of an account', async () => {
    await open();
    await fireEvent.click(screen.getByTestId('patterns-case-C-000001'));
    expect(router.route).toEqual({ page: 'history', caseId: 'c-1', query: '' });
    await fireEvent.click(screen.getByTestId('patterns-find'));
    expect(router.route).toEqual({ page: 'history', caseId: null, query: 'maya' });
  });

  it('show pairs by name, with what they may mean', async () => {
    await open();
    expect(screen.getByTestId('patterns-pairs-why').textContent).toContain('no finding about anybody');
    const pairs = screen.getAllByTestId('patterns-pair');
    expect(pairs.map((one) => one.firstElementChild?.textContent)).toEqual(['Ann', 'Cy']);
    const [most, every] = pairs;
    expect(most && within(most).queryByText('80 %')).not.toBeNull();
    expect(most && within(most).queryByText('Every one')).toBeNull();
    expect(every && within(every).queryByText('Every one')).not.toBeNull();
  });

  it('are read again for another period, and say so in words where there is nothing', async () => {
    await open();
    const empty = { ...view, cases: 0, stages: [], refusals: [], repeats: [], pairs: [] };
    ipc.patterns.mockResolvedValue(empty);
    await fireEvent.change(screen.getByTestId('patterns-period'), { target: { value: '52' } });
    expect(await screen.findByTestId('patterns-empty')).not.toBeNull();
    expect(ipc.patterns).toHaveBeenLastCalledWith(52);
    expect(router.route).toEqual({ page: 'patterns', weeks: 52 });
    expect(screen.queryByTestId('chart')).toBeNull();
    expect(removed).toHaveBeenCalledTimes(4);
  });

  it('are drawn anew in another theme', async () => {
    await open();
    look.theme = 'dark';
    await waitFor(() => expect(charts.draw).toHaveBeenCalledTimes(8));
    expect(removed).toHaveBeenCalledTimes(4);
  });

  it('keep their tables where no chart can be drawn', async () => {
    charts.draw.mockImplementation(() => {
      throw new Error('no canvas');
    });
    render(PatternsPage);
    await waitFor(() => expect(screen.getAllByTestId('chart-failed')).toHaveLength(4));
    expect(screen.getAllByTestId('patterns-reasons-week')).toHaveLength(2);
  });

  it('show a refusal in their place', async () => {
    ipc.patterns.mockRejectedValue({ kind: 'refused', code: 'ROL-01', args: {}, violations: [], incident: null });
    render(PatternsPage);
    await waitFor(() => expect(screen.getByTestId('refusal').dataset['code']).toBe('ROL-01'));
    expect(screen.queryByTestId('patterns-empty')).toBeNull();
  });
});

describe('a chart', () => {
  const ink: Ink = {
    text: '#111',
    faint: '#444',
    line: '#ccc',
    ground: '#fff',
    series: ['#00f', '#f80'],
    font: 'sans-serif',
    rtl: false,
  };
  const drawing = (kind: Drawing['kind']): Drawing => ({
    kind,
    labels: ['a', 'b'],
    series: [
      { name: 'one', values: [1, 2] },
      { name: 'two', values: [3] },
    ],
    write: (value) => `${value} x`,
  });

  it('does not move, and tells its series by name', () => {
    const { data, options } = configured(drawing('stacked'), ink);
    expect(options?.animation).toBe(false);
    expect(options?.plugins?.legend?.display).toBe(true);
    expect(data.datasets.map((one) => [one.label, one.data])).toEqual([
      ['one', [1, 2]],
      ['two', [3]],
    ]);
    expect(options?.scales?.['y']?.stacked).toBe(true);
    expect(sums(drawing('stacked'))).toEqual([4, 2]);
  });

  it('runs from right to left where the page does', () => {
    const along = (rtl: boolean) => configured(drawing('sideways'), { ...ink, rtl }).options?.scales?.['x']?.reverse;
    expect([along(false), along(true)]).toEqual([false, true]);
    const weeks = (rtl: boolean) => configured(drawing('stacked'), { ...ink, rtl }).options?.scales?.['x']?.reverse;
    expect([weeks(false), weeks(true)]).toEqual([false, true]);
  });
});
