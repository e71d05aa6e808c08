// What is done with keys on their page: one thing at a time, told in the place that asked for it.
import type { KeyView, Refusal } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { Doing } from '$lib/doing.svelte';

/** Where something was asked for. */
export type Place = 'identify' | 'pin' | 'settings' | 'stored' | 'reset';

export class KeyWork extends Doing {
  /** Where, and of which key: what is told of one says nothing of another. */
  private place: Place | null = $state(null);
  private keyId = $state('');
  private said = $state('');

  /** Runs `command` for `place`; `said` is told when it is done. */
  async at<T>(
    place: Place,
    keyId: string,
    what: string,
    said: string,
    command: () => Promise<T>,
  ): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.place = place;
    this.keyId = keyId;
    this.said = '';
    const done = await this.run(what, command);
    if (done !== undefined) this.said = said;
    // A PIN that was wrong took a try.
    else void desk.refreshKeys();
    return done;
  }

  /** Runs a command that answers with the connected keys. True when it was done. */
  async keys(
    place: Place,
    keyId: string,
    what: string,
    said: string,
    command: () => Promise<KeyView[]>,
  ): Promise<boolean> {
    const done = await this.at(place, keyId, what, said, async () => {
      desk.keys = await command();
      return true;
    });
    return done ?? false;
  }

  /** The key goes by another id now: what was told of it still is. */
  follow(keyId: string): void {
    this.keyId = keyId;
  }

  /** Whether something that `place` asked for runs now. */
  worksAt(place: Place, keyId: string): boolean {
    return this.busy && this.isAt(place, keyId);
  }

  refusedAt(place: Place, keyId: string): Refusal | null {
    return this.isAt(place, keyId) ? this.refusal : null;
  }

  /** What was done there last. */
  saidAt(place: Place, keyId: string): string {
    return this.isAt(place, keyId) ? this.said : '';
  }

  say(place: Place, keyId: string, said: string): void {
    this.place = place;
    this.keyId = keyId;
    this.said = said;
  }

  /** Somebody looks at another key. */
  forget(): void {
    if (this.busy) return;
    this.clear();
    this.place = null;
    this.said = '';
  }

  private isAt(place: Place, keyId: string): boolean {
    return this.place === place && this.keyId === keyId;
  }
}
