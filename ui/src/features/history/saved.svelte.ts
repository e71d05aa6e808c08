// Searches that somebody saved, kept in the web view's own storage, for each person apart. Only filters are kept: words
// that were typed may name people, and are kept only where whoever typed them asks for it.
import { filtersOf, type CaseFilters } from '$lib/caseFilters';

const STORED = 'postern.searches';
/** The oldest ones go. */
const MOST = 20;

export interface SavedSearch {
  filters: CaseFilters;
  words: string | null;
}

function everybody(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function searchOf(kept: unknown): SavedSearch {
  const told = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const words = told['words'];
  return { filters: filtersOf(told['filters']), words: typeof words === 'string' && words !== '' ? words : null };
}

const same = (one: SavedSearch, other: SavedSearch) => JSON.stringify(one) === JSON.stringify(other);

class Saved {
  all: SavedSearch[] = $state([]);
  private person: string | null = null;

  /** Shows those of `person`. */
  of(person: string | null): void {
    this.person = person;
    const kept = person === null ? [] : everybody()[person];
    this.all = Array.isArray(kept) ? kept.slice(-MOST).map(searchOf) : [];
  }

  /** Saves the filters; the words with them only where somebody says so. */
  add(filters: CaseFilters, words: string | null): void {
    const search = searchOf({ filters, words: words?.trim() });
    this.all = [...this.all.filter((one) => !same(one, search)), search].slice(-MOST);
    this.keep();
  }

  remove(search: SavedSearch): void {
    this.all = this.all.filter((one) => !same(one, search));
    this.keep();
  }

  private keep(): void {
    if (this.person === null) return;
    try {
      localStorage.setItem(STORED, JSON.stringify({ ...everybody(), [this.person]: this.all }));
    } catch {
      // A full or closed storage only means that the search is not there next time.
    }
  }
}

export const saved = new Saved();
