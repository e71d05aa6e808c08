import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tick } from 'svelte';
import * as ipc from '$ipc/client';
import WaitBar from './WaitBar.svelte';
import { waits } from './waits.svelte';

vi.mock('$ipc/client', () => ({ cancelWork: vi.fn(() => Promise.resolve()) }));

async function pass(seconds: number) {
  vi.advanceTimersByTime(seconds * 1000);
  await tick();
}

describe('what is waited for', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is said after a moment, and can be stopped after a while where it only reads', async () => {
    render(WaitBar);
    const ended = waits.begin('lookUp');
    await pass(1);
    expect(screen.queryByTestId('waiting')).toBeNull();
    await pass(2);
    expect(screen.getByTestId('waiting').textContent).toContain('directory');
    expect(screen.queryByTestId('stop-waiting')).toBeNull();
    await pass(8);
    screen.getByTestId('stop-waiting').click();
    expect(ipc.cancelWork).toHaveBeenCalledOnce();
    ended();
    await tick();
    expect(screen.queryByTestId('waiting')).toBeNull();
  });

  it('is not stopped half-way where it changes something', async () => {
    render(WaitBar);
    const ended = waits.begin('revoke');
    await pass(12);
    expect(screen.queryByTestId('stop-waiting')).toBeNull();
    expect(screen.getByTestId('waiting').textContent).toContain('half-way');
    ended();
  });

  it('leaves keys to say for themselves what they wait for', async () => {
    render(WaitBar);
    const ended = waits.begin('co_sign');
    await pass(12);
    expect(screen.queryByTestId('waiting')).toBeNull();
    ended();
  });
});
