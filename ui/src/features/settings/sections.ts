// The pages of the settings, in the order of the list at the side.
import type { RoleCode } from '../../ipc/types';
import type { IconName } from '$lib/icons';
import type { Section } from '$lib/router.svelte';

export interface Entry {
  code: Section;
  icon: IconName;
}

const EVERYBODY: Entry[] = [
  { code: 'people', icon: 'person' },
  { code: 'policy', icon: 'list' },
  { code: 'directories', icon: 'server' },
  { code: 'desk', icon: 'shield' },
];
/** The back end answers them to administrators alone. */
const ADMINISTRATORS: Entry[] = [
  { code: 'notices', icon: 'mail' },
  { code: 'feeds', icon: 'tray' },
  { code: 'backups', icon: 'save' },
  { code: 'health', icon: 'check' },
];
const COMPUTER: Entry = { code: 'computer', icon: 'gear' };

export function sectionsOf(role: RoleCode | undefined): Entry[] {
  return [...EVERYBODY, ...(role === 'administrator' ? ADMINISTRATORS : []), COMPUTER];
}
