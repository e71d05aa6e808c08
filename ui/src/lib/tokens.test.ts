import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/lib/styles/tokens.css', 'utf8').replaceAll('\r', '');

/** The tokens of the rule that begins so, as they stand there. */
function tokens(start: string): string[] {
  const at = css.indexOf(start);
  expect(at, start).toBeGreaterThan(-1);
  const body = css.slice(at + start.length, css.indexOf('}', at));
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('--'));
}

describe('more contrast', () => {
  const system = '@media (prefers-contrast: more) {\n  ';
  const both = '@media (prefers-contrast: more) and (prefers-color-scheme: dark) {\n  ';

  it('is the same whether the system or a person asks for it', () => {
    const light = tokens(`${system}:root {`);
    expect(light.length).toBeGreaterThan(30);
    expect(tokens(":root[data-contrast='more'] {")).toEqual(light);
    const dark = tokens(`${both}:root:not([data-theme='light']) {`);
    expect(dark.length).toBeGreaterThan(25);
    expect(tokens(":root[data-contrast='more'][data-theme='dark'] {")).toEqual(dark);
    expect(tokens(":root[data-contrast='more']:not([data-theme='light']) {")).toEqual(dark);
  });
});
