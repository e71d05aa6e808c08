// One directory while it is set up: what is typed, what was tried, and what the settings hold.
import * as ipc from '$ipc/client';
import type { DirectorySetupView, DirectoryTrialView, FormFieldView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { Doing } from '$lib/doing.svelte';
import { t } from '$words';

/** Fields of every kind. */
const OF_ALL: FormFieldView[] = ['id', 'tenant'].map((name) => ({ name, shape: 'text', required: true, preset: '' }));
/** Its own directory is none that anybody sets up. */
const NOT_OFFERED = 'practice';

export class Setting {
  readonly doing = new Doing();
  setup: DirectorySetupView | null = $state(null);
  /** The kind that was chosen. */
  code = $state('');
  values: Record<string, string> = $state({});
  trial: DirectoryTrialView | null = $state(null);
  /** The directory that this is about, once the settings hold it. */
  id: string | null = $state(null);
  /** What was done last, in words. */
  done = $state('');

  get kinds() {
    return this.setup?.kinds.filter((one) => one.kind !== NOT_OFFERED) ?? [];
  }

  get kind() {
    return this.kinds.find((one) => one.kind === this.code) ?? null;
  }

  get fields(): FormFieldView[] {
    return this.kind ? [...OF_ALL, ...this.kind.fields] : [];
  }

  get configured() {
    return this.setup?.configured.find((one) => one.id === this.id) ?? null;
  }

  /** The required fields that are empty. */
  get missing(): string[] {
    const empty = (field: FormFieldView) => field.required && !this.values[field.name]?.trim();
    return this.fields.filter(empty).map((field) => field.name);
  }

  /** A person signs in there, as the form stands. */
  get delegated(): boolean {
    return this.values['delegated'] === 'true';
  }

  /** Why nothing can be done with the form now. */
  get closed(): string | null {
    if (this.setup?.practice !== false) return t('dirset-practice-short');
    if (!this.kind) return t('dirset-choose-first');
    const missing = this.missing;
    if (missing.length > 0) {
      return t('dirset-missing', { names: missing.map((name) => t(`dirset-field-${name}`)).join(', ') });
    }
    const id = this.sent()['id'] ?? '';
    const taken = this.id === null && this.setup.configured.some((one) => one.id === id);
    return taken ? t('dirset-taken', { id }) : null;
  }

  /** Reads the settings; `id` is the directory that is changed, null for a new one. */
  async load(id: string | null): Promise<void> {
    const setup = await this.doing.run('load', ipc.directorySetup);
    if (!setup) return;
    this.setup = setup;
    const known = setup.configured.find((one) => one.id === id);
    if (!known) return;
    this.id = known.id;
    this.code = known.kind;
    this.values = { ...known.values, id: known.id };
  }

  choose(code: string): void {
    const { id = '', tenant = '' } = this.values;
    this.code = code;
    this.values = { ...Object.fromEntries(this.fields.map((field) => [field.name, field.preset])), id, tenant };
    this.forget();
  }

  type(name: string, text: string): void {
    this.values[name] = text;
    this.forget();
  }

  /** What was tried or done before something else was typed tells nothing any more. */
  private forget(): void {
    this.trial = null;
    this.done = '';
  }

  /** What the form says, field by field. */
  sent(): Record<string, string> {
    return Object.fromEntries(this.fields.map((field) => [field.name, (this.values[field.name] ?? '').trim()]));
  }

  async save(): Promise<boolean> {
    if (this.closed !== null) return false;
    const [code, sent] = [this.code, this.sent()];
    this.done = '';
    const setup = await this.doing.run('save', () => ipc.saveDirectory(code, sent));
    if (!setup) return false;
    this.setup = setup;
    this.id = sent['id'] ?? null;
    this.done = t('dirset-saved', { name: this.id ?? '' });
    void desk.refresh();
    return true;
  }

  /** The secret is of a directory that the settings hold: they come first. */
  async enterSecret(): Promise<void> {
    if (!(await this.save())) return;
    const id = this.id ?? '';
    const setup = await this.doing.run('secret', () => ipc.setDirectorySecret(id));
    if (!setup) return;
    this.setup = setup;
    this.trial = null;
    this.done = t('dirset-secret-done');
    void desk.refresh();
  }

  async signIn(): Promise<void> {
    if (!(await this.save())) return;
    const id = this.id ?? '';
    const done = await this.doing.run('sign_in', () => ipc.signInDirectory(id).then(() => true));
    if (!done) return;
    this.trial = null;
    this.done = t('dirset-person-done');
    void desk.refresh();
  }

  async test(): Promise<void> {
    if (this.closed !== null) return;
    const [code, sent] = [this.code, this.sent()];
    this.trial = null;
    this.trial = (await this.doing.run('test', () => ipc.testDirectory(code, sent))) ?? null;
  }
}
