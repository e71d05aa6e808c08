import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { ListForm, SavedListView } from '../ipc/types';
import ExportList from './ExportList.svelte';

vi.mock('$ipc/client', () => ({}));

const saved = (said: Partial<SavedListView> = {}): SavedListView => ({
  place: '/desk/exports/list-history-2026-11-24-4f1a77.csv',
  rows: 3,
  cut: false,
  ...said,
});

describe('saving a list', () => {
  it.each(['csv', 'json'] as const)(
    'has it written as %s, and says where it lies and how many rows it has',
    async (form) => {
      const save = vi.fn((asked: ListForm) => Promise.resolve(saved({ place: `/desk/exports/list.${asked}` })));
      render(ExportList, { save });
      expect(screen.queryByTestId('export-saved')).toBeNull();
      await fireEvent.click(screen.getByTestId(`export-${form}`));
      expect((await screen.findByTestId('export-place')).textContent).toBe(`/desk/exports/list.${form}`);
      expect(screen.getByTestId('export-saved').textContent).toContain('3 rows');
      expect(screen.queryByTestId('export-cut')).toBeNull();
      expect(save).toHaveBeenCalledExactlyOnceWith(form);
    },
  );

  it('says that a file holds only the first rows', async () => {
    render(ExportList, { save: () => Promise.resolve(saved({ rows: 100_000, cut: true })) });
    await fireEvent.click(screen.getByTestId('export-csv'));
    expect(await screen.findByTestId('export-cut')).not.toBeNull();
  });

  it('says why nothing was written, and no place', async () => {
    const refusal = { kind: 'refused', code: 'ROL-01', args: {}, violations: [], incident: null };
    const save = vi.fn().mockResolvedValueOnce(saved()).mockRejectedValueOnce(refusal);
    render(ExportList, { save });
    await fireEvent.click(screen.getByTestId('export-csv'));
    await screen.findByTestId('export-saved');
    await fireEvent.click(screen.getByTestId('export-csv'));
    await waitFor(() => expect(screen.getByTestId('refusal')).not.toBeNull());
    expect(screen.queryByTestId('export-saved')).toBeNull();
  });
});
