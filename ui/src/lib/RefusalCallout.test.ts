import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../ipc/types';
import RefusalCallout from './RefusalCallout.svelte';

const refusal: Refusal = {
  kind: 'refused',
  code: 'REV-03',
  args: {},
  violations: [
    { code: 'REV-03', stage: 'revocation', status: 'open', args: {}, citation: 'SP 800-63B-4 §4.5', level: 'shall' },
  ],
  incident: null,
};

describe('a refusal', () => {
  it('says the fact, the next action and the source, and takes the focus', async () => {
    render(RefusalCallout, { refusal, times: 1 });
    await tick();
    const alert = screen.getByRole('alert');
    expect(alert.dataset['code']).toBe('REV-03');
    expect(document.activeElement?.tagName).toBe('H3');
    expect(screen.getByTestId('refusal-next').textContent).not.toBe('');
    expect(screen.getByTestId('refusal-citation').textContent).toBe('SP 800-63B-4 §4.5');
    expect(alert.textContent).not.toContain('[');
  });

  it('takes the focus again when the same thing is refused again', async () => {
    const view = render(RefusalCallout, { refusal, times: 1 });
    await tick();
    (document.activeElement as HTMLElement).blur();
    await view.rerender({ refusal, times: 2 });
    await tick();
    expect(document.activeElement?.tagName).toBe('H3');
  });
});
