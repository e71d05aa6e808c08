import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskPerson, NeededView } from '../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../test-keys';
import StaffKeyPanel from './StaffKeyPanel.svelte';

const ipc = vi.hoisted(() => ({ replaceStaffKey: vi.fn(), cancelKey: vi.fn(), keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const person: DeskPerson = {
  person: { id: 'p-1', name: 'Agnes Holm', role: 'administrator' },
  staffNumber: 'P-001',
  keyEnds: '0001',
  organisation: '',
  trainingUntil: 0,
  trained: true,
  removed: null,
  keys: 1,
  lost: null,
};
const needed: NeededView[] = [
  { what: 'add_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
  { what: 'replace_staff_key', people: 2, roles: ['administrator', 'reviewer'] },
];
const blank = testKey({ id: 'usb-new' });
const theirs = testKey({ id: 'usb-own', owner: 'Agnes Holm' });
const others = [testKey({ id: 'usb-2', owner: 'Samir Haddad' }), testKey({ id: 'usb-3', owner: 'Ines Roth' })];
const panel = { person, needed, onclose: vi.fn(), ondone: vi.fn() };

const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';

beforeEach(() => {
  vi.resetAllMocks();
  desk.progress = {};
  desk.keys = [theirs, blank, ...others];
  ipc.keys.mockResolvedValue(desk.keys);
});

describe('another key for somebody of the staff', () => {
  it('asks first what becomes of the earlier one; no answer is preset', async () => {
    render(StaffKeyPanel, panel);
    expect(closed('staffkey-go')).toBe(true);
    expect(screen.queryByTestId('desk-signer-1')).toBeNull();
    await press('staffkey-lost-no');
    expect(screen.queryByTestId('staffkey-reason')).toBeNull();
    expect(closed('staffkey-go')).toBe(false);
  });

  it('replaces a lost key for a reason, signed by two others', async () => {
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    expect(closed('staffkey-go')).toBe(true);
    await fireEvent.input(screen.getByTestId('staffkey-reason'), { target: { value: 'Left on a train.' } });
    const view = { policy: 'standard 1' };
    ipc.replaceStaffKey.mockResolvedValue(view);
    await press('staffkey-go');
    await waitFor(() => expect(panel.ondone).toHaveBeenCalledExactlyOnceWith(view));
    const signers = [{ keyId: 'usb-2' }, { keyId: 'usb-3' }];
    expect(ipc.replaceStaffKey).toHaveBeenCalledExactlyOnceWith('p-1', 'usb-new', true, 'Left on a train.', signers);
  });

  it('lets nobody sign for themselves', async () => {
    desk.keys = [theirs, blank, ...others.slice(0, 1)];
    render(StaffKeyPanel, panel);
    await press('staffkey-lost-no');
    const option = screen.getByTestId('desk-key-2').querySelector<HTMLOptionElement>('option[value="usb-own"]');
    expect(option?.disabled).toBe(true);
    expect(closed('staffkey-go')).toBe(true);
    await press('staffkey-go');
    expect(ipc.replaceStaffKey).not.toHaveBeenCalled();
  });

  it('is accessible', async () => {
    const { container } = render(StaffKeyPanel, panel);
    await press('staffkey-lost-yes');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });
});
