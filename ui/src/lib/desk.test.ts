import { beforeEach, expect, it, vi } from 'vitest';
import { testKey } from '../test-keys';

const ipc = vi.hoisted(() => ({ keys: vi.fn() }));
vi.mock('$ipc/client', () => ipc);
const { desk } = await import('./desk.svelte');

beforeEach(() => {
  desk.keys = [];
});

it('keeps what a key said of itself while it is at work', async () => {
  ipc.keys.mockResolvedValueOnce([testKey()]);
  await desk.refreshKeys();
  ipc.keys.mockResolvedValueOnce([testKey({ fault: 'busy', aaguid: null, pinSet: false, pinTries: null })]);
  await desk.refreshKeys();
  expect(desk.keys).toEqual([testKey()]);
});

it('shows a key that is at work when it is first seen, and one that fails', async () => {
  const busy = testKey({ fault: 'busy', aaguid: null });
  ipc.keys.mockResolvedValueOnce([busy]);
  await desk.refreshKeys();
  expect(desk.keys).toEqual([busy]);
  const silent = testKey({ fault: 'silent', aaguid: null });
  ipc.keys.mockResolvedValueOnce([silent]);
  await desk.refreshKeys();
  expect(desk.keys).toEqual([silent]);
});
