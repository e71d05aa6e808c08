import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryView, NoticeChannelView, NoticesSetupView } from '../../../ipc/types';
import { t } from '$words';
import NoticesSection from './NoticesSection.svelte';

const ipc = vi.hoisted(() => ({
  noticesSetup: vi.fn(),
  saveNotices: vi.fn(),
  setNoticesSecret: vi.fn(),
  tryNotices: vi.fn(),
  consoleStatus: vi.fn(() => new Promise<never>(() => undefined)),
}));
vi.mock('$ipc/client', () => ipc);

const channel = (state: NoticeChannelView['state'], values: Record<string, string> = {}): NoticeChannelView => ({
  state,
  why: state === 'bad' ? 'mail: mail is encrypted, except to this machine' : null,
  hasSecret: state === 'ready',
  values,
});
const late = (what: string, state: DeliveryView['state']): DeliveryView => ({
  case: what === 'test' ? null : 'c-1',
  short: what === 'test' ? null : 'C-123456',
  what,
  state,
  at: 1_000,
});

function setup(mail: NoticeChannelView, more: Partial<NoticesSetupView> = {}): NoticesSetupView {
  return {
    mail,
    webhook: channel('missing'),
    notices: { language: 'en' },
    late: [],
    file: '/home/postern.toml',
    practice: false,
    ...more,
  };
}

const MAIL = { host: 'mail.example.test', tls: 'starttls', from: 'desk@example.test', user: 'desk' };
const input = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const write = (id: string, value: string) => fireEvent.input(input(id), { target: { value } });
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const states = () => screen.getAllByTestId('channel-state').map((tag) => tag.dataset['value']);

beforeEach(() => {
  vi.resetAllMocks();
  ipc.consoleStatus.mockReturnValue(new Promise<never>(() => undefined));
});

describe('the channels of the notices', () => {
  it('say how they stand and what helps, and can be read by everybody', async () => {
    const rows = [late('recovered', 'unknown'), late('opened', 'sent'), late('test', 'not_taken')];
    ipc.noticesSetup.mockResolvedValue(setup(channel('bad', MAIL), { late: rows }));
    const { container } = render(NoticesSection);
    await screen.findByTestId('part-mail');
    expect(states()).toEqual(['bad', 'missing']);
    expect(screen.getByTestId('channel-why').textContent).toContain('encrypted');
    expect(input('mail-host').value).toBe('mail.example.test');
    expect(screen.getAllByTestId('late-row').map((row) => row.dataset['state'])).toEqual([
      'unknown',
      'sent',
      'not_taken',
    ]);
    expect(screen.getAllByTestId('late-row')[0]?.textContent).toContain(t('notifyset-late-next-unknown'));
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('are saved before their secret is asked for', async () => {
    ipc.noticesSetup.mockResolvedValue(setup(channel('missing')));
    render(NoticesSection);
    await screen.findByTestId('part-mail');
    await write('mail-host', ' mail.example.test ');
    await write('mail-from', 'desk@example.test');
    await write('mail-user', 'desk');
    ipc.saveNotices.mockResolvedValue(setup(channel('no_secret', MAIL)));
    ipc.setNoticesSecret.mockResolvedValue(setup(channel('ready', MAIL)));
    await press('secret-mail');
    await waitFor(() => expect(states()[0]).toBe('ready'));
    expect(ipc.saveNotices).toHaveBeenCalledExactlyOnceWith('mail', {
      host: 'mail.example.test',
      port: '',
      tls: 'starttls',
      from: 'desk@example.test',
      name: '',
      user: 'desk',
      authority: '',
    });
    expect(ipc.setNoticesSecret).toHaveBeenCalledExactlyOnceWith('mail');
    expect(screen.getByTestId('notices-done').textContent).toContain(t('notifyset-secret-done'));
  });

  it('keep what was typed where it is refused', async () => {
    ipc.noticesSetup.mockResolvedValue(setup(channel('missing')));
    render(NoticesSection);
    await screen.findByTestId('part-webhook');
    await write('webhook-url', 'http://texts.example.test');
    ipc.saveNotices.mockRejectedValue({
      kind: 'refused',
      code: 'CFG-connect',
      args: { why: 'https' },
      violations: [],
      incident: null,
    });
    await press('save-webhook');
    expect((await screen.findByTestId('refusal')).textContent).toContain('https');
    expect(input('webhook-url').value).toBe('http://texts.example.test');
  });

  it('are tried with an address of their own, and a fault says what helps', async () => {
    ipc.noticesSetup.mockResolvedValue(setup(channel('ready', MAIL)));
    render(NoticesSection);
    await screen.findByTestId('part-try');
    await write('try-address', 'me@example.test');
    ipc.tryNotices.mockResolvedValueOnce({ receipt: null, fault: 'failed', why: '535 not you' });
    await press('try-go');
    const fault = await screen.findByTestId('try-fault');
    expect(fault.textContent).toContain('535 not you');
    expect(fault.textContent).toContain(t('notifyset-fault-next-failed'));
    ipc.tryNotices.mockResolvedValueOnce({ receipt: '<test-1@example.test> 250', fault: null, why: null });
    await waitFor(() => expect(closed('try-go')).toBe(false));
    await press('try-go');
    await screen.findByTestId('try-sent');
    expect(ipc.tryNotices.mock.calls).toEqual([['me@example.test'], ['me@example.test']]);
  });

  it('are shown, and not changed, in practice', async () => {
    ipc.noticesSetup.mockResolvedValue(setup(channel('missing'), { practice: true }));
    render(NoticesSection);
    await screen.findByTestId('notices-practice');
    expect(['save-mail', 'secret-mail', 'try-go', 'save-webhook', 'save-notices'].every(closed)).toBe(true);
    await press('save-mail');
    expect(ipc.saveNotices).not.toHaveBeenCalled();
  });
});
