import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { StatementRow, StatementView } from '../../ipc/types';
import Statement from './Statement.svelte';
import { changes, changesByMark, hexRows, rowValue } from './statementWords';

const row = (id: string, value: string): StatementRow => ({
  label: { id, args: {} },
  value,
  mono: false,
  tone: 'plain',
  mark: `${id}.${value}`,
});
const statement = (rows: StatementRow[]): StatementView => ({
  caseId: 'c',
  version: 4,
  nonce: 'n',
  digest: 'ab'.repeat(32),
  phrase: 'abab … abab',
  bytes: 12,
  raw: '{}',
  claim: { id: 'statement-claim', args: { count: '2', keys: '1', name: 'Maya Okafor' } },
  sections: [{ title: { id: 'statement-who', args: {} }, rows }],
  expiresAt: 0,
  violations: [],
});

describe('a signed statement', () => {
  it('shows every row of the bytes, and nothing else', () => {
    render(Statement, {
      statement: statement([row('statement-account', 'maya (acc-1)'), row('statement-ticket', 'standard')]),
    });
    const page = screen.getByTestId('statement');
    expect([...page.querySelectorAll('dd')].map((dd) => dd.textContent?.trim())).toEqual(['maya (acc-1)', 'standard']);
    expect(screen.getByTestId('claim').textContent).toContain('revoking 2 credentials of Maya Okafor');
  });

  it('puts codes into words, and leaves text that somebody typed as it was signed', () => {
    expect(rowValue(row('statement-reason', 'lost'))).toBe('Lost key');
    expect(rowValue(row('statement-ticket', 'lost'))).toBe('lost');
    expect(rowValue(row('evidence-passport', 'strong, visual_match'))).toBe('Strong, face compared, live');
    expect(rowValue(row('statement-ticket', ''))).toBe('None');
    expect(rowValue(row('statement-revoked-by', 'by_person'))).toContain('not seen by the console');
    expect(rowValue(row('statement-said-privileged', 'yes'))).toBe('Yes');
    expect(rowValue(row('statement-recipient', 'handset'))).toBe('handset');
  });

  it('names what is new since the last look', () => {
    const before = statement([
      row('statement-revoke', 'Key (a)'),
      row('statement-revoke', 'Codes (b)'),
      row('statement-sessions', 'all'),
      row('statement-expires', '2026-11-23T10:00:00Z'),
    ]);
    const after = statement([
      row('statement-revoke', 'Key (a)'),
      row('statement-revoke', 'Codes (b)'),
      row('statement-revoke', 'Passkey (c)'),
      row('statement-sessions', 'not_possible'),
      row('statement-expires', '2026-11-23T10:05:00Z'),
    ]);
    expect(changes(before, after).map(({ kind, value }) => [kind, value])).toEqual([
      ['added', 'Passkey (c)'],
      ['changed', 'Not possible at this directory'],
    ]);
    expect(changes(after, after)).toEqual([]);
  });

  it('names what is new where only marks are left of the last look', () => {
    const before = [
      'statement-revoke.Key (a)',
      'statement-revoke.Codes (b)',
      'statement-sessions.all',
      'statement-x.y',
    ];
    const after = statement([
      row('statement-revoke', 'Key (a)'),
      row('statement-sessions', 'not_possible'),
      row('statement-revoke', 'Passkey (c)'),
      row('statement-revoke', 'Passkey (d)'),
      row('statement-ticket', 'T-1'),
      row('statement-expires', '2026-11-23T10:05:00Z'),
    ]);
    expect(changesByMark(before, after).map(({ kind, label, value, was }) => [kind, label, value, was])).toEqual([
      ['added', 'Revoke', 'Passkey (c)', null],
      ['added', 'Revoke', 'Passkey (d)', null],
      ['removed', 'Revoke', '1 line; what it said is not kept', null],
      ['changed', 'Sessions', 'Not possible at this directory', null],
      ['removed', 'Lines of another kind', '1 line; what it said is not kept', null],
      ['added', 'Ticket', 'T-1', null],
    ]);
    const same = statement([row('statement-revoke', 'Key (a)'), row('statement-expires', 'later')]);
    expect(changesByMark(['statement-revoke.Key (a)'], same)).toEqual([]);
  });

  it('groups the digest by four, eight to a line', () => {
    expect(hexRows('0123456789abcdef'.repeat(4))).toEqual([
      '0123 4567 89ab cdef 0123 4567 89ab cdef',
      '0123 4567 89ab cdef 0123 4567 89ab cdef',
    ]);
  });
});
