// The cases that are listed: page after page, as they are asked for.
import * as ipc from '$ipc/client';
import type { HistoryPageView, HistoryQuery, HistoryRow } from '../../ipc/types';

export class CaseList {
  /** Null until the first answer. */
  rows: HistoryRow[] | null = $state.raw(null);
  total = $state(0);
  /** There may be more than `total`: counting ended there. */
  orMore = $state(false);
  reading = $state(false);
  private next: number | null = $state(null);
  private asked: HistoryQuery | null = null;
  /** Grows with each question: an answer to an earlier one is dropped. */
  private turn = 0;

  get more(): boolean {
    return this.next !== null;
  }

  /** Asks for the newest cases. */
  ask(query: HistoryQuery): Promise<void> {
    this.asked = query;
    return this.read(query, 1);
  }

  /** Asks again for what is listed: as many pages, since somebody reads in them. */
  again(): Promise<void> {
    return this.asked ? this.read(this.asked, this.rows?.length ?? 1) : Promise.resolve();
  }

  /** Lists the page after the last one. */
  async further(): Promise<void> {
    if (this.next === null || this.asked === null || this.reading) return;
    const turn = this.turn;
    this.reading = true;
    try {
      const page = await ipc.history(this.asked, this.next);
      if (turn !== this.turn) return;
      this.rows = [...(this.rows ?? []), ...page.rows];
      this.next = page.next;
    } finally {
      this.reading = false;
    }
  }

  private async read(query: HistoryQuery, least: number): Promise<void> {
    const turn = ++this.turn;
    const first = await ipc.history(query, null);
    let { rows, next }: Pick<HistoryPageView, 'rows' | 'next'> = first;
    while (next !== null && rows.length < least && turn === this.turn) {
      const page: HistoryPageView = await ipc.history(query, next);
      rows = [...rows, ...page.rows];
      next = page.next;
    }
    if (turn !== this.turn) return;
    this.rows = rows;
    this.next = next;
    this.total = first.total ?? rows.length;
    this.orMore = first.orMore;
  }
}
