// Which colours meet. The test of contrast and the gallery go by it.

const GROUNDS = ['canvas', 'surface', 'sunken', 'raised', 'neutral-bg'];
const TINTS = ['accent-bg', 'ok-bg', 'warn-bg', 'bad-bg'];

/** Each colour that is read, and the grounds that it stands on. */
export const READ: Record<string, string[]> = {
  text: [...GROUNDS, ...TINTS],
  'text-2': [...GROUNDS, ...TINTS],
  'text-3': [...GROUNDS, 'accent-bg'],
  accent: [...GROUNDS, 'accent-bg'],
  'accent-hover': [...GROUNDS, 'accent-bg'],
  'on-accent': ['accent', 'accent-hover'],
  ok: [...GROUNDS, 'ok-bg'],
  warn: [...GROUNDS, 'warn-bg'],
  bad: [...GROUNDS, 'bad-bg'],
  'on-danger': ['danger'],
  'bar-text': ['bar', 'bar-field'],
  'bar-text-2': ['bar', 'bar-field'],
};
/** Each edge that says where a control is, and the focus ring. */
export const EDGES: Record<string, string[]> = {
  'line-strong': ['canvas', 'surface', 'sunken', 'raised'],
  focus: [...GROUNDS, 'accent-bg', 'bad-bg'],
};
