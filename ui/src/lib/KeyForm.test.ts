import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyView } from '../ipc/types';
import { desk } from './desk.svelte';
import KeyForm from './KeyForm.svelte';

const cancelKey = vi.hoisted(() => vi.fn());
vi.mock('$ipc/client', () => ({ cancelKey }));

const key: KeyView = {
  id: 'usb-1',
  label: 'Key',
  ends: '77A1',
  owner: 'Samir Haddad',
  aaguid: null,
  firmware: '1.2.3',
  pinSet: true,
  minPinLength: 6,
  pinTries: 8,
  fault: null,
};
const form = {
  prefix: 'sign',
  go: 'Go on',
  busyWord: 'Working…',
  busy: false,
  refusal: null,
  onsubmit: vi.fn(),
};

beforeEach(() => {
  desk.keys = [key];
  form.onsubmit.mockReset();
});

describe('a form that asks for a key', () => {
  it('hands the PIN over once and keeps nothing of it', async () => {
    render(KeyForm, form);
    const field = screen.getByTestId<HTMLInputElement>('sign-pin');
    await fireEvent.input(field, { target: { value: '135790' } });
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).toHaveBeenCalledExactlyOnceWith('usb-1', '135790');
    expect(field.value).toBe('');
    expect(document.body.innerHTML).not.toContain('135790');
  });

  it('asks for a key where there is none', async () => {
    desk.keys = [];
    render(KeyForm, form);
    expect(screen.getByTestId('sign-go').getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).not.toHaveBeenCalled();
  });

  it('shows how many tries are left after a wrong PIN, in words and as a drawing', () => {
    const refusal = {
      kind: 'key' as const,
      code: 'KEY-wrong_pin',
      args: { tries: '7' },
      violations: [],
      incident: null,
    };
    render(KeyForm, { ...form, refusal });
    expect(screen.getByTestId('sign-pin-tries').textContent).toContain('7');
    expect(document.querySelectorAll('.pips rect.off')).toHaveLength(1);
  });

  it('is cancelled with Esc while the key works', async () => {
    render(KeyForm, { ...form, busy: true });
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(cancelKey).toHaveBeenCalledWith('usb-1');
  });
});
