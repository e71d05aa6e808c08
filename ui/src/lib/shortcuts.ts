// Keys that work on every page. INTERFACE.md lists them.
import { desk } from './desk.svelte';
import { look } from './look.svelte';
import { router } from './router.svelte';

const COLUMNS = '.appbar, .side, .centre, .aside, .actions, .tray';

/** Presses what the page marks as `selector`, when it is there. */
function press(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

function focus(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  return found !== null;
}

/** Moves the focus to the first thing of the next column. */
function nextColumn(): boolean {
  const columns = [...document.querySelectorAll<HTMLElement>(COLUMNS)];
  const here = columns.findIndex((column) => column.contains(document.activeElement));
  const next = columns[(here + 1) % columns.length];
  const first = next?.querySelector<HTMLElement>('button, a[href], input, select, textarea, summary, [tabindex]');
  first?.focus();
  return first != null;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio]):not([type=checkbox]), select, textarea') !== null;

const plain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;

/** Opens the page of a new case, from the work list of somebody who opens cases. */
function newCase(): boolean {
  const here = router.route.page === 'work' && desk.me?.role === 'agent';
  if (here) router.go({ page: 'new', login: '' });
  return here;
}

/** Handles `event` when it is one of the keys; a dialog keeps the keys to itself. */
export function shortcut(event: KeyboardEvent, { help }: { help: () => void }): void {
  if (document.querySelector('dialog[open]')) return;
  const ctrl = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  let done = false;
  if (ctrl && event.shiftKey && key === 'f') done = press('[data-freeze]');
  else if (ctrl && key === 'k') done = press('[data-find]');
  else if (ctrl && key === 'l') {
    void desk.lock();
    done = true;
  } else if (ctrl && key === 'n') {
    router.go({ page: 'work' });
    setTimeout(() => focus('[data-new-case]'));
    done = true;
  } else if (ctrl && key === 'enter') done = press('[data-primary]');
  else if (event.altKey && key === 'e') done = press('[data-testid="do-record_evidence"]');
  else if (event.altKey && key === 'n') done = press('[data-testid="do-add_note"]');
  else if (event.altKey && key === 'q') done = press('[data-testid="do-ask_question"]');
  else if (event.altKey && key === 'arrowleft') {
    router.back();
    done = true;
  } else if (key === 'f6') done = nextColumn();
  else if (key === 'n' && plain(event) && look.letters && !typing(event.target)) done = newCase();
  else if (key === '?' && look.letters && !typing(event.target)) {
    help();
    done = true;
  }
  if (done) event.preventDefault();
}

/** Moves among `[data-row]` elements with J and K; Enter opens through the row's own button. */
export function moveInList(event: KeyboardEvent): void {
  if (!look.letters || typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, here + step))]?.focus();
  event.preventDefault();
}
