import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import types from '../ipc/types.ts?raw';
import { accented, mirrored } from './pseudo';
import { fitting, has, sources, speak, t } from './words.svelte';

const OURS = (words: 'en' | 'de') =>
  sources(words).filter(([name]) => !/^(notices|pin|report|subject|tickets)\.ftl$/.test(name));
const source = OURS('en')
  .map(([, text]) => text)
  .join('\n');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts') ? [path] : [];
  });
}

const pages = files('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const ids = source
  .split('\n')
  .map((line) => /^([a-zA-Z][\w-]*) = ?/.exec(line)?.[1])
  .filter((id) => id !== undefined);

/** The codes of a union type of the back end. */
function codes(type: string): string[] {
  const union = new RegExp(`export type ${type} = ([^;]+);`).exec(types)?.[1] ?? '';
  const found = [...union.matchAll(/"([a-z_0-9]+)"/g)].flatMap((match) => match[1] ?? []);
  expect(found, type).not.toHaveLength(0);
  return found;
}

/** A message as it is compared between languages: what it is called, what it is told, and what it chooses by. */
function shape(text: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const entry of new FluentResource(text).body) {
    const told = JSON.stringify(entry);
    const variables = [...told.matchAll(/"type":"var","name":"([\w-]+)"/g)].map((found) => found[1]);
    const chosen = [...told.matchAll(/"key":\{"type":"(?:str|num)","value":("[^"]*"|\d+)/g)].map((found) => found[1]);
    all.set(entry.id, JSON.stringify([[...new Set(variables)].sort(), [...new Set(chosen)].sort()]));
  }
  return all;
}

describe('every language', () => {
  it('has every sentence of the others, told and chosen by the same', () => {
    for (const [name, english] of sources('en')) {
      const german = sources('de').find(([other]) => other === name)?.[1] ?? '';
      const [ours, theirs] = [shape(english), shape(german)];
      expect([...theirs.keys()], name).toEqual([...ours.keys()]);
      const differing = [...ours].filter(([id, told]) => theirs.get(id) !== told).map(([id]) => id);
      expect(differing, name).toEqual([]);
    }
    expect(sources('de').map(([name]) => name)).toEqual(sources('en').map(([name]) => name));
  });
});

describe('the table of sentences', () => {
  it('can be read as a whole: no sentence is dropped', () => {
    const read = new FluentResource(source).body.map((entry) => entry.id);
    expect(read).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every sentence that a page names', () => {
    const missing = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w-]+)'/g)].flatMap(([, id]) => (id && !has(id) ? [`${path}: ${id}`] : [])),
    );
    expect(missing).toEqual([]);
  });

  it('has a sentence for every code that a page can be given', () => {
    const families: [string, string][] = [
      ['stage', 'StageCode'],
      ['role', 'RoleCode'],
      ['tier', 'TierCode'],
      ['channel', 'ChannelCode'],
      ['reason', 'ReasonCode'],
      ['lifecycle', 'LifecycleCode'],
      ['disposition', 'DispositionCode'],
      ['strength', 'StrengthCode'],
      ['status', 'StageStatus'],
      ['level', 'LevelCode'],
      ['gate', 'GateStatus'],
      ['credential-status', 'CredentialStatus'],
      ['sessions-status', 'SessionsStatus'],
      ['block-status', 'BlockStatus'],
      ['signature', 'SignatureStatus'],
      ['prov-step', 'ProvisioningStepCode'],
      ['work-group', 'WorkGroup'],
      ['deadlines', 'DeadlineCode'],
      ['deadlines-over', 'DeadlineCode'],
      ['contact', 'ContactChannelCode'],
      ['cue-answer', 'CueAnswerCode'],
      ['verdict', 'VerdictCode'],
      ['keypage-standing', 'ModelStanding'],
      ['machines-page', 'MachinePageCode'],
      ['machines-status', 'MachineStanding'],
      ['machines-trial', 'TrialCode'],
    ];
    const missing = families.flatMap(([prefix, type]) =>
      codes(type)
        .map((code) => `${prefix}-${code}`)
        .filter((id) => !has(id)),
    );
    expect(missing).toEqual([]);
  });

  it('has no sentence that nothing can say', () => {
    // Sentences of the back end's own codes are named by it; the Rust tests hold those.
    const foreign = /^(gate|refusal|next|fault|event|note|say|evidence-note|deadline|cue|hint|policy|rule)-/;
    const text = pages.map((page) => page.text).join('\n');
    const stems = [...text.matchAll(/`([a-z][\w-]*-)\$\{/g)].map((match) => match[1] ?? '');
    const rust = readFileSync('../src-tauri/crates/ipc/src/command_table.rs', 'utf8');
    expect(rust).toContain('COMMANDS');
    const backEnd = files_of_rust('../src-tauri/crates/ipc/src').join('\n');
    const unused = ids.filter(
      (id) =>
        !foreign.test(id) &&
        !text.includes(`'${id}'`) &&
        !backEnd.includes(`"${id}"`) &&
        !stems.some((stem) => id.startsWith(stem)) &&
        !id.startsWith('statement-') &&
        !id.startsWith('work-next-'),
    );
    expect(unused).toEqual([]);
  });

  it('fits the language to what the system asks for', () => {
    expect(fitting(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(fitting(['en-US'])).toBe('en');
    expect(fitting([])).toBe('en');
  });

  it('has two languages that nobody speaks', () => {
    expect(accented('Lock 7')).toBe('Ŀǿǿƈķ 7');
    expect(mirrored('Lock it')).toBe('\u202eLock\u202c \u202eit\u202c');
    speak('en-XA');
    expect(t('history-count', { count: 2 })).toBe('2 ƈȧȧşḗḗş');
    speak('en');
  });

  it('shows the id of a sentence that is missing, and counts in words', () => {
    expect(t('no-such-sentence')).toBe('[no-such-sentence]');
    expect(t('history-count', { count: 1 })).toBe('1 case');
    expect(t('history-count', { count: '2' })).toBe('2 cases');
  });
});

function files_of_rust(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files_of_rust(path);
    return path.endsWith('.rs') ? [readFileSync(path, 'utf8')] : [];
  });
}
