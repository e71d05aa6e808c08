// How the pages of a machine identity and its trials look, wherever they are shown.
import type { MachineStanding, TrialCode } from '../ipc/types';
import type { IconName } from './icons';

interface Look {
  icon: IconName;
  tone: 'neutral' | 'info' | 'ok' | 'warn' | 'bad';
}

export const STANDINGS: Record<MachineStanding, Look> = {
  done: { icon: 'done', tone: 'ok' },
  now: { icon: 'now', tone: 'info' },
  waiting: { icon: 'clock', tone: 'neutral' },
  blocked: { icon: 'stop', tone: 'bad' },
  skipped: { icon: 'minus', tone: 'neutral' },
};

export const TRIALS: Record<TrialCode, Look> = {
  not_gone: { icon: 'clock', tone: 'neutral' },
  to_try: { icon: 'todo', tone: 'info' },
  refused: { icon: 'check', tone: 'ok' },
  works: { icon: 'alert', tone: 'bad' },
};
