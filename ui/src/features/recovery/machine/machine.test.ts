import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  ActionCode,
  CaseView,
  GateView,
  MachinePageCode,
  MachinePageView,
  MachineStanding,
  MachineView,
  StageView,
  TrialView,
} from '../../../ipc/types';
import { setClock } from '$lib/clock.svelte';
import { desk } from '$lib/desk.svelte';
import StageList from '$lib/StageList.svelte';
import { OpenCase } from '../openCase.svelte';
import MachineOverview from './MachineOverview.svelte';
import MachinePages from './MachinePages.svelte';

const ipc = vi.hoisted(() => ({
  listConsumers: vi.fn(),
  moveConsumer: vi.fn(),
  proveSponsor: vi.fn(),
  readBack: vi.fn(),
  sayOldCredential: vi.fn(),
  caseView: vi.fn(),
}));
vi.mock('$ipc/client', () => ipc);

const AT = { caseId: 'c-1', version: 7 };
const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const gate = (code: string, status: GateView['status'] = 'open', args = {}): GateView => ({
  code,
  stage: 'proofing',
  status,
  args,
  citation: 'Local P-26',
  level: 'local',
});
const STAGES = {
  sponsor: 'proofing',
  consumers: 'proofing',
  new_key: 'provisioning',
  negative_test: 'revocation',
} as const;
const page = (
  code: MachinePageCode,
  status: MachineStanding = 'now',
  gates: GateView[] = [],
  at: number | null = null,
): MachinePageView => ({ code, stage: STAGES[code], status, at, gates });
const trial = (id: string, status: TrialView['status'], said: Partial<TrialView> = {}): TrialView => ({
  id,
  label: id,
  status,
  observed: false,
  at: null,
  ...said,
});

interface Said {
  machine?: Partial<MachineView>;
  blocked?: Partial<Record<ActionCode, GateView[]>>;
  rest?: object;
}

function machineView(said: Partial<MachineView> = {}): MachineView {
  return {
    sponsorLogin: 'pedro',
    sponsorAt: null,
    consumers: [],
    overlapMinutes: 0,
    mostOverlapMinutes: 240,
    overlapPresets: [0, 15, 60, 240],
    overlapUntil: null,
    drawnKeys: false,
    pages: [
      page('sponsor'),
      page('consumers', 'waiting'),
      page('new_key', 'waiting'),
      page('negative_test', 'waiting'),
    ],
    next: 'sponsor',
    trials: [],
    ...said,
  };
}

/** A machine's case at version 7, but for what is said of it. */
function caseView({ machine, blocked, rest }: Said = {}, version = 7): CaseView {
  const view = {
    version,
    now: NOW,
    lifecycle: 'open',
    current: 'proofing',
    stages: [],
    actions: Object.entries(blocked ?? {}).map(([code, blockedBy]) => ({ code, blockedBy })),
    machine: machineView(machine),
    refused: [],
    credentials: [],
    block: { status: 'open', seenAt: null },
    enrolment: { browser: false, recipient: null, mode: 'at_desk', target: 'key' },
    ...rest,
  };
  return view as unknown as CaseView;
}

/** Opens a page of the case; `ongo` is told which stage is gone to. */
function opened(of: MachinePageView, said: Said = {}) {
  const view = caseView(said);
  const open = new OpenCase('c-1');
  open.take(view);
  const ongo = vi.fn();
  const machine = machineView(said.machine);
  return { ...render(MachinePages, { open, view, machine, page: of, ongo }), open, ongo };
}

const press = (id: string) => fireEvent.click(screen.getByTestId(id));
const write = (id: string, value: string) => fireEvent.input(screen.getByTestId(id), { target: { value } });
const listed = (...names: string[]) => names.map((name) => ({ name, movedAt: null }));

/** What axe finds; contrast and layout need a real engine. */
async function wrong(container: Element): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  return (await axe.run(container, { rules })).violations.map((one) => one.id);
}

beforeEach(() => {
  vi.resetAllMocks();
  setClock(NOW);
  desk.keys = [];
  desk.progress = {};
});

describe('a page of a machine identity', () => {
  it('says what it is for, by which rule, what blocks and what comes next', async () => {
    const { container } = opened(page('sponsor', 'now', [gate('MCH-01')]));
    expect(await wrong(container)).toEqual([]);
    expect(document.getElementById('step')?.textContent).toContain('The sponsor answers');
    const about = screen.getByTestId('machine-about').textContent;
    expect(about).toContain('vouches for a program');
    expect(about).toContain('Local P-26');
    expect(about).toContain('has not signed in with their own key');
    expect(about).toContain('You list what uses the identity');
    expect(screen.getByTestId('machine-state-sponsor').dataset['value']).toBe('now');
  });

  it('says that nothing blocks once its gates are met', () => {
    opened(page('sponsor', 'done', [gate('MCH-01', 'met')]), { machine: { sponsorAt: NOW } });
    expect(screen.getByTestId('machine-blocks').dataset['open']).toBe('0');
    expect(screen.queryByTestId('do-prove_sponsor')).toBeNull();
  });
});

describe('the rail', () => {
  const stage = (code: StageView['code']): StageView => ({ code, status: 'locked', at: null, note: null, gates: [] });

  it('has each page under its stage, with its own state', async () => {
    const onpage = vi.fn();
    const pages = [
      page('sponsor', 'done', [], NOW),
      page('consumers', 'waiting'),
      page('new_key', 'now'),
      page('negative_test', 'blocked'),
    ];
    const stages = [stage('proofing'), stage('revocation'), stage('provisioning')];
    const shown = { stages, done: 0, here: 'revocation' as const, onopen: vi.fn(), pages, onpage };
    const { container } = render(StageList, { ...shown, page: 'negative_test' as const });
    expect(await wrong(container)).toEqual([]);
    const within = (code: string) =>
      [...screen.getByTestId(`stage-${code}`).querySelectorAll<HTMLElement>('[data-testid^="substage-"]')].map(
        (one) => [one.dataset['testid'], one.dataset['status']],
      );
    expect(within('proofing')).toEqual([
      ['substage-sponsor', 'done'],
      ['substage-consumers', 'waiting'],
    ]);
    expect(within('revocation')).toEqual([['substage-negative_test', 'blocked']]);
    expect(within('provisioning')).toEqual([['substage-new_key', 'now']]);
    expect(screen.getByTestId('substage-negative_test').getAttribute('aria-current')).toBe('step');
    expect(screen.getByTestId('stage-revocation').getAttribute('aria-current')).toBeNull();
    await press('open-page-consumers');
    expect(onpage).toHaveBeenCalledExactlyOnceWith('consumers');
  });
});

describe('consumers', () => {
  it('are added, removed and pasted, and recorded once each with the chosen overlap', async () => {
    const consumers = listed('payroll', 'reports');
    const { container, open } = opened(page('consumers'), { machine: { consumers } });
    expect(await wrong(container)).toEqual([]);
    await press('consumer-remove-1');
    expect((screen.getByTestId('consumer-1') as HTMLInputElement).value).toBe('reports');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('consumer-1')));
    await press('consumer-add');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('consumer-2')));
    await write('consumer-2', ' nightly batch ');
    await write('consumers-list', 'reports\n\n  mail relay\n');
    await press('consumers-overlap-60');
    ipc.listConsumers.mockResolvedValue(caseView({}, 8));
    await press('do-list_consumers');
    await waitFor(() => expect(open.view?.version).toBe(8));
    const all = ['reports', 'nightly batch', 'mail relay'];
    expect(ipc.listConsumers).toHaveBeenCalledExactlyOnceWith(AT, all, 60);
    await waitFor(() => expect((screen.getByTestId('consumer-3') as HTMLInputElement).value).toBe('mail relay'));
    expect((screen.getByTestId('consumers-list') as HTMLTextAreaElement).value).toBe('');
  });

  it('stay as they were typed when they are refused', async () => {
    opened(page('consumers'));
    ipc.listConsumers.mockRejectedValue({
      kind: 'refused',
      code: 'INP-01',
      args: { field: 'consumers' },
      violations: [],
      incident: null,
    });
    ipc.caseView.mockResolvedValue(caseView({}, 8));
    await write('consumers-list', 'payroll');
    await press('do-list_consumers');
    await waitFor(() => expect(ipc.caseView).toHaveBeenCalled());
    expect((screen.getByTestId('consumers-list') as HTMLTextAreaElement).value).toBe('payroll');
  });

  it('have no overlap to choose where the policy allows none', () => {
    opened(page('consumers'), { machine: { mostOverlapMinutes: 0, overlapPresets: [0] } });
    expect(screen.queryByTestId('consumers-overlap')).toBeNull();
    expect(screen.getByTestId('consumers').textContent).toContain('this policy allows no overlap');
  });

  it('offer the minutes that the back end names', () => {
    opened(page('consumers'));
    const offered = screen.getByTestId('consumers-overlap').textContent?.match(/None|\d+ (?:min|h)/g);
    expect(offered).toEqual(['None', '15 min', '1 h', '4 h']);
  });

  it('move to the new credential one by one, and back', async () => {
    const consumers = [
      { name: 'payroll', movedAt: NOW },
      { name: 'reports', movedAt: null },
    ];
    opened(page('consumers', 'done'), { machine: { consumers } });
    expect(screen.getByTestId('moved-count').dataset['moved']).toBe('1');
    expect(screen.getAllByTestId('consumer-state').map((one) => one.dataset['moved'])).toEqual(['true', 'false']);
    ipc.moveConsumer.mockResolvedValue(caseView({ machine: { consumers } }, 8));
    await press('consumer-moved-2');
    expect(ipc.moveConsumer).toHaveBeenLastCalledWith(AT, 'reports', true);
    await waitFor(() => expect(screen.getByTestId('consumer-moved-2').getAttribute('aria-disabled')).toBeNull());
    await press('consumer-moved-1');
    expect(ipc.moveConsumer).toHaveBeenLastCalledWith({ ...AT, version: 8 }, 'payroll', false);
  });

  it('do not move before there is something to move to', async () => {
    const pages = [page('new_key', 'done')];
    opened(page('consumers', 'done'), {
      machine: { consumers: listed('payroll'), pages },
      blocked: { move_consumer: [gate('PRV-05')] },
    });
    const button = screen.getByTestId('consumer-moved-1');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(button);
    expect(ipc.moveConsumer).not.toHaveBeenCalled();
  });

  it('are only read once the case has ended', () => {
    opened(page('consumers', 'skipped'), {
      machine: { consumers: listed('payroll') },
      rest: { lifecycle: 'cancelled' },
    });
    expect(screen.queryByTestId('do-list_consumers')).toBeNull();
    expect(screen.getByTestId('consumers').textContent).toContain('payroll');
  });
});

describe('an overlap that runs', () => {
  const machine = { overlapMinutes: 60, overlapUntil: NOW + 30 * MINUTE };

  it('counts down, and leads to revocation', async () => {
    const { ongo } = opened(page('consumers', 'waiting'), { machine });
    const left = Number(screen.getByTestId('timer').dataset['left']);
    expect(Math.abs(left - 1800)).toBeLessThanOrEqual(60);
    await press('overlap-revoke');
    expect(ongo).toHaveBeenCalledExactlyOnceWith('revocation');
  });

  it('says when it is over and an old credential still works', () => {
    opened(page('consumers', 'blocked'), { machine: { ...machine, overlapUntil: NOW - MINUTE } });
    expect(screen.getByTestId('overlap-runs').textContent).toContain('The overlap is over');
  });

  it('puts the new key before revocation', async () => {
    const onpage = vi.fn();
    render(MachineOverview, { machine: machineView({ overlapMinutes: 60 }), keyFirst: true, onpage });
    await press('machine-key-first-go');
    expect(onpage).toHaveBeenCalledExactlyOnceWith('new_key');
    await press('machine-page-negative_test');
    expect(onpage).toHaveBeenLastCalledWith('negative_test');
  });
});

describe('the negative test', () => {
  it('shows what was tried, when, and who saw it', async () => {
    const trials = [
      trial('old key', 'refused', { observed: true, at: NOW }),
      trial('old app', 'refused', { at: NOW }),
      trial('old secret', 'to_try'),
      trial('late one', 'not_gone'),
    ];
    const { container } = opened(page('negative_test', 'now', [gate('MCH-03', 'open', { left: '2' })]), {
      machine: { trials },
    });
    expect(await wrong(container)).toEqual([]);
    const rows = screen.getAllByTestId('trial-row').map((one) => one.textContent ?? '');
    expect(rows[0]).toMatch(/Refused.*This console/s);
    expect(rows[1]).toContain('A person says so');
    expect(rows[2]).toMatch(/To try.*Not tried/s);
    expect(rows[3]).toContain('Not gone yet');
    expect(screen.queryByTestId('still-works')).toBeNull();
  });

  it('says what to do when an old credential still works', async () => {
    const { ongo } = opened(page('negative_test', 'blocked'), { machine: { trials: [trial('old key', 'works')] } });
    expect(screen.getByTestId('still-works').textContent).toContain('old key was let in');
    ipc.readBack.mockResolvedValue(caseView({}, 8));
    await press('still-works-read_back');
    expect(ipc.readBack).toHaveBeenCalledExactlyOnceWith(AT);
    await press('still-works-revoke');
    expect(ongo).toHaveBeenCalledExactlyOnceWith('revocation');
  });

  it('warns that a blocked sign-in refuses everything', () => {
    opened(page('negative_test'), {
      machine: { trials: [trial('old key', 'to_try')] },
      rest: { block: { status: 'blocked', seenAt: NOW } },
    });
    expect(screen.getByTestId('trial-blocked-now')).toBeTruthy();
  });

  it('has nothing to try where nothing old goes', () => {
    opened(page('negative_test', 'done'));
    expect(screen.queryByTestId('trials-table')).toBeNull();
    expect(screen.queryByTestId('trials')).toBeNull();
  });
});
