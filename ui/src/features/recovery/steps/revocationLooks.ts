// How the states of a revocation look: a shape and a tone beside the word.
import type { BlockStatus, CredentialStatus, SessionsStatus } from '../../../ipc/types';
import type { IconName } from '$lib/icons';

export interface Look {
  icon: IconName;
  tone: 'neutral' | 'ok' | 'warn' | 'bad' | 'info';
}

// What the console saw has the check; what a person said has the person.
const SEEN: Look = { icon: 'check', tone: 'ok' };
const SAID: Look = { icon: 'person', tone: 'info' };
const AWAITS_WORD: Look = { icon: 'ask', tone: 'warn' };
const TO_DO: Look = { icon: 'todo', tone: 'neutral' };
const ASKED: Look = { icon: 'now', tone: 'info' };
const NOT_CONFIRMED: Look = { icon: 'stop', tone: 'bad' };
const NOT_POSSIBLE: Look = { icon: 'no', tone: 'warn' };

export const CREDENTIAL: Record<CredentialStatus, Look> = {
  planned: TO_DO,
  suspended: { icon: 'flake', tone: 'info' },
  requested: ASKED,
  reading: ASKED,
  awaits_word: AWAITS_WORD,
  gone: SEEN,
  attested: SAID,
  kept: { icon: 'key', tone: 'info' },
  not_confirmed: NOT_CONFIRMED,
  unexpected: { icon: 'alert', tone: 'bad' },
  new: { icon: 'key', tone: 'info' },
};

export const SESSIONS: Record<SessionsStatus, Look> = {
  planned: TO_DO,
  requested: ASKED,
  awaits_word: AWAITS_WORD,
  attested: SAID,
  gone: SEEN,
  gone_token_alive: { icon: 'clock', tone: 'warn' },
  not_confirmed: NOT_CONFIRMED,
  not_possible: NOT_POSSIBLE,
};

export const BLOCK: Record<BlockStatus, Look> = {
  not_possible: NOT_POSSIBLE,
  open: TO_DO,
  requested: ASKED,
  awaits_word: AWAITS_WORD,
  blocked: SEEN,
  blocked_said: SAID,
  unblocked: SEEN,
  unblocked_said: SAID,
  not_confirmed: NOT_CONFIRMED,
};
