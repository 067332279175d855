/** The data of the charts as a table, newest first. */
import { useTranslation } from 'react-i18next';
import type { ChartSlot } from './queue-charts.tsx';
import { ServiceLevel } from './service-level.tsx';

export interface ChartTableProps {
  readonly slots: readonly ChartSlot[];
  readonly label: string;
}

export function ChartTable({ slots, label }: ChartTableProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
    <section className="chart-table" aria-label={label} tabIndex={0}>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{t('wallboard.time')}</th>
            <th scope="col">{t('wallboard.inTime')}</th>
            <th scope="col">{t('wallboard.late')}</th>
            <th scope="col">{t('wallboard.abandoned')}</th>
            <th scope="col">{t('wallboard.waitingChart')}</th>
            <th scope="col">{t('wallboard.serviceLevel')}</th>
          </tr>
        </thead>
        <tbody>
          {slots.toReversed().map(({ at, time, inTime, late, abandoned, maxWaiting, level, isKnown }) => (
            <tr key={at}>
              <th scope="row">
                {time}
                {!isKnown && <span className="muted small"> {t('wallboard.unknown')}</span>}
              </th>
              <td>{inTime}</td>
              <td>{late}</td>
              <td>{abandoned}</td>
              <td>{maxWaiting}</td>
              <td>
                <ServiceLevel level={level} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
