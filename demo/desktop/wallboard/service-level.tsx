/** Service level in percent, colored by threshold. */
import { useTranslation } from 'react-i18next';
import type { Tone } from '../design/state-tones.ts';

/** 80 % is the usual service level target. */
export function serviceLevelTone(level: number | undefined): Tone {
  if (level === undefined) return 'off';
  return level >= 0.8 ? 'ready' : level >= 0.6 ? 'away' : 'danger';
}

export function ServiceLevel({ level }: { readonly level: number | undefined }) {
  const { i18n } = useTranslation();
  return (
    <span className={`service-level numbers tone-${serviceLevelTone(level)}`}>
      {level === undefined ? '–' : percentFormat(i18n.language).format(level)}
    </span>
  );
}

/** Cached per language, because creating a formatter is slow. */
const formats = new Map<string, Intl.NumberFormat>();

export function percentFormat(language: string): Intl.NumberFormat {
  const known = formats.get(language) ?? new Intl.NumberFormat(language, { style: 'percent' });
  formats.set(language, known);
  return known;
}
