// How a key stands, in one icon and one word.
import type { KeyView } from '../../ipc/types';
import type { Waits } from '$lib/desk.svelte';
import type { IconName } from '$lib/icons';
import { t } from '$words';

export interface KeyState {
  icon: IconName;
  tone: 'neutral' | 'info' | 'ok' | 'warn' | 'bad';
  word: string;
  value: string;
}

export function keyState(key: KeyView, waits: Waits | null): KeyState {
  if (key.fault) return { icon: 'stop', tone: 'bad', word: t('key-refused'), value: 'fault' };
  if (waits === 'touch') return { icon: 'touch', tone: 'info', word: t('key-waits-touch'), value: 'touch' };
  if (waits === 'pin') return { icon: 'lock', tone: 'info', word: t('key-waits-pin'), value: 'pin' };
  if (waits === 'working') return { icon: 'now', tone: 'info', word: t('key-working'), value: 'working' };
  if (key.standing === 'revoked') return { icon: 'stop', tone: 'bad', word: t('keypage-revoked'), value: 'revoked' };
  if (key.pinTries === 0) return { icon: 'stop', tone: 'bad', word: t('keypage-blocked'), value: 'blocked' };
  if (key.forcePinChange) return { icon: 'alert', tone: 'warn', word: t('keypage-new-pin'), value: 'new_pin' };
  if (!key.pinSet) return { icon: 'todo', tone: 'neutral', word: t('key-no-pin'), value: 'no_pin' };
  return { icon: 'check', tone: 'ok', word: t('key-ready'), value: 'ready' };
}

/** Why nothing that asks for the PIN can be done with it now; null when it can. */
export function pinMissing(key: KeyView): string | null {
  if (!key.pinSet) return t('keypage-needs-pin');
  if (key.pinTries === 0) return t('keypage-pin-none-left');
  return key.forcePinChange ? t('pin-change-first') : null;
}
