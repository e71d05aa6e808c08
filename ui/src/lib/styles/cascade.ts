// The colours that a page would have: a small cascade over tokens.css, and how far apart two of them are (WCAG 2.2).

/** What decides between the themes: two choices of the system, two of the person at this computer. */
export interface Surroundings {
  systemDark: boolean;
  systemMore: boolean;
  theme: 'light' | 'dark' | null;
  contrast: 'system' | 'more';
}

interface Block {
  media: string[];
  selector: string;
  values: [name: string, value: string][];
}

/** Every block of custom properties in `css`, with the media conditions around it. */
export function blocks(css: string): Block[] {
  const found: Block[] = [];
  const open: string[] = [];
  let text = '';
  for (const letter of css.replace(/\/\*[\s\S]*?\*\//g, '')) {
    if (letter === '{') {
      open.push(text.trim().replace(/\s+/g, ' '));
      text = '';
    } else if (letter === '}') {
      const selector = open.pop() ?? '';
      const values = [...text.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
        ([, name = '', value = '']): [string, string] => [name, value.trim()],
      );
      if (values.length > 0) found.push({ media: [...open], selector, values });
      text = '';
    } else text += letter;
  }
  return found;
}

function mediaHolds(condition: string, at: Surroundings): boolean {
  return condition
    .replace(/^@media\s+/, '')
    .split(' and ')
    .every((one) => {
      if (one === '(prefers-color-scheme: dark)') return at.systemDark;
      if (one === '(prefers-contrast: more)') return at.systemMore;
      throw new Error(`tokens.css asks for ${one}, which this reader does not know`);
    });
}

/** How specific a selector is that holds for the root element; null where it does not hold. */
function weight(selector: string, at: Surroundings): number | null {
  const parts = selector.match(/:root|:not\(\[[^\]]+\]\)|\[[^\]]+\]/g) ?? [];
  if (parts.join('') !== selector) throw new Error(`tokens.css has ${selector}, which this reader does not know`);
  const has = (attribute: string) => {
    const [, name, value] = /^\[data-([\w-]+)='([^']*)'\]$/.exec(attribute) ?? [];
    if (name === 'theme') return at.theme === value;
    if (name === 'contrast') return at.contrast === value;
    return name === 'density' ? false : Number.NaN;
  };
  for (const part of parts) {
    if (part === ':root') continue;
    const not = /^:not\((.+)\)$/.exec(part)?.[1];
    const holds = has(not ?? part);
    if (typeof holds === 'number') throw new Error(`tokens.css has ${part}, which this reader does not know`);
    if (holds === (not !== undefined)) return null;
  }
  return parts.length;
}

/** The value of every token in these surroundings: the most specific block wins, and of two alike the later one. */
export function tokens(css: string, at: Surroundings): Map<string, string> {
  const won = new Map<string, { weight: number; value: string }>();
  for (const block of blocks(css)) {
    if (!block.media.every((condition) => mediaHolds(condition, at))) continue;
    const own = Math.max(...block.selector.split(',').map((one) => weight(one.trim(), at) ?? -1));
    if (own < 0) continue;
    for (const [name, value] of block.values) {
      if (own >= (won.get(name)?.weight ?? 0)) won.set(name, { weight: own, value });
    }
  }
  return new Map([...won].map(([name, { value }]) => [name, value]));
}

/** Relative luminance of `#rgb` or `#rrggbb`. */
export function luminance(colour: string): number {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex === undefined) throw new Error(`${colour} is no colour that can be computed with`);
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(long.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How many to one. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
