// Times in the local zone, and spans as people read them.
import { locale, t, TONGUES, type Language } from '$words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at: number) => {
    const language = locale();
    let format = formats.get(language);
    if (!format) formats.set(language, (format = new Intl.DateTimeFormat(language, { hourCycle: 'h23', ...options })));
    return format.format(at);
  };
};

const hourMinute = formatter({ hour: '2-digit', minute: '2-digit' });
const dayMonth = formatter({ day: '2-digit', month: 'short' });
const sameDay = formatter({ year: 'numeric', month: 'numeric', day: 'numeric' });

/** 14:22:39 */
export const seconds = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** 12 Nov 2026 */
export const day = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
/** 12 November 2026, as another language than the desk's writes it. */
export const dayIn = (language: Language, at: number) =>
  new Intl.DateTimeFormat(TONGUES[language].locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
/** 12 Nov 2026, 14:22:39 */
export const full = formatter({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
/** 14:22 today, else 12 Nov. */
export const short = (at: number, now = Date.now()) => (sameDay(at) === sameDay(now) ? hourMinute(at) : dayMonth(at));
/** 14:22 */
export const minutes = hourMinute;
/** 12 Nov */
export const dayOfMonth = dayMonth;

const two = (n: number) => String(n).padStart(2, '0');

const hoursMinutes = (ms: number) =>
  t('span-hours', { hours: Math.floor(ms / HOUR), minutes: two(Math.floor((ms % HOUR) / MINUTE)) });

/** What is left of a span: `06:12`, `1 h 09`, `19 d`; `00:00` when it is over. */
export function left(span: number): string {
  const ms = Math.max(0, span);
  if (ms >= 2 * DAY) return t('span-days', { n: Math.floor(ms / DAY) });
  if (ms >= HOUR) return hoursMinutes(ms);
  return `${two(Math.floor(ms / MINUTE))}:${two(Math.floor((ms % MINUTE) / SECOND))}`;
}

/** How old something is: `24 min`, `1 h 12`, `2 d`. */
export function age(span: number): string {
  const ms = Math.max(0, span);
  if (ms >= 2 * DAY) return t('span-days', { n: Math.floor(ms / DAY) });
  if (ms >= HOUR) return hoursMinutes(ms);
  return t('span-minutes', { n: Math.floor(ms / MINUTE) });
}

/** The moments at which a countdown is spoken, in milliseconds before its end. */
const SPOKEN = [5 * MINUTE, MINUTE, 0];

/** The spoken moment that lies between two looks at a countdown, if any; 0 is its end. */
export function spokenBetween(before: number, after: number): number | null {
  return SPOKEN.find((moment) => before > moment && after <= moment) ?? null;
}
