// A look at the whole console: the back end makes one check after another, and names the one that comes next.
import * as ipc from '$ipc/client';
import type { FindingView, HealthView } from '../../../ipc/types';
import { Doing } from '$lib/doing.svelte';

export class Health {
  readonly doing = new Doing();
  /** Of the last look; of the one before until the first answer of another comes. */
  findings: FindingView[] = $state([]);
  /** When the last check was made. */
  at: number | null = $state(null);
  /** How many checks are done, of how many. */
  done = $state(0);
  all = $state(0);
  private left = false;

  get open(): FindingView[] {
    return this.findings.filter((one) => one.state === 'bad' || one.state === 'warn');
  }

  async check(): Promise<void> {
    await this.doing.run('health', async () => {
      this.done = 0;
      let next: string | null = null;
      do {
        const look: HealthView = await ipc.health(next);
        this.findings = next === null ? look.findings : [...this.findings, ...look.findings];
        this.at = look.at;
        this.done = look.done;
        this.all = look.all;
        next = look.next;
      } while (next !== null && !this.left);
    });
  }

  /** Nobody looks any more: no further check is begun. */
  leave(): void {
    this.left = true;
  }
}
