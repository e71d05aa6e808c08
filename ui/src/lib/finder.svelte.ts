// The search for anything: whether it is open, and what the page that is open offers to it.
import type { IconName } from './icons';

/** Something that can be done on the page that is open. */
export interface Offer {
  id: string;
  word: string;
  icon: IconName;
  go: () => void;
}

class Finder {
  open = $state(false);
  offers: Offer[] = $state.raw([]);

  show(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
  }

  /** A page offers these while it is open; call what it answers when it goes. */
  offer(offers: Offer[]): () => void {
    this.offers = offers;
    return () => {
      if (this.offers === offers) this.offers = [];
    };
  }
}

export const finder = new Finder();
