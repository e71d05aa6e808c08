import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import NoticesCard from './NoticesCard.svelte';

const ipc = vi.hoisted(() => ({ desktopNotices: vi.fn(), setDesktopNotices: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const box = () => screen.getByTestId<HTMLInputElement>('desktop-notices');
const refusal = { kind: 'store', code: 'STO-01', args: {}, violations: [], incident: null };

beforeEach(() => {
  vi.resetAllMocks();
});

describe('notices on the desktop', () => {
  it('are on or off as the computer keeps it, and say what they say', async () => {
    ipc.desktopNotices.mockResolvedValue(true);
    render(NoticesCard);
    expect(box().disabled).toBe(true);
    await waitFor(() => expect(box().checked).toBe(true));
    expect(box().disabled).toBe(false);
    expect(screen.getByTestId('notices-card').textContent).toContain('A recovery waits for your co-signature');
    ipc.setDesktopNotices.mockResolvedValue(false);
    await fireEvent.click(box());
    await waitFor(() => expect(ipc.setDesktopNotices).toHaveBeenCalledExactlyOnceWith(false));
    await waitFor(() => expect(box().checked).toBe(false));
  });

  it('stay as they are where the choice cannot be kept', async () => {
    ipc.desktopNotices.mockResolvedValue(false);
    render(NoticesCard);
    await waitFor(() => expect(box().disabled).toBe(false));
    ipc.setDesktopNotices.mockRejectedValue(refusal);
    await fireEvent.click(box());
    await screen.findByTestId('refusal');
    expect(box().checked).toBe(false);
  });
});
