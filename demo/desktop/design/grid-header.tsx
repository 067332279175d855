/** The head of a card with a grid: what it lists, how many of them are shown, and a field to find some. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

export interface GridHeadProps {
  readonly id: string;
  readonly title: string;
  readonly shown: number;
  readonly all: number;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly className?: string;
  /** More ways to choose. */
  readonly children?: ReactNode;
}

export function GridHead({ id, title, shown, all, search, onSearch, className, children }: GridHeadProps) {
  const { t } = useTranslation();
  return (
    <header className={`card-head ${className ?? ''}`}>
      <h2 id={id} className="card-title">
        {title} <span className="soft numbers">{t('grid.shown', { shown, all })}</span>
      </h2>
      <Field
        label={t('grid.filter')}
        labelUnseen
        placeholder={t('grid.filter')}
        type="search"
        value={search}
        onChange={onSearch}
      />
      {children}
    </header>
  );
}
