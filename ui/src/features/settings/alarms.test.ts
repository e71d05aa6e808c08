import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmView, DeskView } from '../../ipc/types';
import AlarmsCard from './AlarmsCard.svelte';

const ipc = vi.hoisted(() => ({ judgeStray: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const alarm = (entry: string, said: Partial<AlarmView> = {}): AlarmView => ({
  directory: 'corp',
  entry,
  login: 'maya',
  what: 'added',
  doneBy: 'root@corp.test',
  happened: 1_000,
  judged: null,
  ...said,
});
const looked = alarm('e-1', { what: 'removed', judged: { by: 'Ines Roth', note: 'A test account.', at: 2_000 } });
const onjudged = vi.fn();
const judge = () => screen.getByTestId('alarm-judge');

beforeEach(() => vi.resetAllMocks());

describe('changes that no case explains', () => {
  it('are listed with the open ones first, and judged with a note only', async () => {
    const { container } = render(AlarmsCard, { alarms: [looked, alarm('e-2')], onjudged });
    expect(screen.getAllByTestId('alarm').map((one) => one.dataset['entry'])).toEqual(['e-2', 'e-1']);
    expect(screen.getByTestId('alarm-judged').textContent).toContain('A test account.');
    expect(screen.getByTestId('alarm-judged').textContent).toContain('Ines Roth');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((v) => v.id)).toEqual([]);
    expect(judge().getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(judge());
    await fireEvent.input(screen.getByTestId('alarm-note'), { target: { value: '  ' } });
    await fireEvent.click(judge());
    expect(ipc.judgeStray).not.toHaveBeenCalled();
    await fireEvent.input(screen.getByTestId('alarm-note'), { target: { value: ' Help desk, by telephone. ' } });
    const view = { alarms: [looked] } as unknown as DeskView;
    ipc.judgeStray.mockResolvedValue(view);
    await fireEvent.click(judge());
    await screen.findByTestId('alarms-done');
    expect(ipc.judgeStray).toHaveBeenCalledExactlyOnceWith('corp', 'e-2', 'Help desk, by telephone.');
    expect(onjudged).toHaveBeenCalledExactlyOnceWith(view);
  });

  it('keep their note where it is refused, and say so where there are none', async () => {
    const { rerender } = render(AlarmsCard, { alarms: [alarm('e-2')], onjudged });
    await fireEvent.input(screen.getByTestId('alarm-note'), { target: { value: 'Seen.' } });
    ipc.judgeStray.mockRejectedValue({ kind: 'store', code: 'STO-busy', args: {}, violations: [], incident: null });
    await fireEvent.click(judge());
    await screen.findByTestId('alarms-refusal');
    expect(screen.getByTestId<HTMLInputElement>('alarm-note').value).toBe('Seen.');
    expect(onjudged).not.toHaveBeenCalled();
    await rerender({ alarms: [] });
    expect(screen.getByTestId('alarms-none')).not.toBeNull();
  });
});
