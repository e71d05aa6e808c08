import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeadlineView, WorkRow } from '../../ipc/types';
import { now, setClock } from '$lib/clock.svelte';
import WorkTable from './WorkTable.svelte';

const MINUTE = 60_000;

const row = (deadline: Partial<DeadlineView> | null): WorkRow => ({
  id: 'c-1',
  short: 'C-1',
  subject: 'Maya',
  login: 'maya',
  stage: 'approval',
  done: 3,
  stages: 9,
  blocks: { id: 'work-nothing-blocks', args: {} },
  blocksTone: 'neutral',
  next: { id: 'work-next-approval', args: {} },
  deadline: deadline && { kind: 'approval', at: 0, nearFrom: 0, whole: 60 * MINUTE, toBeMet: true, ...deadline },
  signed: true,
  openedAt: now() - 26 * MINUTE,
  group: 'needs_you',
  lifecycle: 'open',
  questions: 0,
});

const show = (deadline: Partial<DeadlineView> | null) =>
  render(WorkTable, { groups: [{ code: 'needs_you', rows: [row(deadline)] }], onopen: vi.fn() });
const said = () => screen.getByTestId('timer').textContent?.replace(/\s+/g, ' ').trim();

beforeEach(() => setClock(1_800_000_000_000));

describe('the deadline of a line', () => {
  it('is said with what it is of, and is no news as it ticks', () => {
    const { container } = show({ at: now() + 20 * MINUTE, nearFrom: now() + 15 * MINUTE });
    expect(said()).toBe('20:00 approval ends');
    expect(screen.getByText('20:00').getAttribute('aria-live')).toBe('off');
    expect(container.querySelector('[role=status]')).toBeNull();
    expect(screen.getByTestId('work-row').textContent).toContain('26 min');
  });

  it('says in words that it is near, and by the mark of the back end', () => {
    show({ at: now() + 20 * MINUTE, nearFrom: now() });
    expect(said()).toMatch(/^Near ?20:00 approval ends$/);
    expect(screen.getByTestId('timer').querySelector('use')?.getAttribute('href')).toBe('#i-alert');
  });

  it('says in words that it has passed, and no time with it', async () => {
    const { container } = show({ kind: 'code', at: now() - MINUTE, nearFrom: now() - 6 * MINUTE });
    expect(said()).toBe('Over The code has expired');
    expect(screen.getByTestId('timer').querySelector('use')?.getAttribute('href')).toBe('#i-stop');
    // Contrast and layout need a real engine.
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((one) => one.id)).toEqual([]);
  });

  it('is none where nothing counts down', () => {
    show(null);
    expect(screen.queryByTestId('timer')).toBeNull();
    expect(screen.getByTestId('work-row').textContent).toContain('No limit');
  });
});
