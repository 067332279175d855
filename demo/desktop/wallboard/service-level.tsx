/** A share in percent, with the color that says how good it is. */
import { useTranslation } from 'react-i18next';
import type { Tone } from '../design/state-tones.ts';

/** Contact centers promise 80 % in time. */
export function levelTone(level: number | undefined): Tone {
  if (level === undefined) return 'off';
  return level >= 0.8 ? 'ready' : level >= 0.6 ? 'away' : 'danger';
}

export function Level({ level }: { readonly level: number | undefined }) {
  const { i18n } = useTranslation();
  return (
    <span className={`level numbers tone-${levelTone(level)}`}>
      {level === undefined ? '–' : percentIn(i18n.language).format(level)}
    </span>
  );
}

/** Made once for each language: making one costs more than a row. */
const formats = new Map<string, Intl.NumberFormat>();

export function percentIn(language: string): Intl.NumberFormat {
  const known = formats.get(language) ?? new Intl.NumberFormat(language, { style: 'percent' });
  formats.set(language, known);
  return known;
}
