// How it is said where cases stand.
import type { WhichCode } from '../../ipc/types';
import { t } from '$words';

/** An end is called as it is called at the case. */
export function whichWord(code: WhichCode): string {
  if (code === 'completed' || code === 'refused' || code === 'cancelled' || code === 'incident')
    return t(`lifecycle-${code}`);
  return t(`history-which-${code}`);
}
