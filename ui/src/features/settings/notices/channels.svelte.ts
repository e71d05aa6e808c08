// The channels of this desk while they are set up: what is typed, and what the settings hold.
import * as ipc from '$ipc/client';
import type { NoticesSetupView, NoticeTrialView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { Doing } from '$lib/doing.svelte';
import { t } from '$words';

export type Part = 'mail' | 'webhook' | 'notices';

/** The fields of each part, in the order of the form. */
export const FIELDS: Record<Part, readonly string[]> = {
  mail: ['host', 'port', 'tls', 'from', 'name', 'user', 'authority'],
  webhook: ['url', 'authority'],
  notices: ['language', 'security'],
};
/** Those that are chosen from a list, the first where nothing is said. */
export const CHOICES: Record<string, readonly string[]> = {
  tls: ['starttls', 'tls', 'none-on-loopback'],
  language: ['en', 'de'],
};

export class ChannelSetup {
  readonly doing = new Doing();
  setup: NoticesSetupView | null = $state(null);
  values: Record<Part, Record<string, string>> = $state({ mail: {}, webhook: {}, notices: {} });
  trial: NoticeTrialView | null = $state(null);
  address = $state('');
  /** What was done last, in words. */
  done = $state('');

  /** Why nothing can be changed here. */
  get closed(): string | null {
    return this.setup?.practice === false ? null : t('notifyset-practice-short');
  }

  async load(): Promise<void> {
    const setup = await this.doing.run('load', ipc.noticesSetup);
    if (setup) this.take(setup);
  }

  private take(setup: NoticesSetupView): void {
    this.setup = setup;
    this.values = {
      mail: { ...setup.mail.values },
      webhook: { ...setup.webhook.values },
      notices: { ...setup.notices },
    };
  }

  value(part: Part, field: string): string {
    return this.values[part][field] ?? CHOICES[field]?.[0] ?? '';
  }

  type(part: Part, field: string, text: string): void {
    this.values[part][field] = text;
    this.trial = null;
    this.done = '';
  }

  async save(part: Part): Promise<boolean> {
    if (this.closed !== null) return false;
    this.done = '';
    const sent = Object.fromEntries(FIELDS[part].map((field) => [field, this.value(part, field).trim()]));
    const setup = await this.doing.run(`save_${part}`, () => ipc.saveNotices(part, sent));
    if (!setup) return false;
    this.take(setup);
    this.done = t('notifyset-saved');
    void desk.refresh();
    return true;
  }

  /** The secret is of a channel that the settings hold: they come first. */
  async enterSecret(part: Part): Promise<void> {
    if (!(await this.save(part))) return;
    const setup = await this.doing.run(`secret_${part}`, () => ipc.setNoticesSecret(part));
    if (!setup) return;
    this.take(setup);
    this.done = t('notifyset-secret-done');
    void desk.refresh();
  }

  async test(): Promise<void> {
    const address = this.address.trim();
    if (this.closed !== null || address === '') return;
    this.trial = null;
    this.trial = (await this.doing.run('try', () => ipc.tryNotices(address))) ?? null;
    // What went out is listed.
    const setup = this.trial ? await this.doing.run('load', ipc.noticesSetup) : undefined;
    if (setup) this.setup = setup;
  }
}
