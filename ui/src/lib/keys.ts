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

/** What its PIN is asked for as. */
export function pinLabel(key: KeyView | undefined): string {
  if (!key) return t('pin-label-plain');
  return key.owner ? t('pin-label-owner', { owner: key.owner }) : t('pin-label', { key: keyName(key) });
}
