import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackingUp, BackupMadeView, BackupsView, ConsoleView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import BackupsSection from './BackupsSection.svelte';

const ipc = vi.hoisted(() => ({ backups: vi.fn(), makeBackup: vi.fn(), onBackingUp: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const never: BackupsView = {
  last: null,
  suggested: '/data/backups/desk-1',
  opens: 'keyring',
  restore: 'postern-audit restore BACKUP --to /data --profile desk',
  sheets: 'postern-audit key split /data --to SHEETS --profile desk',
};
const once: BackupsView = {
  ...never,
  last: { at: 1_000, folder: '/mnt/one', records: 7, there: true },
  suggested: '/data/backups/desk-2',
};
const made: BackupMadeView = { folder: '/mnt/one', records: 7, faults: 0, backups: once };
let tell: (how: BackingUp) => void = () => undefined;

const field = () => screen.getByTestId<HTMLInputElement>('backups-folder');
const write = (value: string) => fireEvent.input(field(), { target: { value } });
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const send = () => fireEvent.submit(field().form as HTMLFormElement);

beforeEach(() => {
  vi.resetAllMocks();
  desk.view = { records: 9 } as ConsoleView;
  ipc.backups.mockResolvedValue(never);
  ipc.onBackingUp.mockImplementation((heard: (how: BackingUp) => void) => {
    tell = heard;
    return Promise.resolve(() => undefined);
  });
});

describe('backups', () => {
  it('are made with their progress, and told with what came since', async () => {
    const { container } = render(BackupsSection);
    await screen.findByTestId('backups-never');
    expect(field().value).toBe('/data/backups/desk-1');
    await write(' /mnt/one ');
    let answer: (made: BackupMadeView) => void = () => undefined;
    ipc.makeBackup.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    await send();
    expect(ipc.makeBackup).toHaveBeenCalledExactlyOnceWith('/mnt/one');
    tell({ done: 2, all: 8 });
    await waitFor(() => expect(screen.getByTestId('backups-how').textContent).toContain('2 of 8 pages'));
    expect(container.querySelector('progress')?.value).toBe(2);
    tell({ done: 8, all: 8 });
    await waitFor(() => expect(screen.getByTestId('backups-how').textContent).toContain('verified now'));
    answer(made);
    await screen.findByTestId('backups-done');
    expect(screen.getByTestId('backups-where').textContent).toBe('/mnt/one');
    expect(screen.getByTestId('backups-since').textContent).toContain('2 records');
    expect(field().value).toBe('/data/backups/desk-2');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('that have faults are not called good', async () => {
    render(BackupsSection);
    await screen.findByTestId('backups-never');
    ipc.makeBackup.mockResolvedValue({ ...made, folder: '/mnt/one.faulty', faults: 2, backups: never });
    await send();
    expect((await screen.findByTestId('backups-faulty')).textContent).toContain('2 faults');
    expect(screen.queryByTestId('backups-done')).toBeNull();
  });

  it('keep what was typed where they are refused, and are not asked for without a folder', async () => {
    render(BackupsSection);
    await screen.findByTestId('backups-never');
    ipc.makeBackup.mockRejectedValue({ kind: 'input', code: 'BKP-place', args: {}, violations: [], incident: null });
    await write('here');
    await send();
    expect((await screen.findByTestId('backups-refusal')).dataset['code']).toBe('BKP-place');
    expect(field().value).toBe('here');
    await write('  ');
    await send();
    expect(ipc.makeBackup).toHaveBeenCalledOnce();
  });

  it('say how one is put back, and leave the sheets to a terminal', async () => {
    ipc.backups.mockResolvedValue({ ...once, last: { ...once.last, there: false } });
    render(BackupsSection);
    await screen.findByTestId('backups-restore');
    expect(screen.getByTestId('backups-there').dataset['value']).toBe('no');
    expect(screen.getByTestId('backups-restore-command').textContent).toBe(never.restore);
    expect(screen.getByTestId('backups-sheets-command').textContent).toBe(never.sheets);
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await press('backups-restore-command-copy');
    expect(copied).toHaveBeenCalledExactlyOnceWith(never.restore);
  });
});
