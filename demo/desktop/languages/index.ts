/** The languages of the page, and the one it speaks now. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { arabic } from './arabic.ts';
import { codesInArabic } from './codes/arabic.ts';
import type { CodeWords } from './codes/code-translation.ts';
import { codesInGerman } from './codes/german.ts';
import { english } from './english.ts';
import { german } from './german.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english };
  }
}

export interface Language {
  readonly code: 'en' | 'de' | 'ar';
  /** In itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
];

const first = languages[0] as Language;

/** The language with this code, or the first. */
export function languageOf(code: string | undefined): Language {
  return languages.find((language) => language.code === code) ?? first;
}

const codeWords: Readonly<Record<string, CodeWords>> = { de: codesInGerman, ar: codesInArabic };

/** What is said of the server's codes in a language; in English rxcti's own sentences are. */
export const codeWordsOf = (code: string): CodeWords | undefined => codeWords[code];

/** The one that the browser's user likes best. */
export function preferredLanguage(wishes: readonly string[] = navigator.languages): Language {
  const codes = wishes.map((wish) => wish.split('-')[0]);
  return languageOf(codes.find((code) => languages.some((language) => language.code === code)));
}

/** Loads the tables; the page speaks `language` at first. */
export async function startLanguages(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language.code,
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // React escapes
    resources: {
      en: { translation: english },
      de: { translation: german },
      ar: { translation: arabic },
    },
  });
  speak(language);
}

/** Changes the language, and the direction in which the page is read. */
export function speak({ code, direction }: Language): void {
  void i18next.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
}
