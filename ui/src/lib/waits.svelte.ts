// What the window waits for: said when it takes longer than a moment, and stopped where stopping does no harm.

/** What only reads. Half of a change is worse than waiting for it. */
const STOPPABLE: readonly string[] = ['lookUp', 'verify', 'export', 'report', 'try'];
/** A key at work says for itself what it waits for, and Esc stops it. */
const BY_KEY: readonly string[] = [
  'signIn',
  'unlock',
  'sign_in',
  'co_sign',
  'statement_here',
  'co_sign_here',
  'begin_quorum',
  'sign_quorum',
  'review',
  'sign',
  'touch',
  'provision',
];

/** Nothing is said before, in seconds. */
export const SAID_AFTER = 1;
/** Stopping is offered from then on, in seconds. */
export const OFFERED_AFTER = 10;

interface Wait {
  what: string;
  since: number;
  seconds: number;
}

class Waits {
  private all: Wait[] = $state([]);
  private timer: ReturnType<typeof setInterval> | undefined;

  /** What is waited for longest. */
  get longest(): Wait | null {
    return this.all[0] ?? null;
  }

  stoppable(wait: Wait): boolean {
    return STOPPABLE.includes(wait.what);
  }

  /** Something began; call what it answers when it ended. */
  begin(what: string): () => void {
    if (BY_KEY.includes(what)) return () => {};
    const wait: Wait = $state({ what, since: Date.now(), seconds: 0 });
    this.all.push(wait);
    this.timer ??= setInterval(() => this.tick(), 1000);
    return () => {
      this.all = this.all.filter((one) => one.since !== wait.since || one.what !== what);
      if (this.all.length === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    };
  }

  private tick(): void {
    for (const wait of this.all) wait.seconds = Math.floor((Date.now() - wait.since) / 1000);
  }
}

export const waits = new Waits();
