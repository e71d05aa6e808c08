import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import Button from './Button.svelte';

const children = createRawSnippet(() => ({ render: () => '<span>Complete case</span>' }));

describe('a button that is not available', () => {
  it('keeps its place and its focus, says why, and does nothing but explain', () => {
    const onclick = vi.fn();
    const onrefused = vi.fn();
    render(Button, { children, onclick, onrefused, unavailable: '3 gates are open.' });
    const button = screen.getByRole('button');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.hasAttribute('disabled')).toBe(false);
    const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toContain('3 gates are open.');
    button.click();
    expect(onclick).not.toHaveBeenCalled();
    expect(onrefused).toHaveBeenCalledOnce();
  });

  it('does nothing while it works', () => {
    const onclick = vi.fn();
    render(Button, { children, onclick, busy: 'Reading back…' });
    const button = screen.getByRole('button');
    expect(button.textContent).toContain('Reading back…');
    button.click();
    expect(onclick).not.toHaveBeenCalled();
  });
});
