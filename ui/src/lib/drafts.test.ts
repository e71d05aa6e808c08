import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drafting } from './drafting.svelte';
import { drafts, type Fields } from './drafts';

const ipc = vi.hoisted(() => ({ drafts: vi.fn(), keepDraft: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const kept = (text: string) => ({ caseId: 'c-1', form: 'note', fields: { text }, at: 5 });

/** A form with one field, as the pages have them. */
async function form(caseId = 'c-1') {
  const page = { text: '' };
  const draft = new Drafting(caseId, 'note', (fields: Fields) => (page.text = fields['text'] ?? ''));
  await draft.restore(() => page.text === '');
  const type = (text: string) => {
    page.text = text;
    draft.keep({ text });
  };
  return { page, draft, type };
}

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  drafts.forget();
  ipc.drafts.mockResolvedValue([]);
  ipc.keepDraft.mockResolvedValue(undefined);
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe('a draft', () => {
  it('comes back to whoever typed it, into the form of its case alone', async () => {
    ipc.drafts.mockResolvedValue([kept('calm')]);
    drafts.start('anna');
    const { page, draft } = await form();
    expect([page.text, draft.restoredAt]).toEqual(['calm', 5]);
    expect((await form('c-2')).page.text).toBe('');
    draft.keep({ text: 'calm' });
    await vi.runAllTimersAsync();
    expect(ipc.keepDraft).not.toHaveBeenCalled();
  });

  it('is kept some time after the last key, and in no storage of the web view', async () => {
    drafts.start('anna');
    const { type } = await form();
    type('c');
    await vi.advanceTimersByTimeAsync(500);
    type('ca');
    await vi.advanceTimersByTimeAsync(500);
    expect(ipc.keepDraft).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(ipc.keepDraft).toHaveBeenCalledExactlyOnceWith('c-1', 'note', { text: 'ca' });
    expect(localStorage.length).toBe(0);
    expect((await form()).page.text).toBe('ca');
  });

  it('is not dropped by a form that opens empty, and is by one that is emptied', async () => {
    ipc.drafts.mockResolvedValue([kept('calm')]);
    drafts.start('anna');
    const early = new Drafting('c-1', 'note', () => undefined);
    early.keep({ text: '' });
    const { page, type } = await form();
    expect(page.text).toBe('calm');
    type('');
    await drafts.flush();
    expect(ipc.keepDraft).toHaveBeenCalledExactlyOnceWith('c-1', 'note', {});
    expect((await form()).page.text).toBe('');
  });

  it('is dropped at once when it is submitted, and what the page says after that is not kept', async () => {
    drafts.start('anna');
    const { draft, type } = await form();
    type('calm');
    await drafts.flush();
    draft.done();
    expect(ipc.keepDraft).toHaveBeenLastCalledWith('c-1', 'note', {});
    type('calm');
    await vi.runAllTimersAsync();
    expect(ipc.keepDraft).toHaveBeenCalledTimes(2);
  });

  it('can be discarded', async () => {
    ipc.drafts.mockResolvedValue([kept('calm')]);
    drafts.start('anna');
    const { page, draft } = await form();
    draft.discard();
    expect([page.text, draft.restoredAt]).toEqual(['', null]);
    await drafts.flush();
    expect(ipc.keepDraft).toHaveBeenCalledExactlyOnceWith('c-1', 'note', {});
  });

  it('does not replace what is typed already', async () => {
    ipc.drafts.mockResolvedValue([kept('calm')]);
    drafts.start('anna');
    const put = vi.fn();
    await new Drafting('c-1', 'note', put).restore(() => false);
    expect(put).not.toHaveBeenCalled();
  });

  it('is nobody else’s', async () => {
    drafts.start('anna');
    (await form()).type('calm');
    drafts.start('ben');
    expect((await form()).page.text).toBe('');
    await vi.runAllTimersAsync();
    expect(ipc.keepDraft).not.toHaveBeenCalled();
  });

  it('is kept of nobody before a sign-in, and a refusal costs nothing that stands in the form', async () => {
    const nobody = await form();
    nobody.type('calm');
    await vi.runAllTimersAsync();
    expect(ipc.keepDraft).not.toHaveBeenCalled();
    ipc.drafts.mockRejectedValue({});
    ipc.keepDraft.mockRejectedValue({});
    drafts.start('anna');
    const { page, type } = await form();
    type('calm');
    await drafts.flush();
    expect(page.text).toBe('calm');
  });
});
