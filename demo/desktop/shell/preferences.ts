/** User preferences, stored in localStorage. */
import { type Language, languageOf, preferredLanguage, setLanguage } from '../languages/index.ts';
import { createStore, useStore } from './store.ts';

export interface Preferences {
  readonly language: Language['code'];
  readonly theme: 'system' | 'light' | 'dark';
  readonly ringtone: boolean;
  readonly notifications: boolean;
  /** Rotates the pages of the full-screen wallboard. */
  readonly rotatePages: boolean;
}

const storageKey = 'rxcti-desk.preferences';

function read(): Preferences {
  const fresh: Preferences = {
    language: preferredLanguage().code,
    theme: 'system',
    ringtone: false,
    notifications: false,
    rotatePages: false,
  };
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>) };
  } catch {
    return fresh; // Storage is blocked, or its content is not valid JSON.
  }
}

const store = createStore(read());

export const getPreferences = (): Preferences => store.get();

export const usePreferences = (): Preferences => useStore(store);

export function setPreferences(change: Partial<Preferences>): void {
  store.set({ ...store.get(), ...change });
  try {
    localStorage.setItem(storageKey, JSON.stringify(store.get()));
  } catch {
    // Storage is blocked: not saved.
  }
  applyPreferences();
}

/** Applies theme and language to the page. */
export function applyPreferences(): void {
  const { theme, language } = store.get();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  setLanguage(languageOf(language));
}
