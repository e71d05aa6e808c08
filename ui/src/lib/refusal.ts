// Refusals as pages use them.
import type { ActionView, CaseView, ActionCode, GateView, Refusal } from '../ipc/types';
import { has, t } from '$words';

/** Whatever a command rejected with, as a refusal. */
export function asRefusal(thrown: unknown): Refusal {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'kind' in thrown) return thrown as Refusal;
  const incident = String(thrown instanceof Error ? thrown.message : thrown).slice(0, 120);
  return { kind: 'internal', code: 'INT-99', args: { incident }, violations: [], incident };
}

/** What the rules refuse, said before it is asked. */
export function blocked(violations: GateView[]): Refusal | null {
  const first = violations[0];
  if (!first) return null;
  return { kind: 'refused', code: first.code, args: first.args, violations, incident: null };
}

type Coded = Pick<GateView, 'code' | 'args'>;

/** Settings that were typed on a page have no line in the file yet. */
const worded = ({ code, args }: Coded) =>
  code === 'CFG-settings' && args['why'] !== undefined ? `${code}-typed` : code;

/** The sentence for a refused gate or a fault. */
export function why({ code, args }: Coded): string {
  if (code === 'KEY-wrong_pin' && args['tries'] === undefined) return t('refusal-KEY-wrong_pin-untold');
  const id = `refusal-${worded({ code, args })}`;
  return has(id) ? t(id, args) : t('refusal-unknown', { code });
}

/** What a person can do about it. */
export function nextAction({ code, args }: Coded): string {
  const id = `next-${worded({ code, args })}`;
  return has(id) ? t(id, args) : t('next-unknown');
}

/** The short name of a gate. */
export function gateName({ code, args }: Coded): string {
  return t(`gate-${code}`, args);
}

/** `63B-4 §4.5` where there is no room for `SP 800-63B-4 §4.5`. */
export function shortCitation(citation: string): string {
  return citation.replace(/^SP 800-/, '');
}

/** The named action of a case; one that the back end does not list counts as not available. */
export function actionOf(view: CaseView, code: ActionCode): ActionView {
  return view.actions.find((a) => a.code === code) ?? { code, blockedBy: [] };
}
