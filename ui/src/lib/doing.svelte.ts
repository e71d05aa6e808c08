// One command at a time on a page: what is being done, and what was refused.
import type { Refusal } from '../ipc/types';
import { asRefusal } from './refusal';
import { desk } from './desk.svelte';
import { waits } from './waits.svelte';

export class Doing {
  /** The name of what runs now. */
  what: string | null = $state(null);
  refusal: Refusal | null = $state(null);
  /** Grows with each refusal, so that the same one twice takes the focus twice. */
  refusals = $state(0);

  get busy(): boolean {
    return this.what !== null;
  }

  is(what: string): boolean {
    return this.what === what;
  }

  refuse(refusal: Refusal | null): void {
    this.refusal = refusal;
    if (refusal) this.refusals += 1;
  }

  clear(): void {
    this.refusal = null;
  }

  /** Runs `command`; answers what it gave, or undefined when it was refused or something else runs. */
  async run<T>(what: string, command: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.what = what;
    this.refusal = null;
    const ended = waits.begin(what);
    try {
      return await command();
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      this.refuse(refusal);
      if (refusal.kind === 'session') void desk.refresh();
      return undefined;
    } finally {
      ended();
      this.what = null;
    }
  }
}
