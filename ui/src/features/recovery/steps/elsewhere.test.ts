import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionCode, AttestView, CaseView, EnrolmentView, GateView, RotatedView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../../test-keys';
import { OpenCase } from '../openCase.svelte';
import AttestCard from './AttestCard.svelte';
import HandoverStep from './HandoverStep.svelte';
import PossessionCard from './PossessionCard.svelte';
import ProvisioningStep from './ProvisioningStep.svelte';
import RecipientCard from './RecipientCard.svelte';
import RevocationTable from './RevocationTable.svelte';
import TargetCard from './TargetCard.svelte';
import TrialCard from './TrialCard.svelte';

const ipc = vi.hoisted(() => ({
  attest: vi.fn(),
  invite: vi.fn(),
  seeEnrolled: vi.fn(),
  chooseTarget: vi.fn(),
  nameRecipient: vi.fn(),
  rotateMachineKey: vi.fn(),
  tryNewMachineKey: vi.fn(),
  tryOldSecret: vi.fn(),
  tryOldCredential: vi.fn(),
  provePossession: vi.fn(),
  provePossessionInBrowser: vi.fn(),
  liveSignInInBrowser: vi.fn(),
  sayLiveSignIn: vi.fn(),
  caseView: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const AT = { caseId: 'c-1', version: 7 };
const ENROLMENT: EnrolmentView = {
  mode: 'at_desk',
  target: 'key',
  handsetPossible: false,
  awaits: false,
  effect: null,
  pass: false,
  passUntil: null,
  enrolled: null,
  saidBy: null,
  recipient: null,
  drawn: null,
  browser: false,
};
const gate = (code: string): GateView => ({
  code,
  stage: 'provisioning',
  status: 'open',
  args: {},
  citation: 'Local P-30',
  level: 'local',
});

interface Said {
  enrolment?: Partial<EnrolmentView>;
  toAttest?: AttestView[];
  blocked?: Partial<Record<ActionCode, GateView[]>>;
  rest?: object;
}

/** A case at version 7, but for what is said of it. */
function caseView({ enrolment, toAttest, blocked, rest }: Said = {}, version = 7): CaseView {
  const view = {
    version,
    now: Date.now(),
    lifecycle: 'open',
    current: 'provisioning',
    subject: { login: 'maya', tenant: 'Contoso' },
    stages: [],
    actions: Object.entries(blocked ?? {}).map(([code, blockedBy]) => ({ code, blockedBy })),
    machine: null,
    triesOld: false,
    refused: [],
    evidence: [],
    credentials: [],
    sessions: { count: null, requestedAt: null, status: 'not_possible', seenAt: null, residualUntil: null },
    block: { status: 'blocked', seenAt: 1 },
    toAttest: toAttest ?? [],
    enrolment: { ...ENROLMENT, ...enrolment },
    provisioning: { key: null, steps: [], newKeyEnds: null },
    handover: null,
    liveSignInAt: null,
    signInByPerson: false,
    signedInSaidBy: null,
    ...rest,
  };
  return view as unknown as CaseView;
}

function opened(view: CaseView): { open: OpenCase; view: CaseView } {
  const open = new OpenCase('c-1');
  open.take(view);
  return { open, view };
}

const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const reason = (id: string) =>
  document.getElementById(screen.getByTestId(id).getAttribute('aria-describedby') ?? '')?.textContent;
const credential = (id: string, kind: string, status: string) => ({
  id,
  kind,
  label: id,
  addedAt: null,
  planned: 'revoke',
  requestedAt: 1,
  status,
  seenAt: 2,
  reads: 0,
});

/** What axe finds; contrast and layout need a real engine. */
async function wrong(container: Element): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  return (await axe.run(container, { rules })).violations.map((one) => one.id);
}

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [];
  desk.progress = {};
});

describe("a person's word", () => {
  const toAttest: AttestView[] = [
    { effect: 'e-1', what: 'block', label: null },
    { effect: 'e-2', what: 'revoke', label: 'Old key' },
    { effect: 'e-3', what: 'unblock', label: null },
  ];
  const here = { what: ['block', 'sessions', 'revoke'] };

  it('is asked for what belongs to the step, and says who will not have seen it', async () => {
    const { container } = render(AttestCard, { ...opened(caseView({ toAttest })), ...here });
    expect(await wrong(container)).toEqual([]);
    const items = screen.getAllByTestId('attest-item');
    expect(items.map((item) => item.dataset['what'])).toEqual(['block', 'revoke']);
    expect(items[0]?.textContent).toContain('Block sign-in of maya in Contoso');
    expect(items[1]?.textContent).toContain('Revoke Old key');
    expect(screen.getByTestId('attest').textContent).toContain('the console did not see it');
  });

  it('is taken only with where it can be looked up', async () => {
    const { open, view } = opened(caseView({ toAttest }));
    render(AttestCard, { open, view, ...here });
    expect([closed('do-attest-done-1'), closed('do-attest-not-1')]).toEqual([true, true]);
    expect(reason('do-attest-done-1')).toContain('looked up');
    await press('do-attest-done-1');
    expect(ipc.attest).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(screen.getByTestId('attest-note-1'));
    await write('attest-note-1', '  HD-7 ');
    ipc.attest.mockResolvedValue(caseView({}, 8));
    await press('do-attest-done-1');
    expect(ipc.attest).toHaveBeenCalledExactlyOnceWith(AT, 'e-1', true, 'HD-7');
    await waitFor(() => expect(open.view?.version).toBe(8));
  });

  it('may also be that it could not be done', async () => {
    render(AttestCard, { ...opened(caseView({ toAttest })), ...here });
    await write('attest-note-2', 'HD-8');
    await press('do-attest-not-2');
    expect(ipc.attest).toHaveBeenCalledExactlyOnceWith(AT, 'e-2', false, 'HD-8');
  });

  it('is refused where the rules refuse it, and asked of nobody once the case ended', async () => {
    const { open, view } = opened(caseView({ toAttest, blocked: { attest: [gate('ROL-02')] } }));
    const { rerender } = render(AttestCard, { open, view, ...here });
    await write('attest-note-1', 'HD-7');
    expect(closed('do-attest-done-1')).toBe(true);
    await press('do-attest-done-1');
    expect(open.doing.refusal?.code).toBe('ROL-02');
    await rerender({ view: caseView({ toAttest, rest: { lifecycle: 'cancelled' } }) });
    expect(screen.queryByTestId('attest')).toBeNull();
  });

  it('is never drawn as something that was seen', () => {
    const rest = {
      credentials: [credential('a', 'other', 'attested'), credential('b', 'other', 'awaits_word')],
      block: { status: 'blocked_said', seenAt: 3 },
    };
    render(RevocationTable, opened(caseView({ rest })));
    const [said, awaits] = screen.getAllByTestId('credential');
    expect(said?.textContent).toContain('Said, not seen');
    expect(said?.querySelector('.tag use')?.getAttribute('href')).toBe('#i-person');
    expect(said?.textContent).not.toContain('By directory');
    expect(awaits?.textContent).toContain('Waits for your word');
    expect(screen.getByTestId('block').textContent).toContain('By a person');
    expect(screen.getByTestId('gone').textContent).toContain('0 of 2 gone, 1 said to be gone');
  });
});

describe('a credential that the subject enrols', () => {
  const key = { label: 'Solo 2', aaguid: 'a', firmware: null, drawnPin: false, acceptedAt: 1 };
  const provisioning = { key, steps: [], newKeyEnds: null };

  it('on an own device needs no key of the desk: the subject is let in, and it is looked for', async () => {
    const { open, view } = opened(caseView({ enrolment: { mode: 'handset', target: 'handset' } }));
    const { rerender } = render(ProvisioningStep, { open, view });
    expect(screen.queryByTestId('provisioning')).toBeNull();
    expect(screen.getByTestId('enrol-invite').textContent).toContain('pass is shown once');
    const waits = caseView(
      { enrolment: { mode: 'handset', target: 'handset', awaits: true, effect: 'e-9', pass: true, passUntil: 1 } },
      8,
    );
    ipc.invite.mockResolvedValue(waits);
    await press('do-invite');
    expect(ipc.invite).toHaveBeenCalledExactlyOnceWith(AT);
    await rerender({ view: waits });
    expect(screen.getByTestId('pass-until').textContent).toContain('It has ended.');
    await press('do-see_enrolled');
    expect(ipc.seeEnrolled).toHaveBeenCalledExactlyOnceWith({ caseId: 'c-1', version: 8 }, null);
    ipc.caseView.mockResolvedValue(waits);
    await write('attest-note-1', 'Told on the phone');
    await press('do-attest-not-1');
    expect(ipc.attest).toHaveBeenCalledExactlyOnceWith(
      { caseId: 'c-1', version: 8 },
      'e-9',
      false,
      'Told on the phone',
    );
    expect(screen.queryByTestId('do-attest-done-1')).toBeNull();
  });

  it('on a key of the desk is accepted first, and that key is tried when it is looked for', async () => {
    desk.keys = [testKey()];
    const mode = { mode: 'by_subject' as const };
    const { open, view } = opened(caseView({ enrolment: mode }));
    const { rerender } = render(ProvisioningStep, { open, view });
    expect(screen.getByTestId('provisioning').dataset['at']).toBe('accept');
    expect(screen.queryByTestId('do-invite')).toBeNull();
    await rerender({ view: caseView({ enrolment: mode, rest: { provisioning } }) });
    expect(screen.getByTestId('key-accepted').textContent).toContain('Solo 2');
    await press('another-key');
    expect(screen.getByTestId('provisioning').dataset['at']).toBe('accept');
    await rerender({
      view: caseView({ enrolment: { ...mode, awaits: true, effect: 'e-9' }, rest: { provisioning } }),
    });
    await press('do-see_enrolled');
    expect(ipc.seeEnrolled).toHaveBeenCalledExactlyOnceWith(AT, 'usb-1');
  });

  it('takes no PIN that the console would draw', () => {
    desk.keys = [testKey({ pinSet: false })];
    render(ProvisioningStep, opened(caseView({ enrolment: { mode: 'said' } })));
    expect(screen.getByTestId('set-pin')).toBeTruthy();
    expect(screen.queryByTestId('draw-pin')).toBeNull();
  });

  it('waits where the rules refuse it, with the reason', async () => {
    const { open, view } = opened(
      caseView({ enrolment: { mode: 'handset', target: 'handset' }, blocked: { provision: [gate('PRV-12')] } }),
    );
    render(ProvisioningStep, { open, view });
    expect(reason('do-invite')).toContain('not enough for this account');
    await press('do-invite');
    expect(ipc.invite).not.toHaveBeenCalled();
    expect(open.doing.refusal?.code).toBe('PRV-12');
  });

  it('is a word where nobody can see it', () => {
    const enrolment = { mode: 'said' as const, awaits: true, effect: 'e-9' };
    const toAttest: AttestView[] = [{ effect: 'e-9', what: 'enrol', label: null }];
    render(ProvisioningStep, opened(caseView({ enrolment, toAttest, rest: { provisioning } })));
    expect(screen.getAllByTestId('attest-item')).toHaveLength(1);
    expect(screen.queryByTestId('do-see_enrolled')).toBeNull();
    expect(screen.queryByTestId('could-not-enrol')).toBeNull();
  });
});

describe('what the subject gets', () => {
  it('is recorded by the button, not by walking through the choices', async () => {
    const { open, view } = opened(caseView({ enrolment: { handsetPossible: true } }));
    const { container } = render(TargetCard, { open, view });
    expect(await wrong(container)).toEqual([]);
    expect(closed('do-choose_target')).toBe(true);
    await press('target-handset');
    expect(ipc.chooseTarget).not.toHaveBeenCalled();
    ipc.chooseTarget.mockResolvedValue(caseView({ enrolment: { target: 'handset' } }, 8));
    await press('do-choose_target');
    expect(ipc.chooseTarget).toHaveBeenCalledExactlyOnceWith(AT, 'handset');
  });
});

describe('a machine identity', () => {
  const machine = { sponsorLogin: 's', sponsorAt: 1, consumers: ['a'], overlapMinutes: 0, drawnKeys: true };
  const enrolment = { mode: 'drawn' as const, recipient: 'age1abc' };

  it('has somebody named who gets its key', async () => {
    render(RecipientCard, opened(caseView({ enrolment: { mode: 'drawn' } })));
    await write('recipient-key', ' age1xyz ');
    await fireEvent.submit(screen.getByTestId('recipient-key'));
    expect(ipc.nameRecipient).toHaveBeenCalledExactlyOnceWith(AT, 'age1xyz');
  });

  it('gets a key that is drawn here; where it is left stays on the page, in the next step too', async () => {
    const { open, view } = opened(caseView({ enrolment, rest: { machine } }));
    const { unmount } = render(ProvisioningStep, { open, view });
    expect(screen.getByTestId('drawn-recipient').textContent).toBe('age1abc');
    const after = caseView({ enrolment: { ...enrolment, drawn: 'kid-1' }, rest: { machine } }, 8);
    const rotated: RotatedView = { place: '/home/desk/key-1.age', case: after };
    ipc.rotateMachineKey.mockResolvedValue(rotated);
    await press('do-rotate_machine_key');
    await waitFor(() => expect(open.view?.version).toBe(8));
    expect(ipc.rotateMachineKey).toHaveBeenCalledExactlyOnceWith(AT);
    expect(screen.getByTestId('sealed-file').textContent).toBe('/home/desk/key-1.age');
    unmount();
    render(HandoverStep, { open, view: after });
    expect(screen.getByTestId('sealed-file').textContent).toBe('/home/desk/key-1.age');
  });

  it('signs in with the drawn key once it is handed over', async () => {
    const rest = { machine, handover: { at: 1 } };
    render(HandoverStep, opened(caseView({ enrolment, rest })));
    await press('do-try_new_machine_key');
    expect(ipc.tryNewMachineKey).toHaveBeenCalledExactlyOnceWith(AT);
  });

  it('has its old secret tried, typed in a window of its own', async () => {
    const credentials = [credential('secret-1', 'client_secret', 'gone')];
    render(TrialCard, opened(caseView({ rest: { machine, credentials } })));
    expect(document.querySelector('input')).toBeNull();
    await press('trial-secret-1');
    expect(ipc.tryOldSecret).toHaveBeenCalledExactlyOnceWith(AT, 'secret-1');
  });
});

describe('the old device of a person', () => {
  it('is tried by its keys, not by what no key holds', () => {
    const credentials = [credential('p-1', 'passkey', 'gone'), credential('pw', 'password', 'gone')];
    render(TrialCard, opened(caseView({ rest: { triesOld: true, credentials, refused: ['p-1'] } })));
    expect(screen.getAllByTestId('trial').map((one) => one.dataset['refused'])).toEqual(['true']);
    expect(screen.queryByTestId('trial-secret-1')).toBeNull();
  });
});

describe('a sign-in in a browser', () => {
  it('is offered where it is seen, and waited for', async () => {
    const credentials = [credential('k-1', 'security_key', 'planned')];
    const { open, view } = opened(caseView({ enrolment: { browser: true }, rest: { credentials } }));
    desk.keys = [testKey()];
    const { rerender } = render(PossessionCard, { open, view });
    ipc.provePossessionInBrowser.mockReturnValue(new Promise(() => undefined));
    await press('do-prove_possession_in_browser');
    expect(ipc.provePossessionInBrowser).toHaveBeenCalledExactlyOnceWith(AT, 'k-1');
    expect(screen.getByTestId('browser-waits').textContent).toContain('five minutes');
    // No key is waited for meanwhile.
    expect(screen.queryByTestId('possession-progress')).toBeNull();
    await press('do-prove_possession');
    expect(ipc.provePossession).not.toHaveBeenCalled();
    await rerender({ view: caseView({ rest: { credentials } }) });
    expect(screen.queryByTestId('do-prove_possession_in_browser')).toBeNull();
  });

  it('is the live sign-in of an own device, which nobody hands over', async () => {
    const enrolment = { mode: 'handset' as const, target: 'handset' as const, browser: true };
    render(HandoverStep, opened(caseView({ enrolment, rest: { signInByPerson: true } })));
    expect(screen.queryByTestId('do-hand_over')).toBeNull();
    expect(screen.queryByTestId('hand-over')).toBeNull();
    expect(closed('do-say_live_sign_in')).toBe(true);
    await press('do-live_sign_in_in_browser');
    expect(ipc.liveSignInInBrowser).toHaveBeenCalledExactlyOnceWith(AT);
  });
});
