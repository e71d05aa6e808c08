import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, GateView, QuestionView, WorkRow } from '../../ipc/types';
import { shortcut } from '$lib/shortcuts';
import WorkTable from '../worklist/WorkTable.svelte';
import AskDialog from './AskDialog.svelte';
import QuestionsCard from './QuestionsCard.svelte';

const ipc = vi.hoisted(() => ({ askQuestion: vi.fn(), answerQuestion: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const AT = { caseId: 'c-1', version: 7 };
const gate: GateView = {
  code: 'ROL-02',
  stage: 'intake',
  status: 'open',
  args: {},
  citation: 'Local P-03',
  level: 'local',
};
const question = (id: string, answer: string | null = null): QuestionView => ({
  id,
  by: 'Olga Ruiz',
  text: `Which door, ${id}?`,
  at: 1_800_000_000_000,
  answer: answer === null ? null : { by: 'Sam Lee', text: answer, at: 1_800_000_060_000 },
});
const caseView = (questions: QuestionView[], may: boolean, lifecycle = 'open') =>
  ({
    id: 'c-1',
    version: 7,
    lifecycle,
    agent: { name: 'Sam Lee' },
    questions,
    actions: [{ code: 'answer_question', blockedBy: may ? [] : [gate] }],
  }) as unknown as CaseView;
const row = (questions: number) =>
  ({
    id: 'c-1',
    short: 'C-1',
    subject: 'Maya',
    login: 'maya',
    stage: 'approval',
    done: 1,
    stages: 9,
    blocks: { id: 'work-nothing-blocks', args: {} },
    blocksTone: 'neutral',
    next: { id: 'work-next-approval', args: {} },
    deadline: null,
    signed: false,
    openedAt: 0,
    group: 'waiting',
    lifecycle: 'open',
    questions,
  }) satisfies WorkRow;

const type = (testid: string, text: string) => fireEvent.input(screen.getByTestId(testid), { target: { value: text } });

beforeEach(() => {
  vi.resetAllMocks();
});

describe('questions of a case', () => {
  it('are not there where nobody asked', () => {
    render(QuestionsCard, { view: caseView([], true), onchanged: vi.fn() });
    expect(screen.queryByTestId('questions')).toBeNull();
  });

  it('are answered by the agent, each by itself', async () => {
    const next = caseView([question('a', 'The main one.'), question('b')], true);
    const onchanged = vi.fn();
    ipc.answerQuestion.mockResolvedValue(next);
    render(QuestionsCard, { view: caseView([question('b')], true), onchanged });
    expect(screen.getByTestId('questions-wait').textContent).toContain('A question waits');
    await fireEvent.click(screen.getByTestId('do-answer_question'));
    expect(ipc.answerQuestion).not.toHaveBeenCalled();
    await type('answer-text', ' The main one. ');
    await fireEvent.click(screen.getByTestId('do-answer_question'));
    await waitFor(() => expect(onchanged).toHaveBeenCalledExactlyOnceWith(next));
    expect(ipc.answerQuestion).toHaveBeenCalledExactlyOnceWith(AT, 'b', 'The main one.');
  });

  it('are read by everybody else, and say that they wait', () => {
    render(QuestionsCard, {
      view: caseView([question('a', 'The main one.'), question('b')], false),
      onchanged: vi.fn(),
    });
    expect(screen.queryByTestId('answer-text')).toBeNull();
    expect(screen.getByTestId('question-answer').textContent).toBe('The main one.');
    expect(screen.getAllByTestId('question').map((one) => one.dataset['answered'])).toEqual(['true', 'false']);
    expect(screen.getByTestId('questions').textContent).toContain('Not answered yet');
  });

  it('wait no more once the case has ended', () => {
    render(QuestionsCard, { view: caseView([question('a')], false, 'cancelled'), onchanged: vi.fn() });
    expect(screen.queryByTestId('questions-wait')).toBeNull();
    expect(screen.getByTestId('questions').textContent).toContain('ended before it was answered');
  });

  it('keep what was typed when an answer is refused', async () => {
    ipc.answerQuestion.mockRejectedValue({
      kind: 'conflict',
      code: 'STO-01',
      args: {},
      violations: [],
      incident: null,
    });
    render(QuestionsCard, { view: caseView([question('a')], true), onchanged: vi.fn() });
    await type('answer-text', 'The main one.');
    await fireEvent.click(screen.getByTestId('do-answer_question'));
    await screen.findByTestId('question-refusal');
    expect(screen.getByTestId<HTMLTextAreaElement>('answer-text').value).toBe('The main one.');
  });

  it('can be used without seeing them', async () => {
    const { container } = render(QuestionsCard, {
      view: caseView([question('a', 'The main one.'), question('b')], true),
      onchanged: vi.fn(),
    });
    const rules = { region: { enabled: false }, 'heading-order': { enabled: false } };
    expect((await axe.run(container, { rules })).violations.map((v) => v.id)).toEqual([]);
  });

  it('are asked with words, and not without', async () => {
    const next = caseView([question('a')], false);
    const onasked = vi.fn();
    ipc.askQuestion.mockResolvedValue(next);
    render(AskDialog, { view: caseView([], false), onclose: vi.fn(), onasked });
    expect(screen.getByTestId('ask-dialog').textContent).toContain('Sam Lee sees it');
    await fireEvent.click(screen.getByTestId('ask-go'));
    expect(ipc.askQuestion).not.toHaveBeenCalled();
    await type('ask-text', 'Which door?');
    await fireEvent.click(screen.getByTestId('ask-go'));
    await waitFor(() => expect(onasked).toHaveBeenCalledExactlyOnceWith(next));
    expect(ipc.askQuestion).toHaveBeenCalledExactlyOnceWith(AT, 'Which door?');
  });

  it('are begun with Alt Q where the page has the button', () => {
    const button = document.createElement('button');
    button.dataset['testid'] = 'do-ask_question';
    const pressed = vi.fn();
    button.addEventListener('click', pressed);
    document.body.append(button);
    shortcut(new KeyboardEvent('keydown', { key: 'q' }), { help: vi.fn() });
    expect(pressed).not.toHaveBeenCalled();
    shortcut(new KeyboardEvent('keydown', { key: 'q', altKey: true }), { help: vi.fn() });
    expect(pressed).toHaveBeenCalledOnce();
    button.remove();
  });

  it('are seen in the work list', async () => {
    const { rerender } = render(WorkTable, { groups: [{ code: 'waiting', rows: [row(0)] }], onopen: vi.fn() });
    expect(screen.queryByTestId('row-question')).toBeNull();
    await rerender({ groups: [{ code: 'waiting', rows: [row(2)] }] });
    expect(screen.getByTestId('row-question').textContent).toContain('2 questions wait');
  });
});
