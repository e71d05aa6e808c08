// The one table of sentences. Codes and arguments come from the back end; sentences are only here.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Message } from '../ipc/types';
import desk from './desk.ftl?raw';
import directories from './directories.ftl?raw';
import elsewhere from './elsewhere.ftl?raw';
import pages from './en.ftl?raw';
import keys from './keys.ftl?raw';
import path from './path.ftl?raw';
import rules from './rules.ftl?raw';

export type Args = Record<string, string | number>;

/** The tables, by subject. */
export const SOURCES = [pages, path, desk, keys, rules, elsewhere, directories];

const bundle = new FluentBundle('en', { useIsolating: false });
for (const source of SOURCES) bundle.addResource(new FluentResource(source));

/** Arguments that count something: they choose plural forms, and so are passed as numbers. */
const NUMBERS = new Set(
  (
    'all bytes count credentials days done enrolled faults gone keys left max n needed open pieces position reads ' +
    'records seconds seen sent sessions shown signed tries'
  ).split(' '),
);
const WHOLE = /^(0|[1-9]\d{0,14})$/;

function variables(args: Args | undefined): Record<string, FluentVariable> {
  const out: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(args ?? {})) {
    out[name] = NUMBERS.has(name) && typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
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

/** A sentence that the back end chose. */
export function say(message: Message): string {
  return t(message.id, message.args);
}
