/**
 * The queues for a TV screen: large and without controls. Shows as many rows as fit, most urgent first, and rotates
 * pages if enabled.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { AgentStateBar } from './agent-state-bar.tsx';
import { serviceLevel } from './minute-buffer.ts';
import { type QueueRow, sortByUrgency } from './queue-rows.ts';
import { ServiceLevel } from './service-level.tsx';
import { WaitTime } from './wait-time.tsx';

const pageMs = 15_000;
const rowEms = 2.5;

export interface TelevisionProps {
  readonly rows: readonly QueueRow[];
  readonly staleSince: number | undefined;
  readonly turning: boolean;
}

export function Television({ rows, staleSince, turning }: TelevisionProps) {
  const { t, i18n } = useTranslation();
  const { clock } = useCtiClient();
  const body = useRef<HTMLDivElement>(null);
  const fitting = useVisibleRows(body);
  const [turns, setTurns] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / fitting));
  useEffect(() => {
    if (!turning || pages === 1) return undefined;
    const timer = clock.setTimeout(() => setTurns(turns + 1), pageMs);
    return () => clock.clearTimeout(timer);
  }, [turning, pages, turns, clock]);
  const page = turning ? turns % pages : 0;
  const shown = sortByUrgency(rows, i18n.language).slice(page * fitting, (page + 1) * fitting);
  const hidden = rows.length - shown.length;

  return (
    <section className="card television" aria-label={t('wallboard.queues')}>
      <div className="television-body" ref={body}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('wallboard.queue')}</th>
              <th scope="col">{t('wallboard.waiting')}</th>
              <th scope="col">{t('wallboard.longest')}</th>
              <th scope="col">{t('wallboard.serviceLevel')}</th>
              <th scope="col">{t('wallboard.agents')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ queueId, name, waiting, longestWaitingSince, totals, agentCounts }) => (
              <tr key={queueId} data-waits={waiting > 0 || undefined}>
                <th scope="row">{name}</th>
                <td>
                  <span
                    className={`waiting tone-${waiting > 0 ? 'ringing' : 'off'}`}
                    data-zero={waiting === 0 || undefined}
                  >
                    {waiting}
                  </span>
                </td>
                <td>
                  <WaitTime since={longestWaitingSince} staleSince={staleSince} />
                </td>
                <td>
                  <ServiceLevel level={serviceLevel(totals)} />
                </td>
                <td>
                  <AgentStateBar staff={agentCounts} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="television-footer muted">
          {turning ? t('wallboard.page', { page: page + 1, pages }) : t('wallboard.more', { number: hidden })}
        </p>
      )}
    </section>
  );
}

/** Number of rows that fit below the table header. */
function useVisibleRows(body: RefObject<HTMLElement | null>): number {
  const [fitting, setFitting] = useState(10);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      setFitting(Math.max(1, Math.floor(element.clientHeight / (em * rowEms) - 1)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [body]);
  return fitting;
}
