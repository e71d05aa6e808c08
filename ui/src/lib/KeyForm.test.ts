import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testKey } from '../test-keys';
import { desk } from './desk.svelte';
import KeyForm from './KeyForm.svelte';

const ipc = vi.hoisted(() => ({ cancelKey: vi.fn(), changeKeyPin: vi.fn(), keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const key = testKey({ ends: '77A1', owner: 'Samir Haddad' });
const form = {
  prefix: 'sign',
  go: 'Go on',
  busyWord: 'Working…',
  busy: false,
  refusal: null,
  art: 'beside' as const,
  onsubmit: vi.fn(),
};
const wrong = {
  kind: 'key' as const,
  code: 'KEY-wrong_pin',
  args: { tries: '7' },
  violations: [],
  incident: null,
};

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [key];
  desk.progress = {};
});

describe('a form that asks for a key', () => {
  it('asks for no PIN in the page, and says where it is typed', async () => {
    render(KeyForm, form);
    expect(document.querySelector('input')).toBeNull();
    expect(document.body.textContent).toContain('a window of its own');
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).toHaveBeenCalledExactlyOnceWith('usb-1');
  });

  it('asks for a key where there is none', async () => {
    desk.keys = [];
    render(KeyForm, form);
    expect(screen.getByTestId('sign-go').getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).not.toHaveBeenCalled();
  });

  it('shows how many tries are left after a wrong PIN, in words and as a drawing', () => {
    render(KeyForm, { ...form, refusal: wrong });
    expect(screen.getByTestId('sign-pin-wrong').textContent).toContain('not right');
    expect(screen.getByTestId('sign-pin-tries').textContent).toContain('7');
    expect(document.querySelectorAll('.pips rect.off')).toHaveLength(1);
  });

  it('says nothing of tries while none is gone', () => {
    render(KeyForm, form);
    expect(screen.queryByTestId('sign-pin-tries')).toBeNull();
    expect(screen.queryByTestId('sign-pin-wrong')).toBeNull();
  });

  it.each([
    ['pin', 'The PIN window is open'],
    ['working', 'The key is working'],
    ['touch', 'Touch the key now'],
  ] as const)('says what the key waits for: %s', (step, words) => {
    desk.progress = { 'usb-1': step };
    render(KeyForm, { ...form, busy: true });
    expect(screen.getByTestId('sign-progress').dataset['step']).toBe(step);
    expect(screen.getByTestId('sign-progress').textContent).toContain(words);
    expect(screen.getByTestId('gesture').dataset['now']).toBe(step);
  });

  it('takes the end of earlier work for no work', () => {
    desk.progress = { 'usb-1': 'done' };
    render(KeyForm, { ...form, busy: true });
    expect(screen.getByTestId('sign-progress').dataset['step']).toBe('working');
    expect(screen.getByTestId('gesture').dataset['now']).toBe('pin');
  });

  it('is cancelled with Esc while the key works', async () => {
    render(KeyForm, { ...form, busy: true });
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(ipc.cancelKey).toHaveBeenCalledExactlyOnceWith('usb-1');
  });

  it('lets a key that asks for a new PIN have it first', async () => {
    desk.keys = [testKey({ forcePinChange: true })];
    render(KeyForm, form);
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).not.toHaveBeenCalled();
    ipc.changeKeyPin.mockResolvedValue([testKey()]);
    await fireEvent.click(screen.getByTestId('change-pin'));
    await vi.waitFor(() => expect(screen.queryByTestId('pin-change')).toBeNull());
    expect(ipc.changeKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1');
    await fireEvent.click(screen.getByTestId('sign-go'));
    expect(form.onsubmit).toHaveBeenCalledExactlyOnceWith('usb-1');
  });
});
