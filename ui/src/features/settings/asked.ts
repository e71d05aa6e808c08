// A change of the desk that somebody asked for, before it is signed.
import type { DeskChange } from '../../ipc/types';
import type { Fact } from '$lib/Facts.svelte';

export interface Asked {
  title: string;
  lead: string;
  /** The back end's code for who signs it. */
  code: string;
  change: DeskChange;
  facts: Fact[];
  /** The text of a file that is signed: whoever signs reads it. */
  text?: string;
}
