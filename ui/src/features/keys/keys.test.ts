import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyView, StoredView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../test-keys';
import KeysPage from './KeysPage.svelte';

const ipc = vi.hoisted(() => ({
  identifyKey: vi.fn(),
  modelPicture: vi.fn(),
  cancelKey: vi.fn(),
  keys: vi.fn(),
  setKeyPin: vi.fn(),
  changeKeyPin: vi.fn(),
  configureKey: vi.fn(),
  storedCredentials: vi.fn(),
  renameStored: vi.fn(),
  deleteStored: vi.fn(),
  resetKey: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const stored: StoredView = {
  keyId: 'usb-1',
  credentials: [
    { id: 'AAEC', rpId: 'shop.example', userName: 'maya', displayName: 'Maya Okafor', protection: 3, postern: false },
    { id: 'AwQF', rpId: 'signin.x.postern.invalid', userName: 'p', displayName: '', protection: null, postern: true },
  ],
  room: 17,
};
const refused = (code: string) => ({ kind: 'key', code, args: {}, violations: [], incident: null });

const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (id: string, value: string) => fireEvent.input(field(id), { target: { value } });
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const page = () => screen.getByTestId('keys-page');

async function open(...keys: KeyView[]) {
  desk.keys = keys;
  ipc.keys.mockImplementation(() => Promise.resolve(desk.keys));
  ipc.modelPicture.mockResolvedValue(null);
  const view = render(KeysPage);
  if (keys.length > 0) await screen.findByTestId('keys-facts');
  return view;
}

async function list() {
  ipc.storedCredentials.mockResolvedValue(stored);
  await press('keys-list-credentials');
  await screen.findAllByTestId('keys-credential');
}

async function accessible(where: HTMLElement) {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(where, { rules });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
}

beforeEach(() => {
  vi.resetAllMocks();
  desk.progress = {};
});

describe('the keys at the desk', () => {
  it('are named as what to do where there is none', async () => {
    await open();
    expect(screen.getByTestId('keys-none').textContent).toContain('postern doctor');
    expect(closed('keys-identify')).toBe(true);
  });

  it('are listed with a word for how each stands', async () => {
    await open(
      testKey({ owner: 'Samir Haddad', ends: '77A1' }),
      testKey({ id: 'usb-2', pinSet: false, pinTries: null }),
      testKey({ id: 'usb-3', standing: 'revoked' }),
      testKey({ id: 'usb-4', fault: 'silent' }),
      testKey({ id: 'usb-5', pinTries: 0 }),
      testKey({ id: 'usb-6', forcePinChange: true }),
    );
    const states = screen.getAllByTestId('keys-row').map((row) => row.dataset['state']);
    expect(states).toEqual(['ready', 'no_pin', 'revoked', 'fault', 'blocked', 'new_pin']);
    expect(page().dataset['chosen']).toBe('usb-1');
    expect(screen.getByTestId('keys-facts').textContent).toContain('Samir Haddad, ends 77A1');
  });

  it('tell by a touch which one is meant', async () => {
    await open(testKey(), testKey({ id: 'usb-2' }));
    let answer: (id: string) => void = () => undefined;
    ipc.identifyKey.mockReturnValue(new Promise<string>((resolve) => (answer = resolve)));
    await press('keys-identify');
    expect(screen.getByTestId('keys-identify-progress').textContent).toContain('Every connected key blinks');
    answer('usb-2');
    await screen.findByTestId('keys-identify-done');
    expect(page().dataset['chosen']).toBe('usb-2');
  });

  it('are all cancelled where nobody touches one', async () => {
    await open(testKey(), testKey({ id: 'usb-2' }));
    ipc.identifyKey.mockReturnValue(new Promise(() => undefined));
    await press('keys-identify');
    await press('keys-identify-progress-cancel');
    expect(ipc.cancelKey.mock.calls).toEqual([['usb-1'], ['usb-2']]);
  });

  it('are not exchanged on the page when one is pulled out', async () => {
    await open(testKey(), testKey({ id: 'usb-2' }));
    desk.keys = [testKey({ id: 'usb-2' })];
    await screen.findByTestId('keys-gone');
    expect(screen.queryByTestId('keys-reset')).toBeNull();
    desk.keys = [testKey(), testKey({ id: 'usb-2' })];
    await waitFor(() => expect(page().dataset['chosen']).toBe('usb-1'));
  });
});

describe('a model', () => {
  it.each([
    ['revoked', 'revoked'],
    ['unknown', 'does not name this one'],
    ['no_metadata', 'no list of models'],
  ] as const)('that is %s is told as such', async (standing, words) => {
    await open(testKey({ standing }));
    expect(screen.getByTestId('keys-standing').textContent).toContain(words);
    expect(screen.getByTestId('keys-standing').classList.contains('callout-bad')).toBe(standing === 'revoked');
  });

  it('in good standing needs no callout', async () => {
    await open(testKey());
    expect(screen.queryByTestId('keys-standing')).toBeNull();
    expect(screen.getByTestId('keys-standing-tag').dataset['value']).toBe('trusted');
  });
});

describe('the PIN of a key', () => {
  it('is set by its owner, and not drawn here', async () => {
    const bare = testKey({ pinSet: false, pinTries: null });
    await open(bare);
    expect(closed('keys-change-pin')).toBe(true);
    expect(closed('keys-list-credentials')).toBe(true);
    const buttons = within(screen.getByTestId('keys-pin')).getAllByRole('button');
    expect(buttons.map((button) => button.dataset['testid'])).toEqual(['keys-set-pin', 'keys-change-pin']);
    ipc.setKeyPin.mockResolvedValue([testKey()]);
    await press('keys-set-pin');
    expect((await screen.findByTestId('keys-pin-done')).textContent).toContain('The PIN is set.');
    expect(ipc.setKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1');
    expect([closed('keys-set-pin'), closed('keys-change-pin')]).toEqual([true, false]);
  });

  it('is changed, never set again', async () => {
    await open(testKey({ pinTries: 3 }));
    expect(closed('keys-set-pin')).toBe(true);
    await press('keys-set-pin');
    expect(ipc.setKeyPin).not.toHaveBeenCalled();
    expect(screen.getByTestId('keys-pin-tries').textContent).toContain('3 of 8');
    ipc.changeKeyPin.mockReturnValue(new Promise(() => undefined));
    desk.progress = { 'usb-1': 'pin' };
    await press('keys-change-pin');
    expect(screen.getByTestId('keys-pin-progress').dataset['step']).toBe('pin');
    await press('keys-pin-progress-cancel');
    expect(ipc.cancelKey).toHaveBeenCalledExactlyOnceWith('usb-1');
  });

  it('says that it was not changed where the window was closed, and only there', async () => {
    await open(testKey(), testKey({ id: 'usb-2' }));
    ipc.changeKeyPin.mockRejectedValue(refused('KEY-cancelled'));
    await press('keys-change-pin');
    expect((await screen.findByTestId('keys-pin-refusal')).dataset['code']).toBe('KEY-cancelled');
    const other = screen.getAllByTestId('keys-row')[1];
    if (other) await fireEvent.click(other);
    expect(screen.queryByTestId('keys-pin-refusal')).toBeNull();
  });
});

describe('the settings of a key', () => {
  it('raise the shortest PIN, and never lower it', async () => {
    await open(testKey());
    expect(closed('keys-min-pin-go')).toBe(true);
    await write('keys-min-pin', '4');
    expect(closed('keys-min-pin-go')).toBe(true);
    await write('keys-min-pin', '64');
    expect(closed('keys-min-pin-go')).toBe(true);
    await write('keys-min-pin', '8');
    ipc.configureKey.mockResolvedValue([testKey({ minPinLength: 8 })]);
    await press('keys-min-pin-go');
    await screen.findByTestId('keys-settings-done');
    expect(ipc.configureKey).toHaveBeenCalledExactlyOnceWith('usb-1', { kind: 'min_pin_length', length: 8 });
    expect(closed('keys-min-pin-go')).toBe(true);
  });

  it.each([
    ['keys-force-change', 'force_pin_change'],
    ['keys-always-verify', 'toggle_always_verify'],
    ['keys-enterprise', 'enterprise_attestation'],
  ])('are asked for by %s', async (id, kind) => {
    await open(testKey());
    ipc.configureKey.mockResolvedValue([testKey()]);
    await press(id);
    expect(ipc.configureKey).toHaveBeenCalledExactlyOnceWith('usb-1', { kind });
  });

  it('that a key does not have are shown with the reason', async () => {
    await open(testKey({ setsMinPinLength: false, alwaysVerify: null, enterpriseAttestation: null }));
    for (const id of ['keys-min-pin-go', 'keys-force-change', 'keys-always-verify', 'keys-enterprise']) {
      const reason = document.getElementById(screen.getByTestId(id).getAttribute('aria-describedby') ?? '');
      expect(reason?.textContent).toContain('cannot');
    }
  });
});

describe('the credentials on a key', () => {
  it('are listed on demand, the ones of this desk marked and kept', async () => {
    await open(testKey());
    await list();
    const rows = screen.getAllByTestId('keys-credential');
    expect(rows.map((row) => row.dataset['id'])).toEqual(['AAEC', 'AwQF']);
    expect(screen.getByTestId('keys-stored-count').textContent).toContain('17');
    const [mine, staff] = screen.getAllByTestId('keys-delete');
    expect([mine, staff].map((button) => button?.getAttribute('aria-disabled'))).toEqual([null, 'true']);
    if (staff) await fireEvent.click(staff);
    expect(screen.queryByTestId('keys-delete-dialog')).toBeNull();
  });

  it('are renamed in a dialog, which keeps what was typed when it is refused', async () => {
    await open(testKey());
    await list();
    const first = screen.getAllByTestId('keys-rename')[0];
    if (first) await fireEvent.click(first);
    expect(field('keys-rename-name').value).toBe('maya');
    expect(closed('keys-rename-go')).toBe(true);
    await write('keys-rename-name', 'maya.okafor');
    ipc.renameStored.mockRejectedValueOnce(refused('KEY-cancelled'));
    await press('keys-rename-go');
    await screen.findByTestId('keys-stored-refusal');
    expect(field('keys-rename-name').value).toBe('maya.okafor');
    ipc.renameStored.mockResolvedValue({ ...stored, credentials: [] });
    await press('keys-rename-go');
    await waitFor(() => expect(screen.queryByTestId('keys-rename-dialog')).toBeNull());
    expect(ipc.renameStored).toHaveBeenLastCalledWith('usb-1', 'AAEC', 'maya.okafor', 'Maya Okafor');
  });

  it('are deleted only after it was said what is lost', async () => {
    await open(testKey());
    await list();
    const first = screen.getAllByTestId('keys-delete')[0];
    if (first) await fireEvent.click(first);
    const dialog = screen.getByTestId('keys-delete-dialog');
    for (const words of ['shop.example', 'maya', 'AAEC', 'Nobody can bring'])
      expect(dialog.textContent).toContain(words);
    ipc.deleteStored.mockResolvedValue({ ...stored, credentials: stored.credentials.slice(1) });
    await press('keys-delete-go');
    await waitFor(() => expect(screen.getAllByTestId('keys-credential')).toHaveLength(1));
    expect(ipc.deleteStored).toHaveBeenCalledExactlyOnceWith('usb-1', 'AAEC');
    expect(screen.getByTestId('keys-stored-done').textContent).toContain('maya');
  });

  it('of one key are not shown as those of another', async () => {
    await open(testKey(), testKey({ id: 'usb-2' }));
    await list();
    const other = screen.getAllByTestId('keys-row')[1];
    if (other) await fireEvent.click(other);
    await waitFor(() => expect(screen.queryByTestId('keys-credential')).toBeNull());
  });
});

describe('a key', () => {
  it('is erased once RESET was typed', async () => {
    await open(testKey());
    await list();
    await press('keys-reset');
    await write('keys-reset-typed', 'reset');
    expect(closed('keys-reset-go')).toBe(true);
    await press('keys-reset-go');
    expect(ipc.resetKey).not.toHaveBeenCalled();
    await write('keys-reset-typed', 'RESET');
    ipc.resetKey.mockResolvedValue([testKey({ pinSet: false, pinTries: null })]);
    await press('keys-reset-go');
    await screen.findByTestId('keys-reset-done');
    expect(ipc.resetKey).toHaveBeenCalledExactlyOnceWith('usb-1', 'RESET');
    await waitFor(() => expect(screen.queryByTestId('keys-credential')).toBeNull());
  });

  it('stays on the page while it is taken out, and is known again by another id', async () => {
    const mine = testKey({ serial: 'A1' });
    const other = testKey({ id: 'usb-2', serial: 'B2' });
    await open(mine, other);
    await press('keys-reset');
    await write('keys-reset-typed', 'RESET');
    let put: (keys: KeyView[]) => void = () => undefined;
    ipc.resetKey.mockReturnValue(new Promise<KeyView[]>((done) => (put = done)));
    desk.progress = { 'usb-1': 'insert' };
    await press('keys-reset-go');
    expect(screen.queryByTestId('keys-reset-dialog')).toBeNull();
    expect((await screen.findByTestId('keys-reset-progress')).dataset['step']).toBe('insert');
    desk.keys = [other];
    await waitFor(() => expect(screen.getByTestId('keys-page').dataset['chosen']).toBe('usb-1'));
    expect(screen.queryByTestId('keys-gone')).toBeNull();
    put([other, { ...mine, id: 'usb-9', pinSet: false, pinTries: null }]);
    await waitFor(() => expect(screen.getByTestId('keys-page').dataset['chosen']).toBe('usb-9'));
    await screen.findByTestId('keys-reset-done');
    expect(ipc.resetKey).toHaveBeenCalledExactlyOnceWith('usb-1', 'RESET');
  });

  it('of the staff is not erased', async () => {
    await open(testKey({ owner: 'Samir Haddad' }));
    expect(closed('keys-reset')).toBe(true);
    expect(within(screen.getByTestId('keys-reset-card')).getByText(/belongs to somebody of the staff/)).toBeTruthy();
  });

  it('is on a page that everybody can use, and so are its dialogs', async () => {
    const { container } = await open(testKey({ pinTries: 5 }), testKey({ id: 'usb-2', standing: 'revoked' }));
    await list();
    await accessible(container);
    for (const which of ['rename', 'delete', 'reset']) {
      const button = screen.getAllByTestId(`keys-${which}`)[0];
      if (button) await fireEvent.click(button);
      await accessible(screen.getByTestId(`keys-${which}-dialog`));
      await press(`keys-${which}-cancel`);
    }
  });
});
