import { readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { sources } from './words.svelte';

/**
 * The same English word, said of something else: closing a page is no stage, recording is no line of the history, and what
 * English says of several pieces in the singular is a plural in German.
 */
const OTHERWISE = ['dialog-close', 'evidence-cancel', 'evidence-save', 'find-key-close', 'report-evidence'];

/** The glossary's rows: its English words, its German ones, in the same order. */
function rows(markdown: string): [english: string[], german: string[]][] {
  const cells = markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return cells
    .filter(([before, english, german]) => before === '' && english && german && !/^(English|-+)$/.test(english))
    .map(([, english = '', german = '']) => [english.split(', '), german.split(', ')]);
}

function dictionary(all: [string[], string[]][]): Map<string, string> {
  return new Map(all.flatMap(([english, german]) => english.map((word, n) => [word.toLowerCase(), german[n] ?? ''])));
}

/** The messages that are one text without variables or choices. */
function labels(texts: string[]): Map<string, string> {
  const bodies = texts.flatMap((text) => new FluentResource(text).body);
  return new Map(bodies.flatMap(({ id, value }) => (typeof value === 'string' ? [[id, value.trim()] as const] : [])));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Labels that are a word of the glossary in English and not that word in German; a label may begin with a capital. */
function wrong(words: Map<string, string>, english: Map<string, string>, german: Map<string, string>): string[] {
  return [...english].flatMap(([id, said]) => {
    const word = words.get(said.toLowerCase());
    const there = german.get(id);
    if (word === undefined || there === undefined || OTHERWISE.includes(id)) return [];
    return there === word || there === capital(word) ? [] : [`${id}: "${said}" is "${word}", and not "${there}"`];
  });
}

const all = rows(readFileSync('../src-tauri/docs/glossary.md', 'utf8'));
const words = dictionary(all);
const english = labels(sources('en').map(([, text]) => text));
const german = labels(sources('de').map(([, text]) => text));

describe('the glossary', () => {
  it('says of every English word which German one it is, and says it once', () => {
    expect(all.filter(([one, other]) => one.length !== other.length)).toEqual([]);
    const every = all.flatMap(([one]) => one);
    expect(every.length).toBeGreaterThan(50);
    expect(every.filter((word, n) => every.indexOf(word) !== n)).toEqual([]);
  });

  it('is held by every label of both languages that is one of its words', () => {
    expect([...english].filter(([id, said]) => words.has(said.toLowerCase()) && german.has(id))).not.toHaveLength(0);
    expect(wrong(words, english, german)).toEqual([]);
  });

  it('lets the same English word be another one only where it is', () => {
    expect(OTHERWISE.filter((id) => !words.has(english.get(id)?.toLowerCase() ?? ''))).toEqual([]);
  });

  it('is missed by a wrong word, and not by a capital', () => {
    const said = labels(['a = Lock\nb = Case\nc = Case { $n }\nd = Case']);
    expect(wrong(words, said, labels(['a = Sperren\nb = Vorgang\nc = Vorgang { $n }']))).toEqual([
      'b: "Case" is "Fall", and not "Vorgang"',
    ]);
  });
});
