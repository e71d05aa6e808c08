// Which page is open, and which ones were before it.

export type Route =
  | { page: 'work' }
  | { page: 'new'; login: string }
  | { page: 'case'; caseId: string }
  | { page: 'approvals'; caseId: string | null }
  | { page: 'history'; caseId: string | null; query: string }
  /** What was asked to be drawn last, so that whoever comes back sees it again. */
  | { page: 'sample'; ask?: { to: number; weeks: number; number: number } }
  | { page: 'patterns'; weeks?: number }
  | { page: 'keys' }
  /** With a directory: the page that sets one up, a new one where none is named. */
  | { page: 'settings'; directory?: { id: string | null } };

const DEPTH = 30;

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

  /** After a sign-in of somebody else: nothing of theirs is left open. */
  reset(): void {
    this.past = [];
    this.route = { page: 'work' };
  }
}

export const router = new Router();
