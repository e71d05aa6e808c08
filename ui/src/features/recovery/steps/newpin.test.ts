import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../../test-keys';
import { OpenCase } from '../openCase.svelte';
import HandoverStep from './HandoverStep.svelte';
import NewKeyPin from './NewKeyPin.svelte';

const ipc = vi.hoisted(() => ({ setKeyPin: vi.fn(), changeKeyPin: vi.fn(), cancelKey: vi.fn(), keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const key = testKey({ pinSet: false, pinTries: null, minPinLength: 4 });

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [key];
  desk.progress = {};
});

describe('the PIN of the new key', () => {
  it.each([
    ['set-pin', false],
    ['draw-pin', true],
  ])('comes from no field of the page: %s', async (id, drawn) => {
    const open = new OpenCase('c-1');
    render(NewKeyPin, { open, key });
    expect(document.querySelector('input')).toBeNull();
    // What the standard asks for, where the key would take less.
    expect(document.body.textContent).toContain('6 or more characters');
    const done = testKey();
    ipc.setKeyPin.mockResolvedValue([done]);
    await fireEvent.click(screen.getByTestId(id));
    await waitFor(() => expect(desk.keys).toEqual([done]));
    expect(ipc.setKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1', drawn);
  });

  it('is waited for, and can be given up', async () => {
    const open = new OpenCase('c-1');
    render(NewKeyPin, { open, key });
    ipc.setKeyPin.mockReturnValue(new Promise(() => undefined));
    desk.progress = { 'usb-1': 'pin' };
    await fireEvent.click(screen.getByTestId('draw-pin'));
    expect(screen.getByTestId('new-pin-progress').dataset['step']).toBe('pin');
    await fireEvent.click(screen.getByTestId('set-pin'));
    expect(ipc.setKeyPin).toHaveBeenCalledTimes(1);
    await fireEvent.click(screen.getByTestId('new-pin-progress-cancel'));
    expect(ipc.cancelKey).toHaveBeenCalledExactlyOnceWith('usb-1');
  });
});

describe('a PIN that the console drew', () => {
  const view = { lifecycle: 'open', stages: [], handover: null, liveSignInAt: null, actions: [] };

  it('is changed at the handover, by the key that is handed over and no other', async () => {
    desk.keys = [
      testKey({ forcePinChange: true }),
      testKey({ id: 'usb-2', owner: 'Agnes Holm', forcePinChange: true }),
    ];
    render(HandoverStep, { open: new OpenCase('c-1'), view: view as unknown as CaseView });
    expect(screen.getAllByTestId('pin-change')).toHaveLength(1);
    ipc.changeKeyPin.mockResolvedValue([testKey()]);
    await fireEvent.click(screen.getByTestId('change-pin'));
    await waitFor(() => expect(screen.queryByTestId('pin-change')).toBeNull());
    expect(ipc.changeKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1');
  });
});
