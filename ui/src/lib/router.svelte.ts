// Which page is open, and which ones were before it.
import type { CaseFilters } from './caseFilters';

/** A page of the settings. */
export type Section =
  'people' | 'policy' | 'directories' | 'desk' | 'notices' | 'feeds' | 'backups' | 'health' | 'computer';

export type Route =
  | { page: 'work' }
  /** With a directory: the one that the account is in. */
  | { page: 'new'; login: string; directory?: string }
  | { page: 'case'; caseId: string }
  | { page: 'approvals'; caseId: string | null }
  /** With cases that are chosen to be compared, by their ids. */
  | { page: 'history'; caseId: string | null; query: string; filters?: CaseFilters; picked?: string[] }
  | { page: 'compare'; first: string; second: string }
  /** What was asked to be drawn last, so that whoever comes back sees it again. */
  | { page: 'sample'; ask?: { to: number; weeks: number; number: number } }
  | { page: 'patterns'; weeks?: number }
  | { page: 'machines'; text?: string }
  | { page: 'keys' }
  /** With a directory: the page that sets one up, a new one where none is named. */
  | { page: 'settings'; section?: Section; directory?: { id: string | null } };

const DEPTH = 30;
/** Where the open case is kept: a case and a person by their numbers, and nothing about either. */
const KEPT = 'postern.place';

class Router {
  route: Route = $state({ page: 'work' });
  private past: Route[] = [];

  go(route: Route): void {
    this.past = [...this.past, $state.snapshot(this.route) as Route].slice(-DEPTH);
    this.route = route;
  }

  /** Changes the page's own selection without a step back to it. */
  replace(route: Route): void {
    this.route = route;
  }

  back(): void {
    const last = this.past.pop();
    if (last) this.route = last;
  }

  /** Keeps which case is open, for the next start. */
  keep(person: string): void {
    if (this.route.page !== 'case') return this.forget();
    try {
      localStorage.setItem(KEPT, JSON.stringify({ person, caseId: this.route.caseId }));
    } catch {
      // Without it the next start begins at the work list.
    }
  }

  /** Nothing is kept. */
  forget(): void {
    try {
      localStorage.removeItem(KEPT);
    } catch {
      // There was nothing to keep it in.
    }
  }

  /** Goes back to the case that this person had open when the console ended. */
  resume(person: string): void {
    try {
      const place = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as { person?: unknown; caseId?: unknown } | null;
      if (place?.person === person && typeof place.caseId === 'string') {
        this.go({ page: 'case', caseId: place.caseId });
      }
    } catch {
      // As above.
    }
  }

  /** After a sign-in of somebody else: nothing of theirs is left open. */
  reset(): void {
    this.past = [];
    this.route = { page: 'work' };
  }
}

export const router = new Router();
