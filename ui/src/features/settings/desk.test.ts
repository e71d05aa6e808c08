import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleView, DeskPerson, DeskView, PolicyChangeView, PolicyView, RoleCode } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { router } from '$lib/router.svelte';
import { t } from '$words';
import { testKey } from '../../test-keys';
import DeskSection from './DeskSection.svelte';

const ipc = vi.hoisted(() => ({
  deskView: vi.fn(),
  changeDesk: vi.fn(),
  policyView: vi.fn(),
  comparePolicy: vi.fn(),
  replaceStaffKey: vi.fn(),
  cancelKey: vi.fn(),
  keys: vi.fn(),
  consoleStatus: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const DAY = 86_400_000;
const key = (n: number) => testKey({ id: `usb-${n}`, ends: `000${n}`, owner: `Administrator ${n}` });
const person = (n: number, role: RoleCode): DeskPerson => ({
  person: { id: `p-${n}`, name: `Person ${n}`, role },
  staffNumber: `P-00${n}`,
  keyEnds: `000${n}`,
  organisation: '',
  trainingUntil: Date.now() + DAY,
  trained: true,
  removed: null,
  keys: 1,
  lost: null,
});
const view: DeskView = {
  policy: 'standard 1',
  policyHash: '0123456789abcdef'.repeat(4),
  shipped: ['standard', 'high-assurance'],
  threatRaised: false,
  securityKey: null,
  consoleKey: 'postern/ledger/x+00000000+AQ==',
  people: [
    person(1, 'administrator'),
    { ...person(2, 'agent'), trained: false },
    {
      ...person(3, 'agent'),
      removed: {
        reason: 'Left.',
        reportedAt: 2,
        at: 3,
        cases: [
          { id: 'c-1', short: 'K1', open: true, sinceReported: true },
          { id: 'c-2', short: 'K2', open: false, sinceReported: false },
        ],
      },
    },
  ],
  needed: [
    { what: 'adopt_policy', people: 2, roles: ['administrator'] },
    { what: 'renew_training', people: 1, roles: ['administrator'] },
    { what: 'remove_staff', people: 1, roles: ['administrator'] },
    { what: 'add_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
    { what: 'replace_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
    { what: 'raise_threat', people: 1, roles: ['administrator', 'reviewer'] },
    { what: 'lower_threat', people: 2, roles: ['administrator', 'reviewer'] },
    { what: 'set_security_key', people: 2, roles: ['administrator'] },
    { what: 'rotate_console_key', people: 2, roles: ['administrator'] },
    { what: 'enrol', people: 1, roles: ['administrator'] },
    { what: 'enrol_administrator', people: 2, roles: ['administrator'] },
  ],
  alarms: [],
};
const said = (id: string, value = '') => ({ id, args: { value } });
const compared: PolicyChangeView = {
  from: 'standard 1',
  to: 'mine 2',
  hash: 'fedcba9876543210'.repeat(4),
  rows: [
    {
      name: 'approvals_privileged',
      about: said('policy-about-approvals_privileged'),
      from: said('policypage-value', '2'),
      to: said('policypage-value', '1'),
      bounds: said('policy-bounds-number'),
      rule: 'Local P-04',
      weighs: 'looser',
    },
    {
      name: 'video_cues',
      about: said('policy-about-video_cues'),
      from: said('policypage-value', '1'),
      to: said('policypage-value', '0'),
      bounds: { id: 'policy-bounds-number', args: { least: '1', most: '10' } },
      rule: 'SP 800-63A-4 §3.14',
      weighs: 'too_loose',
    },
  ],
};
const policy: PolicyView = {
  name: 'standard 1',
  shipped: 'standard',
  differs: 1,
  settings: [
    {
      name: 'video_cues',
      about: said('policy-about-video_cues'),
      value: said('policypage-value', '3'),
      bounds: { id: 'policy-bounds-number', args: { least: '1', most: '10' } },
      rule: 'SP 800-63A-4 §3.14',
      shipped: said('policypage-value', '1'),
    },
    {
      name: 'recovery_codes',
      about: said('policy-about-recovery_codes'),
      value: said('policypage-yes'),
      bounds: said('policy-bounds-switch'),
      rule: 'SP 800-63B-4 §4.2.2.2',
      shipped: null,
    },
  ],
  asks: [{ title: said('policy-every-tier'), lines: [said('policy-release')] }],
};
const bad = {
  kind: 'input',
  code: 'DSK-policy',
  args: { what: 'line 44: Local P-04' },
  violations: [],
  incident: null,
};

const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (id: string, value: string) => fireEvent.input(field(id), { target: { value } });
const choose = (id: string, value: string) => fireEvent.change(field(id), { target: { value } });

type Part = 'people' | 'policy' | 'desk';
const FIRST: Record<Part, string> = { people: 'desk-people', policy: 'desk-policy', desk: 'desk-security' };

async function open(part: Part, role: RoleCode = 'administrator') {
  const counts = { mine: 0, approvals: 0, toReview: 0, alarms: 0 };
  desk.view = { me: { id: 'p-1', name: 'Person 1', role }, now: Date.now(), counts } as ConsoleView;
  ipc.consoleStatus.mockResolvedValue(desk.view);
  const page = render(DeskSection, { part });
  await screen.findByTestId(FIRST[part]);
  return page;
}

async function askForFile(text: string) {
  await choose('desk-policy-which', 'file');
  await write('desk-policy-text', text);
  // A press takes the focus, which an event alone does not.
  field('desk-policy-adopt').focus();
  await press('desk-policy-adopt');
  await screen.findByTestId('desk-change');
}

async function accessible(page: HTMLElement) {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(page, { rules });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
}

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [key(1), key(2)];
  desk.progress = {};
  ipc.deskView.mockResolvedValue(view);
  ipc.policyView.mockResolvedValue(policy);
  ipc.comparePolicy.mockResolvedValue(compared);
  ipc.keys.mockResolvedValue([key(1), key(2)]);
});

describe('a change of the desk', () => {
  it('is signed with the key of each signer, and told', async () => {
    await open('policy');
    await choose('desk-policy-which', 'high-assurance');
    await press('desk-policy-adopt');
    await screen.findByTestId('desk-change');
    expect(document.querySelector('input[type=password]')).toBeNull();
    await choose('desk-key-1', 'usb-2');
    expect(field('desk-key-2').value).toBe('usb-1');
    ipc.changeDesk.mockResolvedValue({ ...view, policy: 'high-assurance 1' });
    await press('desk-sign');
    await screen.findByTestId('desk-done');
    expect(ipc.changeDesk).toHaveBeenCalledExactlyOnceWith({ what: 'adopt_policy', text: 'high-assurance' }, [
      { keyId: 'usb-2' },
      { keyId: 'usb-1' },
    ]);
    expect(screen.getByTestId('desk-policy-name').textContent).toBe('high-assurance 1');
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('status'));
  });

  it('changes the key of the console with two signatures and a reason', async () => {
    await open('desk');
    expect(screen.getByTestId('desk-console-rotate').getAttribute('aria-disabled')).toBe('true');
    await write('desk-console-reason', 'A laptop was lost.');
    await press('desk-console-rotate');
    ipc.changeDesk.mockResolvedValue({ ...view, consoleKey: 'postern/ledger/x+11111111+AQ==' });
    await press('desk-sign');
    await screen.findByTestId('desk-done');
    expect(ipc.changeDesk.mock.calls.at(-1)?.[0]).toEqual({ what: 'rotate_console_key', reason: 'A laptop was lost.' });
    expect(screen.getByTestId('desk-console-key').textContent).toContain('11111111');
  });

  it('of the policy shows what changes, and what becomes looser, before it is signed', async () => {
    await open('policy');
    await askForFile('version = 1\n');
    expect(ipc.comparePolicy).toHaveBeenCalledExactlyOnceWith('version = 1\n');
    const rows = screen.getAllByTestId('policy-change');
    expect(rows.map((row) => [row.dataset['name'], row.dataset['weighs']])).toEqual([
      ['approvals_privileged', 'looser'],
      ['video_cues', 'too_loose'],
    ]);
    expect(rows[0]?.textContent).toContain(t('policypage-weighs-looser'));
    expect(rows[1]?.textContent).toContain('1 to 10');
    expect(screen.getByTestId('policy-looser').textContent).toContain('1 setting becomes looser');
    expect(screen.getByTestId('policy-too-loose')).not.toBeNull();
    expect(screen.getByTestId('desk-change').textContent).toContain('mine 2');
  });

  it('of a policy that cannot be read is refused before anybody is asked', async () => {
    await open('policy');
    ipc.comparePolicy.mockRejectedValue(bad);
    await choose('desk-policy-which', 'file');
    await write('desk-policy-text', 'version = ');
    await press('desk-policy-adopt');
    expect((await screen.findByTestId('desk-policy-refusal')).dataset['code']).toBe('DSK-policy');
    expect(screen.queryByTestId('desk-change')).toBeNull();
    expect(field('desk-policy-text').value).toBe('version = ');
  });

  it('keeps what was typed where it is refused', async () => {
    await open('policy');
    await askForFile('version = 1\n');
    expect(field('desk-signed-text').value).toBe('version = 1\n');
    ipc.changeDesk.mockRejectedValue(bad);
    await press('desk-sign');
    expect((await screen.findByTestId('desk-refusal')).textContent).toContain('line 44: Local P-04');
    await press('desk-cancel');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('desk-policy-adopt')));
    expect(field('desk-policy-text').value).toBe('version = 1\n');
  });

  it('is not signed by a key that was pulled out, nor by one that asks for a new PIN', async () => {
    await open('desk');
    await write('desk-threat-reason', 'A wave of calls.');
    await press('desk-threat-change');
    await choose('desk-key-1', 'usb-2');
    desk.keys = [{ ...key(1), forcePinChange: true, pinTries: 3 }];
    await waitFor(() => expect(field('desk-key-1').value).toBe('usb-1'));
    expect(screen.getByTestId('desk-pin-1-tries').textContent).toContain('3 of 8');
    expect(screen.getByTestId('change-pin')).not.toBeNull();
    await press('desk-sign');
    desk.keys = [];
    await waitFor(() => expect(screen.queryByTestId('desk-key-1')).toBeNull());
    await press('desk-sign');
    expect(ipc.changeDesk).not.toHaveBeenCalled();
  });

  it('can be stopped at the key, and only there, while it is signed', async () => {
    await open('desk');
    await write('desk-threat-reason', 'A wave of calls.');
    await press('desk-threat-change');
    ipc.changeDesk.mockReturnValue(new Promise(() => undefined));
    await press('desk-sign');
    expect(screen.queryByTestId('desk-cancel')).toBeNull();
    desk.progress = { 'usb-1': 'pin' };
    await screen.findByTestId('desk-key-cancel');
    expect(screen.getByTestId('desk-progress').dataset['step']).toBe('pin');
    expect(screen.getByTestId('desk-progress').textContent).toContain('Administrator 1');
    desk.progress = { 'usb-1': 'touch' };
    await waitFor(() => expect(screen.getByTestId('desk-progress').dataset['step']).toBe('touch'));
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(ipc.cancelKey).toHaveBeenCalledExactlyOnceWith('usb-1');
  });

  it('renews training to the end of a day, a year at most', async () => {
    await open('people');
    const first = screen.getAllByTestId('desk-renew')[0];
    if (!first) throw new Error('nobody to renew');
    first.focus();
    await fireEvent.click(first);
    await press('desk-renew-next');
    await screen.findByTestId('desk-change');
    ipc.changeDesk.mockResolvedValue(view);
    await press('desk-sign');
    await screen.findByTestId('desk-done');
    const until = new Date((ipc.changeDesk.mock.calls[0]?.[0] as { until: number }).until);
    expect([until.getHours(), until.getMinutes(), until.getSeconds()]).toEqual([23, 59, 59]);
    expect(until.getTime() - Date.now()).toBeGreaterThan(364 * DAY);
    expect(until.getTime() - Date.now()).toBeLessThan(366 * DAY);
  });
});

describe('the desk', () => {
  it('shows whose work is blocked, and the cases of somebody who left', async () => {
    await open('people', 'agent');
    expect(screen.queryByTestId('desk-enrol')).toBeNull();
    expect(screen.queryByTestId('desk-policy')).toBeNull();
    expect(screen.getAllByTestId('staff-row').map((row) => row.dataset['trained'])).toEqual(['true', 'false']);
    const cases = screen.getAllByTestId('desk-touched');
    expect(cases.map((one) => [one.dataset['open'], one.dataset['since']])).toEqual([
      ['true', 'true'],
      ['false', 'false'],
    ]);
    const link = screen.getAllByTestId('desk-touched-go')[1];
    if (link) await fireEvent.click(link);
    expect(router.route).toEqual({ page: 'case', caseId: 'c-2' });
  });

  it('shows each setting of the policy with its bounds, its rule and what ships', async () => {
    await open('policy', 'agent');
    await screen.findByTestId('policy-settings');
    const named = () => screen.getAllByTestId('policy-setting').map((row) => row.dataset['name']);
    expect(named()).toEqual(['video_cues', 'recovery_codes']);
    const [cues] = screen.getAllByTestId('policy-setting');
    expect(cues?.textContent).toContain('SP 800-63A-4 §3.14');
    expect(cues?.textContent).toContain('1 to 10');
    expect(cues?.textContent).toContain(t('policypage-differs', { value: '1' }));
    expect(screen.getByTestId('policy-differs').textContent).toContain('1 setting differs from standard');
    await fireEvent.click(screen.getByTestId('policy-only'));
    expect(named()).toEqual(['video_cues']);
    expect(screen.getByTestId('policy-asks').textContent).toContain(t('policy-release'));
  });

  it('asks those who do not sign for no change', async () => {
    const people = await open('policy', 'agent');
    expect(screen.queryByTestId('desk-policy-adopt')).toBeNull();
    people.unmount();
    await open('desk', 'agent');
    expect(screen.queryByTestId('desk-threat-change')).toBeNull();
    expect(screen.queryByTestId('alarms')).toBeNull();
  });

  it('is accessible, with its dialogs and with a change to sign', async () => {
    const { container, unmount } = await open('people');
    await accessible(container);
    for (const which of ['renew', 'remove']) {
      const button = screen.getAllByTestId(`desk-${which}`)[0];
      if (button) await fireEvent.click(button);
      await accessible(screen.getByTestId(`desk-${which}-dialog`));
      await press(`desk-${which}-cancel`);
    }
    unmount();
    const shown = await open('desk');
    await accessible(shown.container);
    shown.unmount();
    const policy = await open('policy');
    await askForFile('version = 1\n');
    await accessible(policy.container);
  });
});
