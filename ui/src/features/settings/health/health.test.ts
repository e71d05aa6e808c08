import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FindingState, FindingView, HealthView } from '../../../ipc/types';
import { t } from '$words';
import HealthSection from './HealthSection.svelte';

const ipc = vi.hoisted(() => ({ health: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const finding = (id: string, state: FindingState, next: string | null = null): FindingView => ({
  id: `${id}/corp`,
  state,
  found: { id, args: { name: 'corp', why: 'no connection' } },
  next: next === null ? null : { id: next, args: { name: 'corp' } },
});
const keys = finding('finding-keys-practice', 'ok');
const down = finding('finding-directory-down', 'bad', 'finding-directory-reach-next');
const look = (findings: FindingView[], done: number, next: string | null): HealthView => ({
  findings,
  at: 1_000 * done,
  done,
  all: 2,
  next,
});
const ids = () => screen.queryAllByTestId('finding').map((row) => row.dataset['id']);

beforeEach(() => vi.resetAllMocks());

describe('the health of the console', () => {
  it('is looked at one check after another, and says what helps', async () => {
    let answer: (found: HealthView) => void = () => undefined;
    ipc.health
      .mockResolvedValueOnce(look([keys], 1, 'directory/corp'))
      .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const { container } = render(HealthSection);
    await waitFor(() => expect(ids()).toEqual([keys.id]));
    expect(container.querySelector('progress')?.value).toBe(1);
    expect(screen.getByTestId('health-again').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByTestId('health-told').textContent).toBe('');
    answer(look([down], 2, null));
    await waitFor(() => expect(ids()).toEqual([keys.id, down.id]));
    expect(ipc.health.mock.calls).toEqual([[null], ['directory/corp']]);
    expect(screen.getByTestId('finding-next').textContent).toContain(t('finding-directory-reach-next'));
    expect(document.body.textContent).toContain('corp does not answer (no connection).');
    await waitFor(() => expect(screen.getByTestId('health-told').textContent).toBe(t('health-some', { count: 1 })));
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('is looked at again when asked, and keeps the old findings until the first answer', async () => {
    ipc.health.mockResolvedValueOnce(look([down], 2, null));
    render(HealthSection);
    await waitFor(() => expect(ids()).toEqual([down.id]));
    ipc.health.mockResolvedValueOnce(look([keys], 2, null));
    await fireEvent.click(screen.getByTestId('health-again'));
    await waitFor(() => expect(ids()).toEqual([keys.id]));
    await waitFor(() => expect(screen.getByTestId('health-told').textContent).toBe(t('health-all')));
  });

  it('says where a check is refused, and begins none after the page was left', async () => {
    ipc.health.mockRejectedValueOnce({ kind: 'refused', code: 'CAS-02', args: {}, violations: [], incident: null });
    const { unmount } = render(HealthSection);
    await screen.findByTestId('health-refusal');
    expect(screen.getByTestId('health-told').textContent).toBe('');
    let answer: (found: HealthView) => void = () => undefined;
    ipc.health.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    await fireEvent.click(screen.getByTestId('health-again'));
    unmount();
    answer(look([keys], 1, 'directory/corp'));
    await Promise.resolve();
    expect(ipc.health).toHaveBeenCalledTimes(2);
  });
});
