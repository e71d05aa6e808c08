// Keys as people name them.
import type { KeyView } from '../ipc/types';
import { t } from '$words';

/** `Key of Agnes Holm`, else what stands on it. */
export function keyName(key: KeyView): string {
  if (key.owner) return t('key-owner', { owner: key.owner });
  return key.label || t('key-unnamed');
}

/** What else is known about it, in one line. */
export function keyFacts(key: KeyView): string {
  const facts = [
    key.ends ? t('key-ends', { ends: key.ends }) : null,
    key.firmware ? t('key-firmware', { version: key.firmware }) : null,
    key.pinSet ? t('key-pin-set') : t('key-no-pin'),
  ];
  const line = facts.filter((fact) => fact !== null).join(', ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
