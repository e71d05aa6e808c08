// What every page shows around itself: the console, its keys, and what is told about them.
import * as ipc from '$ipc/client';
import type { ConsoleView, KeyProgressStep, KeyView, PracticeKey, Refusal, Verifying } from '../ipc/types';
import { now, setClock } from './clock.svelte';
import { drafts } from './drafts';
import { forgetText } from './looked';
import { asRefusal } from './refusal';

/** At most this often is the back end told that somebody uses the window. */
const USED_EVERY = 20_000;
const KEYS_EVERY = 2_000;

/** What a key at work waits for. */
export type Waits = Exclude<KeyProgressStep, 'done'>;

class Desk {
  view: ConsoleView | null = $state(null);
  trouble: Refusal | null = $state(null);
  keys: KeyView[] = $state([]);
  practice: PracticeKey[] = $state([]);
  /** What each key at work waits for. */
  progress: Record<string, KeyProgressStep> = $state({});
  /** A verification that reads on: how far it is. */
  verifying: Verifying | null = $state(null);
  /** Grows with each change of a case; pages that show one look at it. */
  changes: { caseId: string; version: number; count: number } = $state({ caseId: '', version: 0, count: 0 });
  private used = 0;

  get me() {
    return this.view?.me ?? null;
  }

  /** What `keyId` waits for: its PIN, in a window of its own, its own work, or a touch. Null when it does not work. */
  waits(keyId: string | undefined): Waits | null {
    const step = keyId === undefined ? undefined : this.progress[keyId];
    return step === undefined || step === 'done' ? null : step;
  }

  get keysAtWork(): boolean {
    return Object.values(this.progress).some((step) => step !== 'done');
  }

  /** Takes the console's answer to a command. */
  take(view: ConsoleView): void {
    this.view = view;
    this.trouble = null;
    if (view.me === null) forgetText();
    setClock(view.now);
  }

  /** Asks the console to start once more, where it could not. */
  startAgain(): Promise<void> {
    return this.refresh(ipc.startAgain);
  }

  async refresh(ask = ipc.consoleStatus): Promise<void> {
    try {
      this.take(await ask());
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    await Promise.all([this.refreshKeys(), this.refreshPractice()]);
  }

  async refreshKeys(): Promise<void> {
    try {
      // A key at work tells nothing of itself: what it said before still holds.
      const before = new Map(this.keys.map((key) => [key.id, key]));
      const found = (await ipc.keys()).map((key) => (key.fault === 'busy' ? (before.get(key.id) ?? key) : key));
      // The same answer again draws nothing anew.
      if (JSON.stringify(found) !== JSON.stringify(this.keys)) this.keys = found;
    } catch {
      this.keys = [];
    }
  }

  async refreshPractice(): Promise<void> {
    if (!this.view?.practice) return;
    try {
      this.practice = await ipc.practiceKeys();
    } catch {
      this.practice = [];
    }
  }

  /** Somebody used the window: keeps the session from locking. */
  async noteUse(): Promise<void> {
    const at = Date.now();
    if (this.view?.phase !== 'open' || at - this.used < USED_EVERY) return;
    this.used = at;
    try {
      this.take(await ipc.touchSession());
    } catch {
      await this.refresh();
    }
  }

  async lock(): Promise<void> {
    await drafts.flush();
    this.take(await ipc.lock());
  }

  async signOut(): Promise<void> {
    await drafts.flush();
    this.take(await ipc.signOut());
  }

  /** Starts listening; returns what stops it. */
  start(): () => void {
    const heard = [
      ipc.onConsoleChanged(() => void this.refresh()),
      ipc.onCaseChanged(({ caseId, version }) => {
        this.changes = { caseId, version, count: this.changes.count + 1 };
        void this.refresh();
      }),
      ipc.onVerifying((how) => (this.verifying = how.done < how.all ? how : null)),
      ipc.onKeyProgress(({ keyId, step }) => {
        this.progress[keyId] = step;
        void this.refreshPractice();
      }),
      ipc.onPracticeChanged(() => void this.refreshPractice()),
    ];
    // A USB key tells nobody that it was plugged in.
    const keys = setInterval(() => {
      if (this.keysAtWork) void this.refreshPractice();
      else void this.refreshKeys();
    }, KEYS_EVERY);
    const lock = setInterval(() => {
      const at = this.view?.lockAt;
      if (at != null && at <= now()) void this.refresh();
    }, 1000);
    void this.refresh();
    return () => {
      clearInterval(keys);
      clearInterval(lock);
      for (const one of heard) void one.then((stop) => stop());
    };
  }
}

export const desk = new Desk();
