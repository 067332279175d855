/** The available languages and the current one. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { arabic } from './arabic.ts';
import { arabicCodes } from './codes/arabic.ts';
import type { CodeTranslation } from './codes/code-translation.ts';
import { germanCodes } from './codes/german.ts';
import { english } from './english.ts';
import { german } from './german.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english };
  }
}

export interface Language {
  readonly code: 'en' | 'de' | 'ar';
  /** Name in the language itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
];

const first = languages[0] as Language;

/** Returns the language with a code, or English. */
export function languageOf(code: string | undefined): Language {
  return languages.find((language) => language.code === code) ?? first;
}

const codeTranslations: Readonly<Record<string, CodeTranslation>> = { de: germanCodes, ar: arabicCodes };

/** Translated server codes of a language. Undefined for English, which uses the sentences of rxcti. */
export const codeTranslation = (code: string): CodeTranslation | undefined => codeTranslations[code];

/** The first supported language of the browser's list. */
export function preferredLanguage(wishes: readonly string[] = navigator.languages): Language {
  const codes = wishes.map((wish) => wish.split('-')[0]);
  return languageOf(codes.find((code) => languages.some((language) => language.code === code)));
}

/** Initializes i18next with a language. */
export async function initLanguages(language: Language): Promise<void> {
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
  setLanguage(language);
}

/** Changes the language and text direction. */
export function setLanguage({ code, direction }: Language): void {
  void i18next.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
}
