import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, RoleCode, SampledRow, SampleView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import { dayInUtc, isoDay, mondayOf, WEEK } from '$lib/weeks';
import HistoryTabs from '../history/HistoryTabs.svelte';
import SamplePage from './SamplePage.svelte';

const ipc = vi.hoisted(() => ({ drawSample: vi.fn(), saveList: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const NOW = Date.parse('2026-05-13T10:00:00Z');
const MONDAY = Date.parse('2026-05-11T00:00:00Z');

const row = (n: number, said: Partial<SampledRow> = {}): SampledRow => ({
  id: `c-${n}`,
  short: `C-00000${n}`,
  subject: `Subject ${n}`,
  login: `login-${n}`,
  tier: 'standard',
  lifecycle: 'completed',
  reviewed: null,
  rank: `${n}`.repeat(64),
  privileged: false,
  ...said,
});
const sample = (said: Partial<SampleView> = {}): SampleView => ({
  from: MONDAY - WEEK,
  to: MONDAY,
  number: 5,
  size: 812,
  root: 'ab'.repeat(32),
  note: 'cd'.repeat(32),
  settled: true,
  ended: 9,
  drawn: [row(1, { privileged: true, tier: 'privileged', reviewed: 'in_order' }), row(2), row(3)],
  ...said,
});

const as = (role: RoleCode) => {
  desk.view = { me: { id: 'p-1', name: 'Rui', role }, now: NOW } as ConsoleView;
};
const choose = (id: string, value: number) =>
  fireEvent.change(screen.getByTestId(id), { target: { value: String(value) } });
const draw = () => fireEvent.click(screen.getByTestId('sample-draw'));

beforeEach(() => {
  vi.resetAllMocks();
  router.reset();
  as('reviewer');
  ipc.drawSample.mockResolvedValue(sample());
});

describe('weeks', () => {
  it('begin on Monday in UTC, also before 1970', () => {
    expect(mondayOf(NOW)).toBe(MONDAY);
    expect(mondayOf(MONDAY)).toBe(MONDAY);
    expect(mondayOf(MONDAY - 1)).toBe(MONDAY - WEEK);
    expect(isoDay(mondayOf(Date.parse('1969-12-31T12:00:00Z')))).toBe('1969-12-29');
    expect(dayInUtc(MONDAY - 1)).toBe('10 May 2026');
  });
});

describe('a sample for review', () => {
  it('is saved as it was drawn, whatever is chosen meanwhile', async () => {
    ipc.saveList.mockResolvedValue({ place: '/exports/list.json', rows: 3, cut: false });
    render(SamplePage);
    await draw();
    await screen.findByTestId('sample-drawn');
    await choose('sample-weeks', 4);
    await fireEvent.click(screen.getByTestId('export-json'));
    const drawn = { list: 'sample', from: MONDAY - WEEK, to: MONDAY, number: 5 };
    expect(ipc.saveList).toHaveBeenCalledExactlyOnceWith(drawn, 'json');
  });

  it('is drawn for the week that ended last, and says what waits and how to draw it again', async () => {
    const { container } = render(SamplePage);
    expect(screen.getByTestId('sample-start')).not.toBeNull();
    expect(ipc.drawSample).not.toHaveBeenCalled();
    await draw();
    await screen.findByTestId('sample-drawn');
    expect(ipc.drawSample).toHaveBeenCalledExactlyOnceWith(MONDAY - WEEK, MONDAY, 5);
    expect(screen.getAllByTestId('sample-row').map((one) => one.dataset['reviewed'])).toEqual(['in_order', '', '']);
    expect(screen.getByTestId('sample-waits').dataset['waits']).toBe('2');
    expect(screen.getByTestId('sample-command').textContent).toBe(
      'postern-audit sample STORE --from 2026-05-04 --to 2026-05-11 --number 5',
    );
    expect(screen.getByTestId('sample-root').textContent).toBe(Array(16).fill('abab').join(' '));
    expect(screen.queryByTestId('sample-unsettled')).toBeNull();
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => v.id)).toEqual([]);
  });

  it('covers the period and the number that are chosen, and shows them again to whoever comes back', async () => {
    const { unmount } = render(SamplePage);
    await choose('sample-to', MONDAY - 2 * WEEK);
    await choose('sample-weeks', 4);
    await fireEvent.input(screen.getByTestId('sample-number'), { target: { value: '12' } });
    await draw();
    await screen.findByTestId('sample-drawn');
    expect(ipc.drawSample).toHaveBeenCalledExactlyOnceWith(MONDAY - 6 * WEEK, MONDAY - 2 * WEEK, 12);
    const ask = { to: MONDAY - 2 * WEEK, weeks: 4, number: 12 };
    expect(router.route).toEqual({ page: 'sample', ask });
    await fireEvent.click(screen.getByTestId('sample-open-C-000002'));
    expect(router.route).toEqual({ page: 'history', caseId: 'c-2', query: '' });
    unmount();
    render(SamplePage, { ask });
    await screen.findByTestId('sample-drawn');
    expect(ipc.drawSample).toHaveBeenLastCalledWith(MONDAY - 6 * WEEK, MONDAY - 2 * WEEK, 12);
  });

  it('says that a week that runs still changes it, and that nothing ended', async () => {
    ipc.drawSample.mockResolvedValue(sample({ settled: false, ended: 0, drawn: [], to: MONDAY + WEEK }));
    render(SamplePage);
    await choose('sample-to', MONDAY + WEEK);
    await draw();
    expect(await screen.findByTestId('sample-unsettled')).not.toBeNull();
    expect(screen.getByTestId('sample-empty')).not.toBeNull();
    expect(ipc.drawSample).toHaveBeenCalledExactlyOnceWith(MONDAY, MONDAY + WEEK, 5);
  });

  it('is not asked for without a number, and shows a refusal in its place', async () => {
    render(SamplePage);
    for (const wrong of ['', '0', '501', '2.5']) {
      await fireEvent.input(screen.getByTestId('sample-number'), { target: { value: wrong } });
      await draw();
    }
    expect(ipc.drawSample).not.toHaveBeenCalled();
    ipc.drawSample.mockRejectedValue({ kind: 'refused', code: 'ROL-01', args: {}, violations: [], incident: null });
    await fireEvent.input(screen.getByTestId('sample-number'), { target: { value: '5' } });
    await draw();
    await waitFor(() => expect(screen.getByTestId('refusal').dataset['code']).toBe('ROL-01'));
    expect(screen.queryByTestId('sample-drawn')).toBeNull();
  });
});

describe('the parts of the history', () => {
  it('are shown to whoever may look back, and nobody else', async () => {
    render(HistoryTabs, { here: 'cases' });
    expect(screen.getByTestId('history-tab-cases').getAttribute('aria-current')).toBe('page');
    await fireEvent.click(screen.getByTestId('history-tab-patterns'));
    expect(router.route).toEqual({ page: 'patterns' });
    as('agent');
    await waitFor(() => expect(screen.queryByTestId('history-tab-sample')).toBeNull());
    as('administrator');
    expect(await screen.findByTestId('history-tab-sample')).not.toBeNull();
  });
});
