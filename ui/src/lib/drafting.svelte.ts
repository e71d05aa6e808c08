// The draft of one form, as its page holds it.
import type { DraftFormCode } from '../ipc/types';
import { drafts, isBlank, type Fields } from './drafts';

/** The draft of one form, from its opening to its end. */
export class Drafting {
  /** When what stands in the form was typed, where it was brought back; null otherwise. */
  restoredAt: number | null = $state(null);
  private known = false;
  private over = false;
  private readonly caseId: string | null;
  private readonly form: DraftFormCode;
  private readonly put: (fields: Fields) => void;

  /** `put` writes fields into the form; one that is missing is empty. */
  constructor(caseId: string | null, form: DraftFormCode, put: (fields: Fields) => void) {
    [this.caseId, this.form, this.put] = [caseId, form, put];
  }

  /** Brings back what was typed, where nothing is typed yet. */
  async restore(untouched: () => boolean): Promise<void> {
    const kept = await drafts.of(this.caseId, this.form);
    this.known = true;
    if (kept === null || this.over || !untouched()) return;
    this.put(kept.fields);
    this.restoredAt = kept.at;
  }

  keep(fields: Fields): void {
    // An empty form that was not filled yet drops nothing.
    if (this.over || (!this.known && isBlank(fields))) return;
    drafts.keep(this.caseId, this.form, fields);
  }

  /** It was submitted: nothing is kept of it. */
  done(): void {
    this.over = true;
    this.restoredAt = null;
    drafts.keep(this.caseId, this.form, {});
    void drafts.flush();
  }

  /** The person wants to begin anew. */
  discard(): void {
    this.restoredAt = null;
    this.put({});
    drafts.keep(this.caseId, this.form, {});
  }
}
