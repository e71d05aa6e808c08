import { describe, expect, it } from 'vitest';
import { filtersOf, howMany, NO_FILTERS, queryOf, startOf } from './caseFilters';

describe('filters of the history', () => {
  it('are asked for with the words, the last day whole', () => {
    const asked = queryOf('  maya ', { ...NO_FILTERS, which: 'to_review', from: '2026-11-12', to: '2026-11-12' });
    expect(asked.text).toBe('maya');
    expect(asked.which).toBe('to_review');
    expect(asked.from).toBe(new Date(2026, 10, 12).getTime());
    expect(asked.to).toBe(new Date(2026, 10, 13).getTime());
    expect(asked.tier).toBeNull();
  });

  it('know a day from what is none', () => {
    expect(startOf('2026-12-31', 1)).toBe(new Date(2027, 0, 1).getTime());
    expect(startOf('soon')).toBeNull();
    expect(queryOf('', { ...NO_FILTERS, from: 'soon' }).from).toBeNull();
  });

  it('are counted without where cases stand', () => {
    expect(howMany({ ...NO_FILTERS, which: 'open' })).toBe(0);
    expect(howMany({ ...NO_FILTERS, tier: 'machine', agent: 'p', to: '2026-11-12' })).toBe(3);
  });

  it('are taken from elsewhere without what is not known', () => {
    expect(filtersOf({ which: 'open', tier: 'privileged', model: 'm', to: 7, other: 'x' })).toEqual({
      ...NO_FILTERS,
      which: 'open',
      tier: 'privileged',
      model: 'm',
    });
    for (const kept of [null, 'text', { which: 'nowhere', tier: 'high', directory: '' }]) {
      expect(filtersOf(kept)).toEqual(NO_FILTERS);
    }
  });
});
