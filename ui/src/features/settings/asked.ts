// A change of the desk that somebody asked for, before it is signed.
import type { DeskChange, PolicyChangeView } from '../../ipc/types';
import type { Fact } from '$lib/Facts.svelte';

export interface Asked {
  title: string;
  lead: string;
  /** The back end's code for who signs it. */
  code: string;
  change: DeskChange;
  facts: Fact[];
  /** What another policy changes. */
  policy?: PolicyChangeView;
  /** The text of a file that is signed: whoever signs reads it. */
  text?: string;
}
