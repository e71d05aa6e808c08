// The one table of sentences, in every language. Codes and arguments come from the back end; sentences are only here.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Message } from '../ipc/types';
import counts from './counts.txt?raw';
import { accented, mirrored } from './pseudo';

export type Args = Record<string, string | number>;

/** Languages that people work in; and two that nobody speaks, which show what was not translated or does not fit. */
export type Language = 'en' | 'de' | 'en-XA' | 'ar-XB';

interface Tongue {
  /** Whose sentences. */
  words: 'en' | 'de';
  /** What it calls itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** How dates and numbers are written. */
  locale: string;
  transform?: (text: string) => string;
}

export const TONGUES: Record<Language, Tongue> = {
  en: { words: 'en', name: 'English', direction: 'ltr', locale: 'en-GB' },
  de: { words: 'de', name: 'Deutsch', direction: 'ltr', locale: 'de-DE' },
  'en-XA': { words: 'en', name: 'Ƥşḗŭḓǿ', direction: 'ltr', locale: 'en-GB', transform: accented },
  'ar-XB': { words: 'en', name: 'Pseudo, right to left', direction: 'rtl', locale: 'en-GB', transform: mirrored },
};

const files = {
  ...import.meta.glob<string>(['./{en,de}/*.ftl', '!**/gallery.ftl'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  // Only where there is a gallery: a release holds none of its words.
  ...(__GALLERY__
    ? import.meta.glob<string>('./{en,de}/gallery.ftl', { query: '?raw', import: 'default', eager: true })
    : {}),
};

/** The tables of a language, by subject. Some are the back end's: it alone says them. */
export function sources(words: 'en' | 'de'): [string, string][] {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(`./${words}/`))
    .map(([path, text]): [string, string] => [path.replace(/^.*\//, ''), text]);
}

/** Those are said outside of the window alone. */
const OUTSIDE: readonly string[] = ['notices.ftl', 'pin.ftl', 'report.ftl', 'subject.ftl', 'tickets.ftl'];

const read: Partial<Record<'en' | 'de', FluentResource[]>> = {};

function resources(words: 'en' | 'de'): FluentResource[] {
  const tables = () => sources(words).filter(([name]) => !OUTSIDE.includes(name));
  return (read[words] ??= tables().map(([, text]) => new FluentResource(text)));
}

function bundleOf(language: Language): FluentBundle {
  const { words, locale, transform } = TONGUES[language];
  const options = { useIsolating: TONGUES[language].direction === 'rtl', ...(transform ? { transform } : {}) };
  const bundle = new FluentBundle(locale, options);
  // What is not said in a language is said in English.
  for (const resource of resources('en')) bundle.addResource(resource);
  for (const resource of resources(words)) bundle.addResource(resource, { allowOverrides: true });
  return bundle;
}

/** Which of ours fits best what the system asks for. */
export function fitting(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'en' || primary === 'de') return primary;
  }
  return 'en';
}

let language = $state.raw<Language>('en');
let bundle = $state.raw(bundleOf('en'));

/** The language in which everything is said now. */
export function spoken(): Language {
  return language;
}

/** How dates and numbers are written now. */
export function locale(): string {
  return TONGUES[language].locale;
}

/** Says everything in another language from now on: pages follow by themselves. */
export function speak(next: Language): void {
  if (next === language) return;
  language = next;
  bundle = bundleOf(next);
}

/** Arguments that count something: they choose plural forms, and so are passed as numbers. */
const NUMBERS: readonly string[] = counts.trim().split(/\s+/);
const WHOLE = /^(0|[1-9]\d{0,14})$/;

function variables(args: Args | undefined): Record<string, FluentVariable> {
  const out: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(args ?? {})) {
    out[name] = NUMBERS.includes(name) && typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
  }
  return out;
}

/** Whether there is a sentence with this id. */
export function has(id: string): boolean {
  return bundle.getMessage(id)?.value != null;
}

/** The sentence `id`; the id in brackets when there is none. */
export function t(id: string, args?: Args): string {
  const pattern = bundle.getMessage(id)?.value;
  if (pattern == null) return `[${id}]`;
  return bundle.formatPattern(pattern, variables(args), []).trim();
}

const others: Partial<Record<Language, FluentBundle>> = {};

/** A sentence in a language that need not be the desk's: for the subject. */
export function sayIn(other: Language, id: string, args?: Args): string {
  const spoken = (others[other] ??= bundleOf(other));
  const pattern = spoken.getMessage(id)?.value;
  return pattern == null ? `[${id}]` : spoken.formatPattern(pattern, variables(args), []).trim();
}

/** A sentence that the back end chose. */
export function say(message: Message): string {
  return t(message.id, message.args);
}
