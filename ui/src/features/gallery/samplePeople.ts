// Who works at the desk of the gallery, when, and how far their case is.
import type { GateStatus, GateView, LevelCode, PersonView, StageCode, StageView } from '../../ipc/types';

/** The gallery's clock stands still here. */
export const NOW = Date.UTC(2026, 10, 23, 13, 31, 7);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const AGENT: PersonView = { id: 'p-1', name: 'Agnes Holm', role: 'agent' };
export const PEOPLE: PersonView[] = [
  AGENT,
  { id: 'p-2', name: 'Samir Haddad', role: 'supervisor' },
  { id: 'p-3', name: 'Rosa Lindqvist', role: 'reviewer' },
  { id: 'p-4', name: 'Tom Abara', role: 'administrator' },
];

export const gate = (
  code: string,
  stage: StageCode,
  status: GateStatus,
  citation: string,
  level: LevelCode = 'local',
): GateView => ({ code, stage, status, args: {}, citation, level });

export const GATES: GateView[] = [
  gate('PRF-03', 'proofing', 'met', 'SP 800-63A-4 §3.14', 'shall'),
  gate('PRF-05', 'proofing', 'open', 'SP 800-63A-4 §3.14', 'should'),
  gate('PRF-02', 'proofing', 'later', 'SP 800-63A-4 §4.2.2', 'shall'),
  gate('PRF-04', 'proofing', 'failed', 'Local P-03'),
];

const stage = (code: StageCode, status: StageView['status'], rest: Partial<StageView> = {}): StageView => ({
  code,
  status,
  at: null,
  note: null,
  gates: [],
  ...rest,
});

export const STAGES: StageView[] = [
  stage('intake', 'done', { at: NOW - 12 * MINUTE }),
  stage('contain', 'later'),
  stage('proofing', 'now', { gates: GATES }),
  stage('approval', 'blocked', { gates: [gate('APR-01', 'approval', 'open', 'Local P-04')] }),
  stage('revocation', 'locked'),
  stage('provisioning', 'locked'),
  stage('handover', 'locked'),
  stage('notification', 'later'),
  stage('release', 'skipped'),
  stage('close', 'locked'),
  stage('review', 'later'),
];
