// What a supervisor last looked at: whole while they are signed in, and after that by the marks of its lines alone.
// The storage of the web view outlives the session, so no text goes there; a mark tells nothing without the console's secret.
import type { StatementRow, StatementView } from '../ipc/types';

const STORED = 'postern.looked';
/** So many cases are remembered, the ones looked at last. */
const MOST = 50;

/** Differs at each look, or is shown beside the page: no news to a signer. */
const EACH_LOOK = new Set(['statement-expires', 'statement-signer']);

interface Kept {
  at: number;
  marks: string[];
}

/** The last look: the statement itself, or the marks of its lines. */
export type Look = StatementView | string[];

let whose = '';
const whole = new Map<string, StatementView>();

/** The lines that a signer compares. */
export function compared(statement: StatementView): StatementRow[] {
  return statement.sections.flatMap((section) => section.rows).filter((row) => !EACH_LOOK.has(row.label.id));
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('marks' in value)) return false;
  return (
    typeof value.at === 'number' && Array.isArray(value.marks) && value.marks.every((mark) => typeof mark === 'string')
  );
}

function stored(): Map<string, Kept> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const all = typeof read === 'object' && read !== null ? Object.entries(read) : [];
    return new Map(all.flatMap(([key, kept]: [string, unknown]) => (isKept(kept) ? [[key, kept] as const] : [])));
  } catch {
    return new Map();
  }
}

function store(all: Map<string, Kept>): void {
  const newest = [...all].sort(([, a], [, b]) => b.at - a.at).slice(0, MOST);
  try {
    localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // A full or closed storage only means that the next look after a restart is a first one.
  }
}

const keyOf = (person: string, caseId: string) => `${person}/${caseId}`;

/** Nobody is signed in any more: of what was looked at, only the marks stay. */
export function forgetText(): void {
  whose = '';
  whole.clear();
}

/** How `person` last saw the statement of a case; null before the first look. */
export function lastLook(person: string, caseId: string): Look | null {
  const text = whose === person ? whole.get(caseId) : undefined;
  return text ?? stored().get(keyOf(person, caseId))?.marks ?? null;
}

/** `person` has seen this statement. */
export function keepLook(person: string, statement: StatementView): void {
  if (whose !== person) forgetText();
  whose = person;
  whole.set(statement.caseId, statement);
  const marks = compared(statement).map((row) => row.mark);
  const all = stored();
  // A line that cannot be known again would be told as new each time.
  if (marks.includes('')) all.delete(keyOf(person, statement.caseId));
  else all.set(keyOf(person, statement.caseId), { at: Date.now(), marks });
  store(all);
}

/** It was signed: the next look is a first one. */
export function forgetLook(person: string, caseId: string): void {
  if (whose === person) whole.delete(caseId);
  const all = stored();
  if (all.delete(keyOf(person, caseId))) store(all);
}
