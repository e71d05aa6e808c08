import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfiguredView, ConsoleView, DirectoryKindView, DirectorySetupView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import { testKey } from '../../../test-keys';
import DirectoriesCard from './DirectoriesCard.svelte';
import DirectorySetup from './DirectorySetup.svelte';

const ipc = vi.hoisted(() => ({
  directorySetup: vi.fn(),
  saveDirectory: vi.fn(),
  testDirectory: vi.fn(),
  removeDirectory: vi.fn(),
  setDirectorySecret: vi.fn(),
  signInDirectory: vi.fn(),
  protectDirectory: vi.fn(),
  consoleStatus: vi.fn(),
  keys: vi.fn(),
  cancelKey: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const text = (name: string, preset = '') => ({ name, shape: 'text' as const, required: true, preset });
const okta: DirectoryKindView = {
  kind: 'okta',
  fields: ['url', 'client_id', 'key_id', 'rp_id', 'origin'].map((name) => text(name)),
  rights: ['okta.users.read', 'okta.users.manage'],
  abilities: [
    { code: 'look_up', how: 'does' },
    { code: 'block', how: 'not_yet' },
    { code: 'sign_in', how: 'subject' },
    { code: 'saved_codes', how: 'never' },
  ],
  secret: true,
};
const entra: DirectoryKindView = {
  kind: 'entra',
  fields: [
    text('tenant_id'),
    text('client_id'),
    text('rp_id', 'login.microsoft.com'),
    text('origin', 'https://login.microsoft.com'),
    { name: 'delegated', shape: 'tick', required: false, preset: '' },
  ],
  rights: ['User.Read.All'],
  abilities: [],
  secret: true,
};
const manual: DirectoryKindView = {
  kind: 'manual',
  fields: [text('rp_id'), text('origin')],
  rights: [],
  abilities: [],
  secret: false,
};
const kept: ConfiguredView = {
  id: 'corp',
  kind: 'okta',
  values: {
    id: 'corp',
    tenant: 'Corp',
    url: 'https://corp.okta.com',
    client_id: '0oa',
    key_id: 'desk-1',
    rp_id: 'corp.okta.com',
    origin: 'https://corp.okta.com',
    released: 'false',
  },
  hasSecret: true,
  released: false,
  holders: 0,
  delegated: false,
};
const setup = (said: Partial<DirectorySetupView> = {}): DirectorySetupView => ({
  kinds: [entra, okta, manual, { ...manual, kind: 'practice' }],
  configured: [],
  file: '/home/desk/postern.toml',
  practice: false,
  ...said,
});

const field = (name: string) => screen.getByTestId<HTMLInputElement>(`field-${name}`);
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const choose = (kind: string) => {
  const radio = screen.getByTestId(`kind-${kind}`).querySelector('input');
  if (!radio) throw new Error(`no ${kind}`);
  return fireEvent.click(radio);
};
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const fieldNames = () =>
  [...document.querySelectorAll('[data-testid^="field-"]')].map((one) => one.getAttribute('name'));

async function open(said: Partial<DirectorySetupView> = {}, id: string | null = null) {
  ipc.directorySetup.mockResolvedValue(setup(said));
  const page = render(DirectorySetup, { id });
  await screen.findByTestId('part-kind');
  return page;
}

async function fillOkta() {
  await choose('okta');
  for (const [name, value] of Object.entries(kept.values)) if (name !== 'released') await write(name, ` ${value} `);
}

async function accessible(page: HTMLElement) {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(page, { rules });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
}

beforeEach(() => {
  vi.resetAllMocks();
  desk.view = { directories: [], phase: 'open', now: Date.now() } as unknown as ConsoleView;
  desk.keys = [testKey({ id: 'usb-1' }), testKey({ id: 'usb-2' })];
  desk.progress = {};
  ipc.consoleStatus.mockResolvedValue(desk.view);
  ipc.keys.mockResolvedValue(desk.keys);
});

describe('setting a directory up', () => {
  it('offers the kinds but practice, and draws the guide and the form of each', async () => {
    const { container } = await open();
    expect(screen.queryByTestId('kind-practice')).toBeNull();
    expect(screen.queryByTestId('part-form')).toBeNull();
    await choose('okta');
    expect(fieldNames()).toEqual(['id', 'tenant', ...okta.fields.map((one) => one.name)]);
    expect(screen.getAllByTestId('right').map((one) => one.dataset['right'])).toEqual(okta.rights);
    await write('id', 'corp');
    await choose('entra');
    expect(field('id').value).toBe('corp');
    expect(field('rp_id').value).toBe('login.microsoft.com');
    expect(field('delegated').type).toBe('checkbox');
    expect(container.textContent).not.toContain('[');
    await accessible(container);
  });

  it('is not saved while a required field is empty, and saves what was typed', async () => {
    await open();
    await choose('okta');
    expect(closed('directory-save')).toBe(true);
    await press('directory-save');
    expect(ipc.saveDirectory).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field('id'));
    await fillOkta();
    expect(closed('directory-save')).toBe(false);
    ipc.saveDirectory.mockResolvedValue(setup({ configured: [{ ...kept, hasSecret: false }] }));
    await press('directory-save');
    await screen.findByTestId('directory-done');
    const sent = Object.fromEntries(Object.entries(kept.values).filter(([name]) => name !== 'released'));
    expect(ipc.saveDirectory).toHaveBeenCalledExactlyOnceWith('okta', sent);
    expect(field('id').readOnly).toBe(true);
    expect(screen.getByTestId('secret').dataset['value']).toBe('missing');
  });

  it('does not write over another one of the same name', async () => {
    await open({ configured: [kept] });
    await fillOkta();
    expect(closed('directory-save')).toBe(true);
    await write('id', 'corp-2');
    expect(closed('directory-save')).toBe(false);
  });

  it('saves before it asks for the secret, and takes no secret itself', async () => {
    await open();
    await fillOkta();
    ipc.saveDirectory.mockResolvedValue(setup({ configured: [{ ...kept, hasSecret: false }] }));
    ipc.setDirectorySecret.mockResolvedValue(setup({ configured: [kept] }));
    await press('secret-enter');
    await waitFor(() => expect(screen.getByTestId('secret').dataset['value']).toBe('kept'));
    expect(ipc.setDirectorySecret).toHaveBeenCalledExactlyOnceWith('corp');
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('lets a person sign in where the console acts as they', async () => {
    await open();
    await choose('entra');
    for (const name of ['id', 'tenant', 'tenant_id', 'client_id']) await write(name, 'corp');
    await fireEvent.click(field('delegated'));
    expect(screen.queryByTestId('secret-row')).toBeNull();
    ipc.saveDirectory.mockResolvedValue(setup({ configured: [{ ...kept, kind: 'entra', delegated: true }] }));
    let signedIn = () => {};
    ipc.signInDirectory.mockReturnValue(new Promise<void>((done) => (signedIn = done)));
    await press('person-sign-in');
    await waitFor(() => expect(screen.getByTestId('person-sign-in').getAttribute('aria-busy')).toBe('true'));
    signedIn();
    await screen.findByTestId('directory-done');
    expect(ipc.signInDirectory).toHaveBeenCalledExactlyOnceWith('corp');
  });

  it('shows which rights a trial found lacking and too many, until something else is typed', async () => {
    const { container } = await open({ configured: [kept] }, 'corp');
    ipc.testDirectory.mockResolvedValue({
      up: true,
      fault: null,
      rightsTold: true,
      lacking: ['okta.users.manage'],
      tooMany: ['okta.apps.manage'],
    });
    await press('directory-try');
    await screen.findByTestId('trial-up');
    expect(screen.getByTestId('lacking').dataset['right']).toBe('okta.users.manage');
    expect(screen.getByTestId('lacking').textContent).toContain('Revoking');
    expect(screen.getByTestId('too-many').dataset['right']).toBe('okta.apps.manage');
    expect(ipc.saveDirectory).not.toHaveBeenCalled();
    await accessible(container);
    await write('url', 'https://other.okta.com');
    expect(screen.queryByTestId('trial')).toBeNull();
  });

  it('says that it does not serve, or does not tell its rights', async () => {
    await open({ configured: [kept] }, 'corp');
    const told = { fault: null, rightsTold: false, lacking: [], tooMany: [] };
    ipc.testDirectory.mockResolvedValueOnce({ ...told, up: false, fault: 'access_refused' });
    await press('directory-try');
    expect((await screen.findByTestId('trial-down')).textContent).toContain('refuses this console');
    ipc.testDirectory.mockResolvedValueOnce({ ...told, up: true });
    await press('directory-try');
    await screen.findByTestId('trial-untold');
  });

  it('tells what is wrong with what was typed, and keeps it', async () => {
    await open({ configured: [kept] }, 'corp');
    await write('url', 'ftp://x');
    const args = { why: 'url: not https' };
    for (const code of ['kind', 'missing', 'settings', 'file', 'connect', 'secret']) {
      ipc.saveDirectory.mockRejectedValueOnce({
        kind: 'input',
        code: `CFG-${code}`,
        args,
        violations: [],
        incident: null,
      });
      await press('directory-save');
      const told = await waitFor(() => {
        const one = screen.getByTestId('refusal');
        expect(one.dataset['code']).toBe(`CFG-${code}`);
        return one;
      });
      if (code !== 'kind') expect(told.textContent).toContain('url: not https');
      expect(told.textContent).not.toMatch(/[{[]/);
    }
    expect(field('url').value).toBe('ftp://x');
  });

  it('shows kinds and guide in practice, and sets nothing up', async () => {
    const { container } = await open({ practice: true });
    expect(screen.getByTestId('directory-practice')).not.toBeNull();
    await choose('okta');
    expect(screen.getByTestId('guide').dataset['kind']).toBe('okta');
    expect(field('url').closest('fieldset')?.disabled).toBe(true);
    for (const id of ['directory-save', 'directory-try', 'secret-enter']) {
      expect(closed(id)).toBe(true);
      await press(id);
    }
    expect(ipc.saveDirectory).not.toHaveBeenCalled();
    expect(ipc.testDirectory).not.toHaveBeenCalled();
    expect(container.textContent).toContain('Nothing is set up in practice');
  });

  it('seals write access under two keys or more', async () => {
    await open({ configured: [kept] }, 'corp');
    await press('write-seal');
    await screen.findByTestId('desk-signer-2');
    ipc.protectDirectory.mockResolvedValue(setup({ configured: [{ ...kept, released: true, holders: 2 }] }));
    await press('write-go');
    await screen.findByTestId('write-done');
    expect(ipc.protectDirectory).toHaveBeenCalledExactlyOnceWith('corp', [{ keyId: 'usb-1' }, { keyId: 'usb-2' }]);
    expect(screen.getByTestId('write-keys').textContent).toBe('2');
  });
});

describe('the directories in the settings', () => {
  it('are listed with their secret, changed, and removed after a warning', async () => {
    ipc.directorySetup.mockResolvedValue(setup({ configured: [kept, { ...kept, id: 'new', hasSecret: false }] }));
    const { container } = render(DirectoriesCard);
    await waitFor(() => expect(screen.getAllByTestId('directory')).toHaveLength(2));
    expect(screen.getAllByTestId('directory-secret').map((one) => one.dataset['value'])).toEqual(['kept', 'missing']);
    await accessible(container);
    const [change] = screen.getAllByTestId('directory-change');
    if (change) await fireEvent.click(change);
    expect(router.route).toEqual({ page: 'settings', directory: { id: 'corp' } });
    const [remove] = screen.getAllByTestId('directory-remove');
    if (remove) await fireEvent.click(remove);
    expect(screen.getByTestId('directory-remove-dialog').textContent).toContain('Open cases of it cannot go on');
    ipc.removeDirectory.mockResolvedValue(setup());
    await press('directory-remove-go');
    await screen.findByTestId('directories-done');
    expect(ipc.removeDirectory).toHaveBeenCalledExactlyOnceWith('corp');
    expect(screen.queryByTestId('directory')).toBeNull();
  });
});
