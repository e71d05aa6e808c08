import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionCode, CaseView, GateView, IncidentView, ReferencedView } from '../../ipc/types';
import IncidentCard from './IncidentCard.svelte';
import RepudiateDialog from './RepudiateDialog.svelte';

const ipc = vi.hoisted(() => ({
  casesOfReference: vi.fn(),
  repudiate: vi.fn(),
  freezeAgain: vi.fn(),
  clearAccount: vi.fn(),
  disposeIncident: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const AT = { caseId: 'c-1', version: 7 };
const THEN = 1_800_000_000_000;
const gate: GateView = {
  code: 'ROL-01',
  stage: 'intake',
  status: 'open',
  args: {},
  citation: 'Local P-36',
  level: 'local',
};
const INCIDENT: IncidentView = {
  who: 'Maya, from her own number',
  channel: 'phone',
  said: 'I was on a train.',
  by: 'Sam Lee',
  at: THEN,
  freezes: [
    { what: 'block_sign_in', status: 'done', at: THEN },
    { what: 'end_sessions', status: 'not_done', at: THEN },
    { what: 'suspend_credential', status: 'waits', at: null },
  ],
  people: [{ id: 'p-1', name: 'Agnes Holm', role: 'agent' }],
  key: 'Key 3E0B',
  cleared: null,
  disposed: null,
};

/** A case whose incident is as said, to somebody who may do what is named. */
function caseView(incident: Partial<IncidentView> | null, may: ActionCode[] = [], lifecycle = 'incident'): CaseView {
  const codes: ActionCode[] = ['freeze_again', 'clear_account', 'dispose', 'repudiate'];
  return {
    id: 'c-1',
    version: 7,
    lifecycle,
    reference: 'C-12AB34-R',
    incident: incident === null ? null : { ...INCIDENT, ...incident },
    actions: codes.map((code) => ({ code, blockedBy: may.includes(code) ? [] : [gate] })),
  } as unknown as CaseView;
}
const referenced = (id: string): ReferencedView => ({
  id,
  reference: 'C-12AB34-R',
  subject: 'Maya Okafor',
  login: 'maya',
  lifecycle: 'completed',
  openedAt: THEN,
});
const type = (testid: string, text: string) => fireEvent.input(screen.getByTestId(testid), { target: { value: text } });
const press = (testid: string) => fireEvent.click(screen.getByTestId(testid));
const wrong = async (container: Element) => {
  const rules = { region: { enabled: false }, 'heading-order': { enabled: false } };
  return (await axe.run(container, { rules })).violations.map((v) => v.id);
};

beforeEach(() => {
  vi.resetAllMocks();
});

describe('an incident', () => {
  it('is not there where nobody objected', () => {
    render(IncidentCard, { view: caseView(null), onchanged: vi.fn() });
    expect(screen.queryByTestId('incident')).toBeNull();
  });

  it('says what was reported, what closes the account and who is looked at twice', async () => {
    const { container } = render(IncidentCard, { view: caseView({}), onchanged: vi.fn() });
    expect(await wrong(container)).toEqual([]);
    expect(screen.getByTestId('incident-banner').textContent).toContain('until a reviewer says what it was');
    expect(screen.getByTestId('incident-says').textContent).toBe('I was on a train.');
    const freezes = screen.getAllByTestId('incident-freeze').map((one) => one.dataset['status']);
    expect(freezes).toEqual(['done', 'not_done', 'waits']);
    const affected = screen.getByTestId('incident-affected').textContent;
    expect(affected).toContain('Agnes Holm');
    expect(affected).toContain('Key 3E0B');
    for (const one of ['do-freeze_again', 'do-clear_account', 'dispose']) expect(screen.queryByTestId(one)).toBeNull();
  });

  it('is closed once more where it was seen not to be closed, and not where it is', async () => {
    const next = caseView({});
    const onchanged = vi.fn();
    ipc.freezeAgain.mockResolvedValue(next);
    const { rerender } = render(IncidentCard, { view: caseView({}, ['freeze_again']), onchanged });
    await press('do-freeze_again');
    await waitFor(() => expect(onchanged).toHaveBeenCalledExactlyOnceWith(next));
    expect(ipc.freezeAgain).toHaveBeenCalledExactlyOnceWith('c-1');
    const freezes: IncidentView['freezes'] = [{ what: 'block_sign_in', status: 'said', at: THEN }];
    await rerender({ view: caseView({ freezes }, ['freeze_again']) });
    expect(screen.queryByTestId('do-freeze_again')).toBeNull();
  });

  it('lets the account be recovered on grounds, and not without', async () => {
    const next = caseView({});
    const onchanged = vi.fn();
    ipc.clearAccount.mockResolvedValue(next);
    render(IncidentCard, { view: caseView({}, ['clear_account']), onchanged });
    await press('do-clear_account');
    await press('clear-go');
    expect(ipc.clearAccount).not.toHaveBeenCalled();
    await type('clear-note', ' She came in. ');
    await press('clear-go');
    await waitFor(() => expect(onchanged).toHaveBeenCalledExactlyOnceWith(next));
    expect(ipc.clearAccount).toHaveBeenCalledExactlyOnceWith(AT, 'She came in.');
  });

  it('is judged by whoever may, with words', async () => {
    render(IncidentCard, { view: caseView({}, ['dispose']), onchanged: vi.fn() });
    expect(screen.getByTestId('dispose').textContent).toContain('another recovery opens it');
    expect(screen.getByTestId('finding-our_error')).toBeTruthy();
  });

  it('says what it was once it is over', () => {
    const disposed = { by: 'Rui Costa', finding: 'confirmed', note: 'The log shows it.', at: THEN } as const;
    render(IncidentCard, { view: caseView({ disposed }, [], 'completed'), onchanged: vi.fn() });
    expect(screen.queryByTestId('incident-banner')).toBeNull();
    expect(screen.getByTestId('incident-over').textContent).toContain('Confirmed');
    expect(screen.getByTestId('incident-over').textContent).toContain('The log shows it.');
  });
});

describe('a report', () => {
  async function fill() {
    await type('incident-who', ' Maya ');
    await press('incident-channel-phone');
    await type('incident-said', ' Not me. ');
  }

  it('of a case that is looked at says who, how and what', async () => {
    const next = caseView({});
    const onreported = vi.fn();
    ipc.repudiate.mockResolvedValue(next);
    render(RepudiateDialog, { view: caseView(null), onclose: vi.fn(), onreported });
    expect(screen.queryByTestId('incident-reference')).toBeNull();
    await press('incident-go');
    expect(ipc.repudiate).not.toHaveBeenCalled();
    await fill();
    await press('incident-go');
    await waitFor(() => expect(onreported).toHaveBeenCalledExactlyOnceWith(next));
    expect(ipc.repudiate).toHaveBeenCalledExactlyOnceWith('c-1', 'Maya', 'phone', 'Not me.');
  });

  it('finds its case by the reference, and takes none that was misread', async () => {
    ipc.casesOfReference.mockRejectedValueOnce({
      kind: 'refused',
      code: 'INP-01',
      args: { field: 'reference' },
      violations: [],
      incident: null,
    });
    ipc.casesOfReference.mockResolvedValueOnce([]);
    ipc.casesOfReference.mockResolvedValueOnce([referenced('c-9')]);
    render(RepudiateDialog, { onclose: vi.fn(), onreported: vi.fn() });
    expect(screen.queryByTestId('incident-who')).toBeNull();
    await type('incident-reference', 'C-12AB35-R');
    await press('incident-find');
    await screen.findByTestId('incident-refusal');
    await press('incident-find');
    await waitFor(() => expect(screen.getByTestId('incident-found').textContent).toContain('No case'));
    await type('incident-reference', ' C-12AB34-R ');
    await press('incident-find');
    await screen.findByTestId('incident-who');
    expect(ipc.casesOfReference).toHaveBeenLastCalledWith('C-12AB34-R');
    ipc.repudiate.mockResolvedValue(caseView({}));
    await fill();
    await press('incident-go');
    await waitFor(() => expect(ipc.repudiate).toHaveBeenCalledExactlyOnceWith('c-9', 'Maya', 'phone', 'Not me.'));
  });

  it('asks which case where a reference has two', async () => {
    ipc.casesOfReference.mockResolvedValue([referenced('c-8'), referenced('c-9')]);
    render(RepudiateDialog, { onclose: vi.fn(), onreported: vi.fn() });
    await type('incident-reference', 'C-12AB34-R');
    await press('incident-find');
    await waitFor(() => expect(screen.getByTestId('incident-found').textContent).toContain('More than one'));
    expect(screen.queryByTestId('incident-who')).toBeNull();
  });
});
