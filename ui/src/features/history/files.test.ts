import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttachmentView, CaseView, ConsoleView, GateView } from '../../ipc/types';
import AttachmentsCard from '$lib/AttachmentsCard.svelte';
import { desk } from '$lib/desk.svelte';
import SubjectReport from './SubjectReport.svelte';

const ipc = vi.hoisted(() => ({
  attachFile: vi.fn(),
  holdFiles: vi.fn(),
  releaseFiles: vi.fn(),
  subjectReport: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const AT = { caseId: 'c-1', version: 7 };
const gate: GateView = {
  code: 'ROL-01',
  stage: 'intake',
  status: 'open',
  args: {},
  citation: 'SP 800-63A-4 §2.1.2',
  level: 'shall',
};
const file = (said: Partial<AttachmentView> = {}): AttachmentView => ({
  id: 'a-1',
  name: 'letter.pdf',
  size: 5_000,
  class: 'correspondence',
  by: 'Sam Lee',
  at: 1_800_000_000_000,
  due: null,
  kept: ['open'],
  erased: false,
  erasedAt: null,
  erasedBy: null,
  ...said,
});
const view = (said: Partial<CaseView> = {}, may: string[] = []) =>
  ({
    id: 'c-1',
    version: 7,
    attachments: [file()],
    filesHeld: null,
    actions: ['attach', 'erase_attachment', 'hold_files', 'release_files'].map((code) => ({
      code,
      blockedBy: may.includes(code) ? [] : [gate],
    })),
    ...said,
  }) as unknown as CaseView;
const card = (said: Partial<CaseView> = {}, may: string[] = []) => {
  const onchanged = vi.fn();
  const drawn = render(AttachmentsCard, { view: view(said, may), onchanged });
  return { ...drawn, onchanged };
};
const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const type = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });
const time = () => screen.getByTestId('attachment-time').textContent;

beforeEach(() => {
  vi.resetAllMocks();
  desk.view = { me: { id: 'p-1', name: 'Ines Roth', role: 'reviewer' } } as unknown as ConsoleView;
});

describe('the time of files', () => {
  it('says when a file is due, and what keeps it beyond that', () => {
    card({ attachments: [file({ due: 1_803_000_000_000, kept: ['waits', 'review'] })] });
    expect(time()).toContain('Erased by itself from');
    expect(time()).toContain('nobody has reviewed the case');
    expect(time()).not.toContain('Its time is not over');
  });

  it('says that one was erased by its time, and not by a person', () => {
    card({ attachments: [file({ erased: true, erasedAt: 1_803_000_000_000, kept: [] })] });
    expect(time()).toContain('its time was over');
  });

  it('says who erased another one', () => {
    card({ attachments: [file({ erased: true, erasedAt: 1_803_000_000_000, erasedBy: 'Ines Roth', kept: [] })] });
    expect(time()).toContain('by Ines Roth');
  });

  it('attaches what a person says that it is', async () => {
    ipc.attachFile.mockResolvedValue(view());
    card({}, ['attach']);
    await fireEvent.change(screen.getByTestId('attach-class'), { target: { value: 'evidence' } });
    const bytes = () => Promise.resolve(new TextEncoder().encode('hello').buffer);
    const chosen = Object.assign(new File(['hello'], 'passport.pdf'), { arrayBuffer: bytes });
    const input = screen.getByTestId<HTMLInputElement>('attach-file');
    Object.defineProperty(input, 'files', { value: [chosen] });
    await fireEvent.change(input);
    await waitFor(() => expect(ipc.attachFile).toHaveBeenCalledWith(AT, 'passport.pdf', 'evidence', 'aGVsbG8='));
  });
});

describe('holding files', () => {
  it('asks for a reason, and sends it', async () => {
    const held = view({ filesHeld: { by: 'Ines Roth', reason: 'a court asks', at: 1 } });
    ipc.holdFiles.mockResolvedValue(held);
    const { onchanged } = card({}, ['hold_files']);
    await press('files-hold');
    await press('hold-go');
    expect(ipc.holdFiles).not.toHaveBeenCalled();
    await type('hold-reason', ' a court asks ');
    await press('hold-go');
    await waitFor(() => expect(onchanged).toHaveBeenCalledWith(held));
    expect(ipc.holdFiles).toHaveBeenCalledWith(AT, 'a court asks');
  });

  it('is released by whoever may, and says who holds them', async () => {
    ipc.releaseFiles.mockResolvedValue(view());
    const filesHeld = { by: 'Ada Novak', reason: 'a court asks', at: 1_800_000_000_000 };
    const { container } = card({ filesHeld }, ['release_files']);
    expect(screen.getByTestId('files-held').textContent).toContain('a court asks');
    await press('files-release');
    expect((await axe.run(container)).violations).toEqual([]);
    await type('hold-reason', 'the court decided');
    await press('hold-go');
    await waitFor(() => expect(ipc.releaseFiles).toHaveBeenCalledWith(AT, 'the court decided'));
  });

  it('is not offered to whoever may not', () => {
    card();
    expect(screen.queryByTestId('files-hold')).toBeNull();
    expect(screen.queryByTestId('files-release')).toBeNull();
  });
});

describe('the report for the subject', () => {
  it('is made in the language that is chosen', async () => {
    ipc.subjectReport.mockResolvedValue({ folder: '/exports/subject-1.html', files: 2 });
    render(SubjectReport, { caseId: 'c-1' });
    await fireEvent.change(screen.getByTestId('report-language'), { target: { value: 'de' } });
    await press('report-go');
    await waitFor(() => expect(screen.getByTestId('report-place').textContent).toBe('/exports/subject-1.html'));
    expect(ipc.subjectReport).toHaveBeenCalledWith('c-1', 'de');
  });

  it('is not offered to an agent', () => {
    desk.view = { me: { id: 'p-2', name: 'Sam Lee', role: 'agent' } } as unknown as ConsoleView;
    render(SubjectReport, { caseId: 'c-1' });
    expect(screen.queryByTestId('subject-report')).toBeNull();
  });
});
