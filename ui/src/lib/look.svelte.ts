// Theme, contrast, density and language: a choice of this computer, kept in the web view's own storage.
import { fitting, speak, TONGUES, type Language } from '$words';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';
export type Contrast = 'system' | 'more';

const STORED = 'postern.look';

interface Look {
  theme: Theme;
  density: Density;
  contrast: Contrast;
  language: Language;
  /** Single letters move in lists. */
  letters: boolean;
}

function stored(): Look {
  const language = fitting(navigator.languages);
  const fresh: Look = { theme: 'system', density: 'compact', contrast: 'system', language, letters: true };
  try {
    const kept = { ...fresh, ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Look>) };
    return kept.language in TONGUES ? kept : { ...kept, language };
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
  root.dataset['contrast'] = look.contrast;
  root.lang = TONGUES[look.language].locale;
  root.dir = TONGUES[look.language].direction;
  speak(look.language);
  try {
    localStorage.setItem(STORED, JSON.stringify(look));
  } catch {
    // A full or closed storage only means that the choice is made again next time.
  }
}
