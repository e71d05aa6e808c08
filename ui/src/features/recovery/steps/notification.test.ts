import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, NoticeRow } from '../../../ipc/types';
import { t } from '$words';
import { OpenCase } from '../openCase.svelte';
import SubjectSpeaks from '../SubjectSpeaks.svelte';
import NotificationStep from './NotificationStep.svelte';

const ipc = vi.hoisted(() => ({
  caseView: vi.fn(),
  letterText: vi.fn(),
  recordLetter: vi.fn(),
  sayLanguage: vi.fn(),
  sendAgain: vi.fn(),
  settleNotice: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const row = (status: NoticeRow['status'], more: Partial<NoticeRow> = {}): NoticeRow => ({
  channel: 'email',
  address: '…@example.test',
  phase: 'intake',
  status,
  at: 1_000,
  effect: 'e-1',
  againAt: null,
  second: false,
  settledBy: [],
  ...more,
});

function caseView(notices: NoticeRow[], more: object = {}): CaseView {
  const view = {
    version: 7,
    now: Date.now(),
    lifecycle: 'open',
    current: 'notification',
    language: null,
    stages: [],
    actions: [],
    contacts: [],
    letters: [],
    notices,
    ...more,
  };
  return view as unknown as CaseView;
}

function opened(view: CaseView) {
  const open = new OpenCase('c-1');
  open.take(view);
  return { open, view };
}

const at = { caseId: 'c-1', version: 7 };
const press = (id: string) => fireEvent.click(screen.getByTestId(id));

beforeEach(() => {
  vi.resetAllMocks();
});

describe('notices that did not go out', () => {
  it('say why, when they are tried again, and what helps', async () => {
    const rows = [
      row('waits', { againAt: 61_000 }),
      row('put_off'),
      row('failed'),
      row('no_channel'),
      row('sent', { second: true }),
      row('settled'),
    ];
    const { container } = render(NotificationStep, opened(caseView(rows)));
    expect(screen.getAllByTestId('notice').map((one) => one.dataset['status'])).toEqual(rows.map((one) => one.status));
    expect(screen.getByTestId('notice-again-at').textContent).toContain('Tried again');
    expect(screen.getAllByTestId('notice-helps')).toHaveLength(3);
    expect(screen.getByTestId('notice-second').textContent).toContain(t('notify-second'));
    expect(screen.queryByTestId('notice-once-more')).toBeNull();
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('are sent a second time only where somebody says so', async () => {
    ipc.sendAgain.mockResolvedValue(caseView([row('sent', { second: true })], { version: 9 }));
    render(NotificationStep, opened(caseView([row('unknown')])));
    expect(screen.getByTestId('notice-helps').textContent).toContain('Ask the subject');
    await press('notice-once-more');
    await waitFor(() => expect(ipc.sendAgain).toHaveBeenCalledExactlyOnceWith(at, 'e-1'));
  });

  it('are settled by another address that was told, where there is one', async () => {
    ipc.settleNotice.mockResolvedValue(caseView([row('settled')], { version: 8 }));
    const settledBy = [{ contact: 'phone', channel: 'phone' as const, address: '…118' }];
    render(NotificationStep, opened(caseView([row('refused', { settledBy })])));
    expect(screen.getByTestId('notice-settle').textContent).toContain('…118');
    await press('notice-settle');
    await waitFor(() => expect(ipc.settleNotice).toHaveBeenCalledExactlyOnceWith(at, 'e-1', 'phone'));
  });

  it('have a letter, word for word as the console writes it, to be printed', async () => {
    ipc.letterText.mockResolvedValue({
      language: 'de',
      to: 'Maya Okafor',
      address: null,
      subject: 'Jemand hat um die Wiederherstellung gebeten',
      paragraphs: ['Der Helpdesk wurde gebeten.', 'Rufen Sie sofort an.'],
      reference: 'C-123456',
      at: 1_000,
    });
    const print = vi.fn();
    vi.stubGlobal('print', print);
    render(NotificationStep, opened(caseView([row('refused')])));
    expect(screen.getByTestId('letter-held').textContent).toContain(t('notify-letter-held'));
    await press('letter-show');
    const letter = await screen.findByTestId('letter-text');
    expect(letter.getAttribute('lang')).toBe('de-DE');
    expect(letter.textContent).toContain('Rufen Sie sofort an.');
    expect(screen.getByTestId('letter-no-address').textContent).toContain('no postal address');
    await press('letter-print');
    expect(print).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('ask for nothing once the case has ended', () => {
    render(NotificationStep, opened(caseView([row('unknown'), row('refused')], { lifecycle: 'completed' })));
    expect(screen.queryByTestId('notice-once-more')).toBeNull();
    expect(screen.queryByTestId('letter-show')).toBeNull();
  });
});

describe('what the subject speaks', () => {
  const choose = (value: string) => fireEvent.change(screen.getByTestId('subject-language'), { target: { value } });

  it('is recorded while the case runs, and is what was said before', async () => {
    const { open } = opened(caseView([], { language: 'de' }));
    expect(open.subjectSpeaks).toBe('de');
    ipc.sayLanguage.mockResolvedValue(caseView([], { language: 'en', version: 8 }));
    render(SubjectSpeaks, { open, id: 'speaks' });
    await choose('en');
    await waitFor(() => expect(ipc.sayLanguage).toHaveBeenCalledExactlyOnceWith(at, 'en'));
    expect(open.subjectSpeaks).toBe('en');
  });

  it('is only said aloud once it has ended', async () => {
    const { open } = opened(caseView([], { lifecycle: 'completed' }));
    render(SubjectSpeaks, { open, id: 'speaks' });
    await choose('de');
    expect(open.subjectSpeaks).toBe('de');
    expect(ipc.sayLanguage).not.toHaveBeenCalled();
  });
});
