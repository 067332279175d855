/** Header of a card with a grid: title, row count and search field. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

export interface GridHeaderProps {
  readonly id: string;
  readonly title: string;
  readonly shown: number;
  readonly all: number;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly className?: string;
  /** Further filters. */
  readonly children?: ReactNode;
}

export function GridHeader({
  id,
  title,
  shown,
  all,
  search,
  onSearch,
  className,
  children,
}: GridHeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={`card-header ${className ?? ''}`}>
      <h2 id={id} className="card-title">
        {title} <span className="muted numbers">{t('grid.shown', { shown, all })}</span>
      </h2>
      <Field
        label={t('grid.filter')}
        labelHidden
        placeholder={t('grid.filter')}
        type="search"
        value={search}
        onChange={onSearch}
      />
      {children}
    </header>
  );
}
