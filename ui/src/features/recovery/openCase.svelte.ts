// The case on the page: its view, the commands over it, and what was refused.
import * as ipc from '$ipc/client';
import type { ActionCode, CaseView, GateView, StageCode } from '../../ipc/types';
import { setClock } from '$lib/clock.svelte';
import { Doing } from '$lib/doing.svelte';
import { actionOf, blocked, why } from '$lib/refusal';
import { fitting, spoken, type Language } from '$words';

export interface At {
  caseId: string;
  version: number;
}

export class OpenCase {
  view: CaseView | null = $state(null);
  readonly doing = new Doing();
  /** The case changed under a step: where it is now. */
  conflict: { stage: StageCode; version: number } | null = $state(null);
  /** Told politely when the case moved on by itself. */
  moved: StageCode | null = $state(null);
  /** What the subject speaks; the desk's own language until somebody says otherwise. */
  subjectSpeaks: Language = $state(spoken() === 'de' ? 'de' : 'en');
  /** How the piece of evidence before was checked: the next one most often is checked the same way. */
  pathway = '';
  /** Where a sealed key was left, until the case is left. */
  place: string | null = $state(null);
  readonly caseId: string;

  constructor(caseId: string) {
    this.caseId = caseId;
  }

  get at(): At {
    return { caseId: this.caseId, version: this.view?.version ?? 0 };
  }

  take(view: CaseView): void {
    // An answer that was on its way while a newer one came is old news.
    if (this.view && view.version < this.view.version) return;
    // What was said of the subject counts before the desk's own language.
    if (view.language && view.language !== this.view?.language) this.subjectSpeaks = fitting([view.language]);
    this.view = view;
    setClock(view.now);
  }

  async load(): Promise<void> {
    const view = await this.doing.run('load', () => ipc.caseView(this.caseId));
    if (view) this.take(view);
  }

  /** The subject speaks it: notices are in it too, where whoever says so works on the case. */
  async speak(language: Language): Promise<void> {
    this.subjectSpeaks = language;
    const view = this.view;
    if (view?.lifecycle !== 'open' || view.language === language || !this.can('notify')) return;
    await this.act('notify', (at) => ipc.sayLanguage(at, language));
  }

  /** The back end told that the case changed. */
  async hear(version: number): Promise<void> {
    if (!this.view || version <= this.view.version || this.doing.busy) return;
    const before = this.view.current;
    try {
      this.take(await ipc.caseView(this.caseId));
    } catch {
      // The next step says what is wrong.
      return;
    }
    if (this.view.current !== before) this.moved = this.view.current;
  }

  /** Runs a step; the answer replaces the view. True when it was done. */
  async act(what: ActionCode, command: (at: At) => Promise<CaseView>): Promise<boolean> {
    this.conflict = null;
    this.moved = null;
    const view = await this.doing.run(what, () => command(this.at));
    if (view) {
      this.take(view);
      return true;
    }
    await this.afterRefusal();
    return false;
  }

  private async afterRefusal(): Promise<void> {
    const refusal = this.doing.refusal;
    if (!refusal || refusal.kind === 'session') return;
    try {
      // A refused attempt is itself recorded, so the version has moved on.
      this.take(await ipc.caseView(this.caseId));
    } catch {
      return;
    }
    if (refusal.kind === 'conflict' && this.view) {
      this.conflict = { stage: this.view.current, version: this.view.version };
    }
  }

  blockedBy(code: ActionCode): GateView[] {
    return this.view ? actionOf(this.view, code).blockedBy : [];
  }

  can(code: ActionCode): boolean {
    return this.blockedBy(code).length === 0;
  }

  /** Why `code` cannot be asked for now, in one sentence with its source; null when it can. */
  reason(code: ActionCode): string | null {
    const first = this.blockedBy(code)[0];
    return first ? `${why(first)} ${first.citation}` : null;
  }

  /** Somebody pressed what is not available: says why, in place. */
  explain(code: ActionCode): void {
    this.doing.refuse(blocked(this.blockedBy(code)));
  }
}
