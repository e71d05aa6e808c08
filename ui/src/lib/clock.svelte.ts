// The console's clock. The back end says what time it is; the page only counts on from there.

let offset = 0;
let tick = $state(Date.now());

/** Sets the page's clock by the back end's. */
export function setClock(now: number): void {
  offset = now - Date.now();
  tick = Date.now();
}

/** The back end's time now, in milliseconds; reading it in a component redraws each second. */
export function now(): number {
  return tick + offset;
}

/** Starts the ticking; returns what stops it. */
export function startClock(): () => void {
  const timer = setInterval(() => (tick = Date.now()), 1000);
  return () => clearInterval(timer);
}
