// Theme and density: a choice of this computer, kept in the web view's own storage.

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';

const STORED = 'postern.look';

interface Look {
  theme: Theme;
  density: Density;
  /** Single letters move in lists. */
  letters: boolean;
}

function stored(): Look {
  const fresh: Look = { theme: 'system', density: 'compact', letters: true };
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Look>) };
  } catch {
    return fresh;
  }
}

export const look: Look = $state(stored());

/** Writes the choice onto the page and keeps it. */
export function applyLook(): void {
  const root = document.documentElement;
  if (look.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = look.theme;
  root.dataset['density'] = look.density;
  try {
    localStorage.setItem(STORED, JSON.stringify(look));
  } catch {
    // A full or closed storage only means that the choice is made again next time.
  }
}
