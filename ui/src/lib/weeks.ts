// Weeks as the back end counts them: from Monday, 00:00 UTC. Their days are written in UTC too, wherever the desk is.
import { locale } from '$words';

const DAY = 86_400_000;
/** Seven days, in milliseconds. */
export const WEEK = 7 * DAY;
/** From a Monday to 1970-01-01, a Thursday. */
const FROM_MONDAY = 3 * DAY;

/** The Monday of the week in which `at` lies. */
export function mondayOf(at: number): number {
  return at - ((((at + FROM_MONDAY) % WEEK) + WEEK) % WEEK);
}

/** 4 May 2026 */
export function dayInUtc(at: number): string {
  const how = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), how).format(at);
}

/** 4 May */
export function shortDayInUtc(at: number): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}

/** 2026-05-04, as the command line takes it. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
