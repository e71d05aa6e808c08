import { describe, expect, it } from 'vitest';
import { age, left, spokenBetween } from './time';

const MINUTE = 60_000;

describe('spans', () => {
  it('count down to nothing and not below it', () => {
    expect(left(6 * MINUTE + 12_000)).toBe('06:12');
    expect(left(69 * MINUTE)).toBe('1 h 09');
    expect(left(19 * 24 * 60 * MINUTE)).toBe('19 d');
    expect(left(-5)).toBe('00:00');
    expect(age(24 * MINUTE)).toBe('24 min');
  });

  it('are spoken at five minutes, at one, and at the end', () => {
    expect(spokenBetween(5 * MINUTE + 500, 5 * MINUTE - 500)).toBe(5 * MINUTE);
    expect(spokenBetween(4 * MINUTE, 4 * MINUTE - 1000)).toBeNull();
    expect(spokenBetween(500, -500)).toBe(0);
  });
});
