import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountView, ConsoleView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import NewCasePage from './NewCasePage.svelte';

const ipc = vi.hoisted(() => ({ searchAccounts: vi.fn(), lookUp: vi.fn(), openCase: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const account: AccountView = {
  directory: 'entra',
  tenant: 'Contoso',
  id: 'acc-1',
  login: 'maya',
  name: 'Maya Okafor',
  privileged: false,
  tier: 'standard',
  signals: [],
  machine: false,
  contacts: [],
  credentials: 2,
  sessions: 1,
  repeats: 0,
  violations: [],
  statedByAgent: false,
  asksPrivileged: false,
};

const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const offered = () =>
  [...screen.getByTestId('lookup-found').querySelectorAll('option')].map((one) => [
    one.getAttribute('value'),
    one.getAttribute('label'),
  ]);

async function found(said: Partial<AccountView>) {
  ipc.lookUp.mockResolvedValue({ ...account, ...said });
  const page = render(NewCasePage, { login: 'maya' });
  await waitFor(() => expect(screen.getByTestId('account')).toBeTruthy());
  return page;
}

const start = () => press('intake-start');

beforeEach(() => {
  vi.resetAllMocks();
  const directories = ['entra', 'other'].map((id) => ({ id, tenant: id, up: true }));
  desk.view = { directories } as unknown as ConsoleView;
  ipc.openCase.mockRejectedValue({ kind: 'refused', code: 'INT-03', args: {}, violations: [], incident: null });
});
afterEach(() => vi.useRealTimers());

describe('a sign-in name that is typed', () => {
  it('is searched some time after the last key, and offered with who it is', async () => {
    vi.useFakeTimers();
    render(NewCasePage, { login: '' });
    ipc.searchAccounts.mockResolvedValue([{ login: 'maya', name: 'Maya Okafor' }]);
    await write('lookup-login', 'm');
    await vi.advanceTimersByTimeAsync(1000);
    await write('lookup-login', 'ma');
    await vi.advanceTimersByTimeAsync(200);
    await write('lookup-login', 'may');
    await vi.advanceTimersByTimeAsync(299);
    expect(ipc.searchAccounts).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ipc.searchAccounts).toHaveBeenCalledExactlyOnceWith('entra', 'may');
    expect(offered()).toEqual([['maya', 'Maya Okafor']]);
    expect(screen.getByTestId('lookup-login').getAttribute('list')).toBe(screen.getByTestId('lookup-found').id);
  });

  it('is typed whole where the search fails or comes too late', async () => {
    vi.useFakeTimers();
    render(NewCasePage, { login: '' });
    let late: (rows: object[]) => void = () => undefined;
    ipc.searchAccounts.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    await write('lookup-login', 'ma');
    await vi.advanceTimersByTimeAsync(300);
    ipc.searchAccounts.mockRejectedValueOnce({ kind: 'directory', code: 'DIR-down', args: {}, violations: [] });
    await write('lookup-login', 'mb');
    await vi.advanceTimersByTimeAsync(300);
    late([{ login: 'maya', name: 'Maya Okafor' }]);
    await vi.advanceTimersByTimeAsync(1);
    expect(offered()).toEqual([]);
    expect(screen.queryByTestId('refusal')).toBeNull();
  });
});

describe('what the directory does not tell', () => {
  it('of roles is said by the agent, with nothing preset', async () => {
    await found({ asksPrivileged: true });
    const answers = ['roles-yes', 'roles-no'].map((id) => screen.getByTestId<HTMLInputElement>(id));
    expect(answers.map((one) => one.checked)).toEqual([false, false]);
    expect(closed('intake-start')).toBe(true);
    expect(document.getElementById('intake-why')?.textContent).toContain('administers anything');
    await start();
    expect(ipc.openCase).not.toHaveBeenCalled();
    await press('roles-no');
    await start();
    expect(ipc.openCase).toHaveBeenCalledOnce();
    expect(ipc.openCase.mock.calls[0]?.[0]).toMatchObject({ saidPrivileged: false, stated: null });
  });

  it('of the account is stated by the agent: no number is shown, and lines are sent', async () => {
    const { container } = await found({ statedByAgent: true, name: '', credentials: 0, sessions: null });
    expect(screen.queryByTestId('account-credentials')).toBeNull();
    await write('stated-name', 'Maya Okafor');
    expect(closed('intake-start')).toBe(true);
    await write('stated-credentials', ' Blue key\n\nPassword ');
    await write('stated-mail', 'maya@example.org\n');
    // Contrast and layout need a real engine.
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((one) => one.id)).toEqual([]);
    await start();
    expect(ipc.openCase.mock.calls[0]?.[0]).toMatchObject({
      saidPrivileged: null,
      stated: { name: 'Maya Okafor', credentials: ['Blue key', 'Password'], mail: ['maya@example.org'] },
    });
  });

  it('is asked of nobody where the directory tells', async () => {
    await found({});
    expect(screen.queryByTestId('roles-asked')).toBeNull();
    expect(screen.getByTestId('account-credentials').textContent).toBe('2');
    await start();
    expect(ipc.openCase.mock.calls[0]?.[0]).toMatchObject({ saidPrivileged: null, stated: null });
  });
});

describe('a case that is opened by the keyboard alone', () => {
  const enter = (id: string) => fireEvent.keyDown(screen.getByTestId(id), { key: 'Enter' });

  it('begins in the first field, and Enter goes from field to field', async () => {
    ipc.lookUp.mockResolvedValue(account);
    render(NewCasePage, { login: '' });
    const focused = () => document.activeElement?.getAttribute('data-testid');
    await waitFor(() => expect(focused()).toBe('lookup-login'));
    await write('lookup-login', 'maya');
    const form = screen.getByTestId('lookup-login').closest('form');
    expect(form).not.toBeNull();
    if (form) await fireEvent.submit(form);
    await waitFor(() => expect(focused()).toBe('intake-reason'));
    expect(closed('intake-start')).toBe(false);
    await enter('intake-reason');
    expect(focused()).toBe('intake-channel');
    await enter('intake-channel');
    expect(focused()).toBe('intake-ticket');
    expect(ipc.openCase).not.toHaveBeenCalled();
  });
});
