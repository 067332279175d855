/** A share in percent, with the colour that says how good it is. */
import { useTranslation } from 'react-i18next';
import type { Tone } from '../design/states.ts';

/** Contact centres promise 80 % in time. */
export function levelTone(level: number | undefined): Tone {
  if (level === undefined) return 'off';
  return level >= 0.8 ? 'ready' : level >= 0.6 ? 'away' : 'danger';
}

export function Level({ level }: { readonly level: number | undefined }) {
  const { i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  return (
    <span className={`level numbers tone-${levelTone(level)}`}>
      {level === undefined ? '–' : percent.format(level)}
    </span>
  );
}
