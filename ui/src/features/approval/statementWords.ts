// The words for the codes in a signed statement; what a person typed is shown as it is signed.
import type { StatementRow, StatementView } from '../../ipc/types';
import { compared, type Look } from '$lib/looked';
import { full } from '$lib/time';
import { has, say, t } from '$words';

/** Rows whose value is a code. Any other value is text, and stays the text that is signed. */
const CODED = new Set(
  (
    'tier reason channel sessions block models handover exception signal method withdrawn said-privileged account-said ' +
    'revoked-by target enrolment'
  )
    .split(' ')
    .map((row) => `statement-${row}`),
);

function code(value: string): string {
  const id = `statement-value-${value}`;
  return has(id) ? t(id) : value;
}

/** What a row says. */
export function rowValue({ label, value }: StatementRow): string {
  if (CODED.has(label.id)) return code(value);
  if (label.id.startsWith('evidence-')) return value.split(', ').map(code).join(', ');
  if (label.id === 'statement-expires') {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : full(at);
  }
  return value || t('statement-none');
}

export interface Change {
  kind: 'added' | 'changed' | 'removed';
  label: string;
  value: string;
  was: string | null;
}

function listed(statement: StatementView): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const row of compared(statement)) {
    const label = say(row.label);
    found.set(label, [...(found.get(label) ?? []), rowValue(row)]);
  }
  return found;
}

/** What a second look at a statement shows that the first did not. */
export function changes(before: StatementView, after: StatementView): Change[] {
  const was = listed(before);
  const is = listed(after);
  const out: Change[] = [];
  for (const label of new Set([...was.keys(), ...is.keys()])) {
    const gone = (was.get(label) ?? []).filter((value) => !is.get(label)?.includes(value));
    const come = (is.get(label) ?? []).filter((value) => !was.get(label)?.includes(value));
    const [oneGone, oneCome] = [gone[0], come[0]];
    if (gone.length === 1 && come.length === 1 && oneGone !== undefined && oneCome !== undefined) {
      out.push({ kind: 'changed', label, value: oneCome, was: oneGone });
      continue;
    }
    out.push(...come.map((value): Change => ({ kind: 'added', label, value, was: null })));
    out.push(...gone.map((value): Change => ({ kind: 'removed', label, value, was: null })));
  }
  return out;
}

/** The mark of a line's label. */
const labelMark = (mark: string) => mark.split('.')[0] ?? '';

/** The same, where only marks are left of the first look: what is gone is counted, since its text is not kept. */
export function changesByMark(before: string[], after: StatementView): Change[] {
  const rows = compared(after);
  const was = new Set(before);
  const is = new Set(rows.map((row) => row.mark));
  const out: Change[] = [];
  for (const label of new Set([...before, ...is].map(labelMark))) {
    const here = rows.filter((row) => labelMark(row.mark) === label);
    const come = here.filter((row) => !was.has(row.mark));
    const gone = before.filter((mark) => labelMark(mark) === label && !is.has(mark)).length;
    const [one] = come;
    if (gone === 1 && come.length === 1 && one) {
      out.push({ kind: 'changed', label: say(one.label), value: rowValue(one), was: null });
      continue;
    }
    out.push(...come.map((row): Change => ({ kind: 'added', label: say(row.label), value: rowValue(row), was: null })));
    if (gone === 0) continue;
    const named = here[0] ? say(here[0].label) : t('looked-other');
    out.push({ kind: 'removed', label: named, value: t('looked-gone', { count: gone }), was: null });
  }
  return out;
}

/** What is new since the last look, whatever is left of that. */
export function newsSince(before: Look | null, after: StatementView | null): Change[] {
  if (!before || !after) return [];
  return Array.isArray(before) ? changesByMark(before, after) : changes(before, after);
}

/** A digest in groups of four, in rows of eight groups. */
export function hexRows(digest: string): string[] {
  const groups = digest.match(/.{1,4}/g) ?? [];
  const rows: string[] = [];
  for (let n = 0; n < groups.length; n += 8) rows.push(groups.slice(n, n + 8).join(' '));
  return rows;
}
