// What the gallery shows instead of what a console would tell: fixed, and asked of nobody.
import type {
  CaseView,
  CheckpointView,
  ConsoleView,
  CueAnswerCode,
  CueView,
  KeyView,
  Refusal,
  SignatureStatus,
  StatementRow,
  StatementSection,
  StatementView,
} from '../../ipc/types';
import { testKey } from '../../test-keys';
import { OpenCase } from '../recovery/openCase.svelte';
import { CASE, CUE_SPAN } from './sampleCase';
import { AGENT, gate, GATES, MINUTE, NOW, PEOPLE, STAGES } from './samplePeople';

export { CASE, GATES, MINUTE, NOW, PEOPLE, STAGES };

export const KEY: KeyView = testKey({ ends: '77A1', owner: AGENT.name, standing: 'trusted' });
export const KEYS: KeyView[] = [KEY, testKey({ id: 'usb-2', label: 'Key B', standing: 'unknown' })];

/** A key of no maker. */
export const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAACgAAABACAMAAABfh8VoAAAADFBMVEX///8iKjzIqloqTbX7ZFiFAAAAZ0lEQVR42u3VMQ6AMAxD0Rrf/84sLFQpfEQKqhTPb2qSurW52U6h7kIWXB7ipVAXpgZWw1DXSQolKNOhBGVBDH3kDtqBDKAdyRfQDuWaMP95+GT4rOtmvoA/fqQTWoEXEq+4B6WZlR2vsQhRFvu4tAAAAABJRU5ErkJggg==';

export const CONSOLE: ConsoleView = {
  profile: 'practice',
  practice: true,
  phase: 'open',
  me: AGENT,
  lockAt: NOW + 14 * MINUTE,
  sessionEndsAt: null,
  now: NOW,
  counts: { mine: 3, approvals: 2, toReview: 1, alarms: 1 },
  directories: [],
  records: 412,
  verifiedTo: 412,
  faults: 0,
  setup: null,
  version: '0.1.0',
  ledger: 'practice',
  policy: 'standard',
  notes: [],
  quorum: null,
};

export const WRONG_PIN: Refusal = {
  kind: 'key',
  code: 'KEY-wrong_pin',
  args: { tries: '7' },
  violations: [],
  incident: null,
};

export const REFUSALS: Refusal[] = [
  {
    kind: 'refused',
    code: 'REV-03',
    args: { left: '1' },
    violations: [
      { ...gate('REV-03', 'revocation', 'open', 'SP 800-63B-4 §4.5', 'shall'), args: { left: '1' } },
      gate('REV-04', 'revocation', 'open', 'Local P-11'),
      gate('REV-05', 'revocation', 'open', 'Local P-12'),
    ],
    incident: null,
  },
  { kind: 'key', code: 'KEY-blocked', args: {}, violations: [], incident: null },
  { kind: 'directory', code: 'DIR-down', args: {}, violations: [], incident: null },
];

/** A case as a page has it open, without anybody having been asked for it. */
export function opened(view: CaseView): OpenCase {
  const open = new OpenCase(view.id);
  open.view = view;
  return open;
}

export const cue = (answer: CueAnswerCode | null, over: boolean): CueView => ({
  id: 'cue',
  cue: 'touch_right_ear',
  drawnAt: NOW - (over ? 2 * MINUTE : MINUTE / 3),
  expiresAt: NOW - (over ? 2 * MINUTE : MINUTE / 3) + CUE_SPAN,
  answer,
});

/** The case with a signature that no longer holds. */
export function failedApproval(code: string, status: SignatureStatus): CaseView {
  const gates = [gate(code, 'approval', 'failed', 'Local P-05')];
  return {
    ...CASE,
    stages: STAGES.map((stage) => (stage.code === 'approval' ? { ...stage, status: 'now', gates } : stage)),
    signatures: CASE.signatures.map((signature) => ({ ...signature, status })),
  };
}

const row = (id: string, value: string, rest: Partial<StatementRow> = {}): StatementRow => ({
  label: { id, args: {} },
  value,
  mono: false,
  tone: 'plain',
  mark: id,
  ...rest,
});
const section = (id: string, rows: StatementRow[]): StatementSection => ({ title: { id, args: {} }, rows });

/** What is signed; with what came, went and changed since the first look. */
export function statement(changed: boolean): StatementView {
  const gone = changed
    ? [
        row('statement-revoke', 'Key 77A1'),
        row('statement-revoke', 'Pass of 14:28'),
        row('statement-revoke', 'Key 20C4'),
      ]
    : [row('statement-revoke', 'Key 77A1'), row('statement-keep', 'Passkey of a telephone')];
  return {
    caseId: CASE.id,
    version: CASE.version,
    nonce: 'gallery',
    digest: 'ce387d5e0a2972dea9e5129a52ac3b8d58a4d180fc9eece5946d926643a3d2c0',
    phrase: 'ce38 … d2c0',
    bytes: 1204,
    raw: '{}',
    claim: { id: 'statement-claim', args: { count: String(gone.length), keys: '1', name: CASE.subject.name } },
    sections: [
      section('statement-who', [
        row('statement-account', `${CASE.subject.login} (acc-1)`),
        row('statement-tier', CASE.tier),
        row('statement-ticket', CASE.ticket, { mono: true }),
      ]),
      section('statement-proof', [
        row('evidence-passport', 'strong, visual_match', { tone: 'ok' }),
        row('statement-wrong-codes', '1', { tone: 'warn' }),
      ]),
      section('statement-removed', [...gone, row('statement-sessions', changed ? 'not_possible' : 'all')]),
      section('statement-made', [row('statement-new-keys', '1'), row('statement-handover', 'attended')]),
    ],
    expiresAt: NOW + 30 * MINUTE,
    violations: [],
  };
}

export const CHECKPOINT: CheckpointView = {
  text: 'practice.example/history\n412\nTwoJyR2iF6t0wQ4YvO3X8w==\n\n— practice.example/history 4f1a09c3',
  size: 412,
  origin: 'practice.example/history',
  qr: null,
  witness: null,
};
