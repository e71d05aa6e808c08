// What each right is for, where this table of sentences says so.
import { has, t } from '$words';

export function rightFor(name: string): string {
  const id = `dirset-right-${name.replaceAll(/[^\w-]/g, '_')}`;
  return has(id) ? t(id) : '';
}
