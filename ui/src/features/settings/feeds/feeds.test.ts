import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedsView, FeedView } from '../../../ipc/types';
import FeedsSection from './FeedsSection.svelte';

const ipc = vi.hoisted(() => ({ feeds: vi.fn(), setFeedSecret: vi.fn() }));
vi.mock('$ipc/client', () => ipc);

const file: FeedView = {
  code: 'file',
  to: '/var/log/postern/events.jsonl',
  secret: 'none',
  position: 12,
  behind: 0,
  last: 1_000,
  trouble: null,
};
const collector: FeedView = {
  code: 'collector',
  to: 'https://siem.example.test/events',
  secret: 'missing',
  position: 4,
  behind: 8,
  last: null,
  trouble: { code: 'no_secret', detail: 'events/collector', since: 500, tries: 3 },
};
const view: FeedsView = {
  feeds: [file, collector],
  parked: [{ case: 'C-12AB34', ticket: 'INC0000001', why: 'not_there', at: 900 }],
  file: '/config/postern.toml',
};
const rows = () => screen.getAllByTestId('feed');

beforeEach(() => {
  vi.resetAllMocks();
  ipc.feeds.mockResolvedValue(view);
});

describe('events and tickets', () => {
  it('tell how far each is, what stands in the way, and what was given up', async () => {
    const { container } = render(FeedsSection);
    await screen.findByTestId('feeds');
    expect(rows().map((row) => row.dataset['state'])).toEqual(['current', 'stands']);
    expect(screen.getByTestId('feed-behind').textContent).toContain('8 records');
    expect(screen.getByTestId('feed-trouble').dataset['trouble']).toBe('no_secret');
    expect(screen.getByTestId('parked').textContent).toContain('INC0000001');
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(container, { rules });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
  });

  it('ask for a secret outside of the page, and show what became of it', async () => {
    const kept: FeedsView = { ...view, feeds: [file, { ...collector, secret: 'kept', trouble: null, behind: 3 }] };
    ipc.setFeedSecret.mockResolvedValue(kept);
    render(FeedsSection);
    await screen.findByTestId('feeds');
    expect(screen.getByTestId('feed-secret').dataset['value']).toBe('missing');
    await fireEvent.click(screen.getByTestId('feed-secret-enter'));
    expect(ipc.setFeedSecret).toHaveBeenCalledExactlyOnceWith('collector');
    await waitFor(() => expect(screen.getByTestId('feed-secret').dataset['value']).toBe('kept'));
    expect(rows().map((row) => row.dataset['state'])).toEqual(['current', 'behind']);
  });

  it('that are not set up say where they are', async () => {
    ipc.feeds.mockResolvedValue({ feeds: [], parked: [], file: '/config/postern.toml' });
    render(FeedsSection);
    expect((await screen.findByTestId('feeds-none')).textContent).toContain('/config/postern.toml');
    expect(screen.queryByTestId('feeds-parked')).toBeNull();
  });
});
