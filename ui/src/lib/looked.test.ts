import { beforeEach, describe, expect, it } from 'vitest';
import type { StatementView } from '../ipc/types';
import { forgetLook, forgetText, keepLook, lastLook } from './looked';

const statement = (caseId: string, ...rows: [string, string, string?][]): StatementView => ({
  caseId,
  version: 4,
  nonce: 'n',
  digest: 'ab',
  phrase: 'ab',
  bytes: 2,
  raw: '{"name":"Maya Okafor"}',
  claim: { id: 'statement-claim', args: { name: 'Maya Okafor' } },
  sections: [
    {
      title: { id: 'statement-who', args: {} },
      rows: rows.map(([id, value, mark]) => ({
        label: { id, args: {} },
        value,
        mono: false,
        tone: 'plain',
        mark: mark ?? `l${id.length}.v${value.length}`,
      })),
    },
  ],
  expiresAt: 0,
  violations: [],
});
const seen = statement('c-1', ['statement-account', 'maya (acc-1)', 'aa.11'], ['statement-expires', 'soon', 'ee.99']);

beforeEach(() => {
  localStorage.clear();
  forgetText();
});

describe('the last look at a statement', () => {
  it('is whole while the same person is signed in', () => {
    expect(lastLook('p-1', 'c-1')).toBeNull();
    keepLook('p-1', seen);
    expect(lastLook('p-1', 'c-1')).toBe(seen);
    expect(lastLook('p-2', 'c-1')).toBeNull();
    expect(lastLook('p-1', 'c-2')).toBeNull();
  });

  it('leaves its marks when nobody is signed in any more, or another person is', () => {
    keepLook('p-1', seen);
    forgetText();
    expect(lastLook('p-1', 'c-1')).toEqual(['aa.11']);
    keepLook('p-2', seen);
    expect(lastLook('p-1', 'c-1')).toEqual(['aa.11']);
    expect(lastLook('p-2', 'c-1')).toBe(seen);
  });

  it('leaves no text in the storage', () => {
    keepLook('p-1', seen);
    const kept = Array.from({ length: localStorage.length }, (_, n) => localStorage.getItem(localStorage.key(n) ?? ''));
    expect(kept.join()).toContain('aa.11');
    for (const text of ['Maya', 'maya', 'acc-1', 'statement-']) expect(kept.join()).not.toContain(text);
  });

  it('is forgotten once it was signed', () => {
    keepLook('p-1', seen);
    forgetLook('p-1', 'c-1');
    expect(lastLook('p-1', 'c-1')).toBeNull();
  });

  it('is not kept by marks where a line has none', () => {
    keepLook('p-1', statement('c-1', ['statement-account', 'maya', '']));
    forgetText();
    expect(lastLook('p-1', 'c-1')).toBeNull();
  });

  it('is kept for the cases that were looked at last', () => {
    const old = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`p-1/old-${n}`, { at: n, marks: ['aa.11'] }] as const),
    );
    localStorage.setItem('postern.looked', JSON.stringify(old));
    keepLook('p-1', seen);
    forgetText();
    expect(lastLook('p-1', 'c-1')).toEqual(['aa.11']);
    expect(lastLook('p-1', 'old-59')).toEqual(['aa.11']);
    expect(lastLook('p-1', 'old-10')).toBeNull();
  });

  it('is a first one where what is stored cannot be read', () => {
    for (const bad of ['', 'no', '[]', '7', '{"p-1/c-1":{"at":1}}', '{"p-1/c-1":{"at":1,"marks":[7]}}']) {
      localStorage.setItem('postern.looked', bad);
      expect(lastLook('p-1', 'c-1')).toBeNull();
    }
  });
});
