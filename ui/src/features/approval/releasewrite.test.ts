import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, GateView, WorkRow } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../test-keys';
import ReleaseWrite from './ReleaseWrite.svelte';

const ipc = vi.hoisted(() => ({ caseView: vi.fn(), releaseWrite: vi.fn(), keys: vi.fn(), cancelKey: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const rows = ['c-1', 'c-2', 'c-3'].map((id) => ({ id }) as WorkRow);
const view = (id: string, blockedBy: Partial<GateView>[], writesClosed: boolean) =>
  ({
    id,
    short: id.toUpperCase(),
    subject: { name: 'Maya' },
    actions: [{ code: 'release_write', blockedBy }],
    writesClosed,
  }) as unknown as CaseView;

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [testKey({ id: 'usb-1' })];
  desk.progress = {};
  ipc.keys.mockResolvedValue(desk.keys);
});

describe('write access of a co-signed case', () => {
  it('is opened again by whoever may, where the directory needs it', async () => {
    const views = [view('c-1', [], true), view('c-2', [{ code: 'APR-01' }], true), view('c-3', [], false)];
    ipc.caseView.mockImplementation((id: string) => Promise.resolve(views.find((one) => one.id === id)));
    render(ReleaseWrite, { rows });
    await waitFor(() => expect(screen.getAllByTestId('rewrite-open')).toHaveLength(1));
    await fireEvent.click(screen.getByTestId('rewrite-open'));
    ipc.releaseWrite.mockResolvedValue({ ...views[0], writesClosed: false });
    await fireEvent.click(screen.getByTestId('do-release_write'));
    await waitFor(() => expect(screen.queryByTestId('do-release_write')).toBeNull());
    expect(ipc.releaseWrite).toHaveBeenCalledExactlyOnceWith('c-1', 'usb-1');
    expect(screen.getByTestId('release-write').textContent).toContain('Open again for Maya, C-1.');
  });
});
