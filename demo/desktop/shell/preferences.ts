/** What a person likes: kept in this browser, never sent anywhere. */
import { type Language, languageOf, preferredLanguage, speak } from '../languages/index.ts';
import { createStore, useStore } from './store.ts';

export interface Preferences {
  readonly language: Language['code'];
  readonly theme: 'system' | 'light' | 'dark';
  readonly ring: boolean;
  readonly notify: boolean;
  /** A wallboard with more queues than fit turns its pages by itself. */
  readonly turning: boolean;
}

const place = 'rxcti-desk.preferences';

function read(): Preferences {
  const fresh: Preferences = {
    language: preferredLanguage().code,
    theme: 'system',
    ring: false,
    notify: false,
    turning: false,
  };
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>) };
  } catch {
    return fresh; // a browser without storage, or something else that was stored there
  }
}

const store = createStore(read());

export const preferences = (): Preferences => store.get();

export const usePreferences = (): Preferences => useStore(store);

export function prefer(change: Partial<Preferences>): void {
  store.set({ ...store.get(), ...change });
  try {
    localStorage.setItem(place, JSON.stringify(store.get()));
  } catch {
    // Not kept then.
  }
  apply();
}

/** Makes the page look and speak as preferred. */
export function apply(): void {
  const { theme, language } = store.get();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  speak(languageOf(language));
}
