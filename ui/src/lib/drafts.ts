// What is typed and not submitted: kept by the back end, sealed, for whoever typed it. Nothing of it goes to the web view's storage.
import * as ipc from '$ipc/client';
import type { DraftFormCode } from '../ipc/types';

export type Fields = Record<string, string>;

/** So long after the last key a draft is kept. */
const PAUSE = 600;

interface Kept {
  fields: Fields;
  at: number;
}

interface Waiting {
  caseId: string | null;
  form: DraftFormCode;
  fields: Fields;
}

const keyOf = (caseId: string | null, form: DraftFormCode) => `${caseId ?? ''}/${form}`;

export const isBlank = (fields: Fields) => Object.values(fields).every((text) => text.trim() === '');

const same = (one: Fields, other: Fields) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, text]) => other[name] === text);

class Drafts {
  private whose: string | null = null;
  private kept = new Map<string, Kept>();
  private waiting = new Map<string, Waiting>();
  private loaded: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `person` signed in: theirs are fetched, and nobody else's stay. */
  start(person: string): void {
    if (this.whose === person) return;
    this.forget();
    this.whose = person;
    this.loaded = this.load(person);
  }

  private async load(person: string): Promise<void> {
    try {
      const all = await ipc.drafts();
      if (this.whose !== person) return;
      for (const { caseId, form, fields, at } of all) {
        // What was typed meanwhile is newer.
        const key = keyOf(caseId, form);
        if (!this.kept.has(key)) this.kept.set(key, { fields, at });
      }
    } catch {
      // Without them forms begin empty.
    }
  }

  /** Nobody is signed in any more. */
  forget(): void {
    clearTimeout(this.timer);
    this.whose = null;
    this.kept.clear();
    this.waiting.clear();
  }

  /** What was typed there before; null where nothing was. */
  async of(caseId: string | null, form: DraftFormCode): Promise<Kept | null> {
    await this.loaded;
    return this.kept.get(keyOf(caseId, form)) ?? null;
  }

  /** Keeps what is typed now; blank fields drop it. */
  keep(caseId: string | null, form: DraftFormCode, fields: Fields): void {
    if (this.whose === null) return;
    const key = keyOf(caseId, form);
    const before = this.kept.get(key)?.fields ?? {};
    if (isBlank(fields) ? isBlank(before) : same(before, fields)) return;
    if (isBlank(fields)) this.kept.delete(key);
    else this.kept.set(key, { fields, at: Date.now() });
    this.waiting.set(key, { caseId, form, fields });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Keeps at once what waits: before a lock and a sign-out, after which the back end takes nothing. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { caseId, form, fields } of all) {
      try {
        await ipc.keepDraft(caseId, form, isBlank(fields) ? {} : fields);
      } catch {
        // It stays on the page, as long as that is open.
      }
    }
  }
}

export const drafts = new Drafts();
