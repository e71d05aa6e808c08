import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, GateView } from '../../../ipc/types';
import { desk } from '$lib/desk.svelte';
import { testKey } from '../../../test-keys';
import { OpenCase } from '../openCase.svelte';
import HandoverStep from './HandoverStep.svelte';
import NewKeyPin from './NewKeyPin.svelte';
import ProvisioningStep from './ProvisioningStep.svelte';

const ipc = vi.hoisted(() => ({
  setKeyPin: vi.fn(),
  changeKeyPin: vi.fn(),
  acceptKey: vi.fn(),
  provision: vi.fn(),
  caseView: vi.fn(),
  cancelKey: vi.fn(),
  keys: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const key = testKey({ pinSet: false, pinTries: null, minPinLength: 4 });
const gate: GateView = {
  code: 'REV-01',
  stage: 'revocation',
  status: 'open',
  args: {},
  citation: 'SP 800-63B-4 §4.5',
  level: 'shall',
};

/** A case at this step; once a key was accepted, with a PIN to be drawn or with its own. */
function caseView(version: number, drawnPin: boolean | null = null, blockedBy: GateView[] = []): CaseView {
  const accepted = { label: 'Solo 2', aaguid: key.aaguid, firmware: null, drawnPin, acceptedAt: 1 };
  const view = {
    version,
    now: Date.now(),
    lifecycle: 'open',
    current: 'provisioning',
    stages: [],
    actions: [{ code: 'accept_key', blockedBy }],
    toAttest: [],
    enrolment: { mode: 'at_desk', target: 'key', awaits: false },
    provisioning: { key: drawnPin === null ? null : accepted, steps: [], newKeyEnds: null },
  };
  return view as unknown as CaseView;
}

function opened(view: CaseView): OpenCase {
  const open = new OpenCase('c-1');
  open.take(view);
  return open;
}

const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const closed = (id: string) => screen.getByTestId(id).getAttribute('aria-disabled') === 'true';
const reason = (id: string) =>
  document.getElementById(screen.getByTestId(id).getAttribute('aria-describedby') ?? '')?.textContent;

beforeEach(() => {
  vi.resetAllMocks();
  desk.keys = [key];
  desk.progress = {};
});

describe('the PIN of the new key', () => {
  it('comes from no field of the page', async () => {
    render(NewKeyPin, { onaccepted: () => undefined, open: opened(caseView(7)), key });
    expect(document.querySelector('input')).toBeNull();
    // What the standard asks for, where the key would take less.
    expect(document.body.textContent).toContain('6 or more characters');
    const done = testKey();
    ipc.setKeyPin.mockResolvedValue([done]);
    await press('set-pin');
    await waitFor(() => expect(desk.keys).toEqual([done]));
    expect(ipc.setKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1');
    expect(ipc.acceptKey).not.toHaveBeenCalled();
  });

  it('is waited for, and can be given up', async () => {
    render(NewKeyPin, { onaccepted: () => undefined, open: opened(caseView(7)), key });
    ipc.setKeyPin.mockReturnValue(new Promise(() => undefined));
    desk.progress = { 'usb-1': 'pin' };
    await press('set-pin');
    expect(screen.getByTestId('new-pin-progress').dataset['step']).toBe('pin');
    await press('set-pin');
    await press('draw-pin');
    expect(ipc.setKeyPin).toHaveBeenCalledTimes(1);
    expect(ipc.acceptKey).not.toHaveBeenCalled();
    await press('new-pin-progress-cancel');
    expect(ipc.cancelKey).toHaveBeenCalledExactlyOnceWith('usb-1');
  });

  it('is left to be drawn: the key is accepted without one', async () => {
    const open = opened(caseView(7));
    render(NewKeyPin, { onaccepted: () => undefined, open, key });
    let answer: (view: CaseView) => void = () => undefined;
    ipc.acceptKey.mockReturnValue(new Promise<CaseView>((resolve) => (answer = resolve)));
    await press('draw-pin');
    expect(screen.getByTestId('draw-pin').getAttribute('aria-busy')).toBe('true');
    // No PIN window is open, and none is opened meanwhile.
    expect(screen.queryByTestId('new-pin-progress')).toBeNull();
    await press('draw-pin');
    await press('set-pin');
    answer(caseView(8, true));
    await waitFor(() => expect(open.view?.version).toBe(8));
    expect(ipc.acceptKey).toHaveBeenCalledExactlyOnceWith({ caseId: 'c-1', version: 7 }, 'usb-1', true);
    expect(ipc.setKeyPin).not.toHaveBeenCalled();
  });

  it('is not drawn for a key that cannot ask for another one', async () => {
    render(NewKeyPin, {
      onaccepted: () => undefined,
      open: opened(caseView(7)),
      key: { ...key, setsMinPinLength: false },
    });
    expect([closed('set-pin'), closed('draw-pin')]).toEqual([false, true]);
    expect(reason('draw-pin')).toContain('cannot');
    await press('draw-pin');
    expect(ipc.acceptKey).not.toHaveBeenCalled();
  });

  it('is not drawn before a key can be accepted, and it is said why', async () => {
    const open = opened(caseView(7, null, [gate]));
    render(NewKeyPin, { onaccepted: () => undefined, open, key });
    expect(closed('draw-pin')).toBe(true);
    expect(reason('draw-pin')).toContain(gate.citation);
    await press('draw-pin');
    expect(ipc.acceptKey).not.toHaveBeenCalled();
    expect(open.doing.refusal?.code).toBe('REV-01');
  });
});

describe('a key that was accepted', () => {
  const at = () => screen.getByTestId('provisioning').dataset['at'];

  it('with a PIN to be drawn takes the credential without one', async () => {
    const open = opened(caseView(7));
    const { rerender } = render(ProvisioningStep, { open, view: caseView(7) });
    expect(at()).toBe('pin');
    ipc.acceptKey.mockResolvedValue(caseView(8, true));
    await press('draw-pin');
    await waitFor(() => expect(open.view?.version).toBe(8));
    await rerender({ view: caseView(8, true) });
    expect(at()).toBe('make');
    ipc.provision.mockResolvedValue(caseView(9, true));
    await press('do-provision');
    expect(ipc.provision).toHaveBeenCalledExactlyOnceWith({ caseId: 'c-1', version: 8 }, 'usb-1');
  });

  it('with a PIN of its own has to have one', async () => {
    const { rerender } = render(ProvisioningStep, { open: opened(caseView(8, false)), view: caseView(8, false) });
    expect(at()).toBe('pin');
    desk.keys = [testKey()];
    await rerender({});
    expect(at()).toBe('make');
  });

  it('is one with a PIN, unless it was asked to draw one', async () => {
    desk.keys = [testKey()];
    render(ProvisioningStep, { open: opened(caseView(7)), view: caseView(7) });
    expect(at()).toBe('accept');
    ipc.acceptKey.mockResolvedValue(caseView(8, false));
    await press('do-accept_key');
    expect(ipc.acceptKey).toHaveBeenCalledExactlyOnceWith({ caseId: 'c-1', version: 7 }, 'usb-1');
  });
});

describe('a PIN that the console drew', () => {
  const view = {
    lifecycle: 'open',
    stages: [],
    handover: null,
    liveSignInAt: null,
    actions: [],
    toAttest: [],
    enrolment: { mode: 'at_desk', target: 'key' },
  };

  it('is changed at the handover, by the key that is handed over and no other', async () => {
    desk.keys = [
      testKey({ forcePinChange: true }),
      testKey({ id: 'usb-2', owner: 'Agnes Holm', forcePinChange: true }),
    ];
    render(HandoverStep, { open: new OpenCase('c-1'), view: view as unknown as CaseView });
    expect(screen.getAllByTestId('pin-change')).toHaveLength(1);
    ipc.changeKeyPin.mockResolvedValue([testKey()]);
    await fireEvent.click(screen.getByTestId('change-pin'));
    await waitFor(() => expect(screen.queryByTestId('pin-change')).toBeNull());
    expect(ipc.changeKeyPin).toHaveBeenCalledExactlyOnceWith('usb-1');
  });
});
