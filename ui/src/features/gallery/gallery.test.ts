import { readFileSync, readdirSync } from 'node:fs';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import types from '../../ipc/types.ts?raw';
import { desk } from '$lib/desk.svelte';
import { applyLook, look } from '$lib/look.svelte';
import GalleryPage from './GalleryPage.svelte';

const asked = vi.hoisted(() => vi.fn(() => new Promise(() => {})));
vi.mock('$ipc/client', async (original) => {
  const real = await original<Record<string, unknown>>();
  return Object.fromEntries(Object.keys(real).map((name) => [name, asked]));
});

async function shown() {
  const view = render(GalleryPage);
  await tick();
  return { view, page: screen.getByTestId('gallery') };
}

/** The codes of a union type of the back end. */
function codes(type: string): string[] {
  const union = new RegExp(`export type ${type} = ([^;]+);`).exec(types)?.[1] ?? '';
  return [...union.matchAll(/"([a-z_0-9]+)"/g)].flatMap((match) => match[1] ?? []);
}

describe('the gallery', () => {
  beforeEach(() => {
    asked.mockClear();
  });
  afterEach(() => {
    look.language = 'en';
    applyLook();
  });

  it('shows every component of the library', () => {
    const folder = 'src/features/gallery';
    const pages = readdirSync(folder).filter((name) => name.endsWith('.svelte'));
    const text = pages.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
    const library = readdirSync('src/lib').filter((name) => name.endsWith('.svelte'));
    expect(library.length).toBeGreaterThan(20);
    expect(library.filter((name) => !text.includes(`'$lib/${name}'`))).toEqual([]);
  });

  it('asks the console for nothing, and has a sentence for everything', async () => {
    const { page } = await shown();
    expect(page.querySelectorAll('[data-testid="specimen"]').length).toBeGreaterThan(100);
    expect(page.textContent).not.toMatch(/\[[a-z][\w-]+\]/);
    await fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    ['stages', 'StageStatus'],
    ['gates', 'GateStatus'],
    ['readback', 'CredentialStatus'],
  ])('shows %s in every state', async (group, type) => {
    await shown();
    const there = screen.getByTestId(`group-${group}`).querySelectorAll<HTMLElement>('[data-status]');
    const states = [...there].map((one) => one.dataset['status']);
    expect(codes(type)).not.toHaveLength(0);
    expect(codes(type).filter((code) => !states.includes(code))).toEqual([]);
  });

  it('turns around, and leaves the page and the desk as they were', async () => {
    const { view } = await shown();
    await fireEvent.change(screen.getByTestId('gallery-direction'), { target: { value: 'rtl' } });
    expect(document.documentElement.dir).toBe('rtl');
    expect(desk.view).not.toBeNull();
    view.unmount();
    expect(document.documentElement.dir).toBe('ltr');
    expect(desk.view).toBeNull();
    expect(desk.keys).toEqual([]);
  });

  it('mirrors what points along the line, and nothing else', async () => {
    const { page } = await shown();
    const pointing = [...page.querySelectorAll('.iconlist li:has(.pointing)')].map((one) => one.textContent?.trim());
    expect(pointing).toEqual(['left', 'list', 'out', 'right', 'shuffle']);
  });
});
