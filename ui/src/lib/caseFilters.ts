// What the history can be narrowed to, and how the back end is asked for it.
import type { HistoryQuery, TierCode, WhichCode } from '../ipc/types';

export interface CaseFilters {
  which: WhichCode;
  tier: TierCode | null;
  directory: string | null;
  agent: string | null;
  model: string | null;
  refusedBy: string | null;
  /** Days of this place, as a date field writes them: 2026-11-12. */
  from: string | null;
  to: string | null;
}

export const WHICH: readonly WhichCode[] = [
  'all',
  'open',
  'to_review',
  'reviewed',
  'completed',
  'refused',
  'cancelled',
  'incident',
];
export const TIERS: readonly TierCode[] = ['standard', 'machine', 'privileged'];

export const NO_FILTERS: Readonly<CaseFilters> = {
  which: 'all',
  tier: null,
  directory: null,
  agent: null,
  model: null,
  refusedBy: null,
  from: null,
  to: null,
};

const TEXTS = ['directory', 'agent', 'model', 'refusedBy', 'from', 'to'] as const;

/** The moment at which a day begins here, or another one so many days later; null for what is no day. */
export function startOf(day: string, later = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + later).getTime();
  return Number.isNaN(at) ? null : at;
}

/** The last day is asked for whole. */
export function queryOf(text: string, filters: CaseFilters): HistoryQuery {
  const { which, tier, directory, agent, model, refusedBy } = filters;
  const from = filters.from === null ? null : startOf(filters.from);
  const to = filters.to === null ? null : startOf(filters.to, 1);
  return { text: text.trim(), which, tier, directory, agent, model, refusedBy, from, to };
}

/** How many of the filters are set, without where cases stand: that is always shown. */
export function howMany(filters: CaseFilters): number {
  return [filters.tier, ...TEXTS.map((name) => filters[name])].filter((value) => value !== null).length;
}

/** Filters that were kept elsewhere; what is not known any more is left out. */
export function filtersOf(kept: unknown): CaseFilters {
  const told = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const filters: CaseFilters = { ...NO_FILTERS };
  filters.which = WHICH.find((code) => code === told['which']) ?? 'all';
  filters.tier = TIERS.find((code) => code === told['tier']) ?? null;
  for (const name of TEXTS) {
    const value = told[name];
    if (typeof value === 'string' && value !== '') filters[name] = value;
  }
  return filters;
}
