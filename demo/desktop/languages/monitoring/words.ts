/** What a language must have for the supervisor's view and the wallboard. */
import type { boardEnglish } from './english.ts';

export type BoardWords = {
  readonly [Part in keyof typeof boardEnglish]: {
    readonly [Key in keyof (typeof boardEnglish)[Part]]: string;
  };
};
