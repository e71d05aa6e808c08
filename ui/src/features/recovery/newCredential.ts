// What the subject signs in with from now on, however it came to be.
import type { CaseView } from '../../ipc/types';
import { t } from '$words';

/** Its name for people; null while there is none. */
export function newCredential({ provisioning, enrolment }: CaseView): string | null {
  const ends = provisioning.newKeyEnds;
  return ends === null ? (enrolment.enrolled ?? enrolment.drawn) : t('key-ends', { ends });
}
