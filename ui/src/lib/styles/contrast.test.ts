import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, luminance, tokens, type Surroundings } from './cascade';
import { EDGES, READ } from './pairs';

const css = readFileSync('src/lib/styles/tokens.css', 'utf8');
const frames = readFileSync('src/lib/styles/frames.css', 'utf8');

const BOTH = [false, true];
const EVERYWHERE: Surroundings[] = BOTH.flatMap((systemDark) =>
  BOTH.flatMap((systemMore) =>
    ([null, 'light', 'dark'] as const).flatMap((theme) =>
      (['system', 'more'] as const).map((wanted) => ({ systemDark, systemMore, theme, contrast: wanted })),
    ),
  ),
);
const isDark = (at: Surroundings) => at.theme === 'dark' || (at.theme === null && at.systemDark);
const isMore = (at: Surroundings) => at.systemMore || at.contrast === 'more';

/** The pairs that are nearer to each other than `least`. */
function tooNear(at: Surroundings, pairs: Record<string, string[]>, least: number): string[] {
  const all = tokens(css, at);
  const colour = (name: string) => all.get(`--${name}`) ?? `no --${name}`;
  return Object.entries(pairs).flatMap(([front, grounds]) =>
    grounds
      .map((ground) => ({ ground, ratio: contrast(colour(front), colour(ground)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ ground, ratio }) => `${front} on ${ground} in ${JSON.stringify(at)}: ${ratio.toFixed(2)}`),
  );
}

describe('the colours', () => {
  it('are computed as WCAG says', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(luminance('#ff0000')).toBeCloseTo(0.2126, 4);
    expect(() => luminance('rgb(0 0 0)')).toThrow();
  });

  it('are those of the most specific block that holds', () => {
    const at: Surroundings = { systemDark: true, systemMore: false, theme: null, contrast: 'system' };
    const small = `
      /* a { --x: #111; } */
      :root { --x: #222; --y: #333; }
      @media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { --x: #444; } }
      @media (prefers-contrast: more) { :root { --x: #555; } }
      :root { --x: #666; }`;
    expect(tokens(small, at).get('--x')).toBe('#444');
    expect(tokens(small, at).get('--y')).toBe('#333');
    expect(tokens(small, { ...at, theme: 'light' }).get('--x')).toBe('#666');
  });

  it('of text are 4.5 to 1 on every ground it stands on', () => {
    expect(EVERYWHERE.flatMap((at) => tooNear(at, READ, 4.5))).toEqual([]);
  });

  it('of edges and of the focus are 3 to 1', () => {
    expect(EVERYWHERE.flatMap((at) => tooNear(at, EDGES, 3))).toEqual([]);
  });

  it('are 7 to 1 where more contrast is asked for, in the system or here', () => {
    const more = EVERYWHERE.filter(isMore);
    expect(more).not.toHaveLength(0);
    expect(more.flatMap((at) => tooNear(at, { ...READ, ...EDGES }, 7))).toEqual([]);
  });

  it('are the same whether the system or a person chose the theme', () => {
    for (const at of EVERYWHERE) {
      const chosen: Surroundings = { ...at, theme: isDark(at) ? 'dark' : 'light' };
      expect(Object.fromEntries(tokens(css, at)), JSON.stringify(at)).toEqual(Object.fromEntries(tokens(css, chosen)));
    }
  });

  it('of the focus on the bar are 3 to 1', () => {
    const ring = /\.appbar :focus-visible \{\s*outline-color: (#[0-9a-f]+);/.exec(frames)?.[1] ?? 'no ring on the bar';
    for (const at of EVERYWHERE) {
      const bar = tokens(css, at).get('--bar') ?? 'no --bar';
      expect(contrast(ring, bar), JSON.stringify(at)).toBeGreaterThanOrEqual(3);
    }
  });
});
