/**
 * The queues on a screen on the wall: large, without controls, as many as fit. The most urgent are on the first page;
 * pages turn by themselves only if somebody asked for it.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { StaffBar } from './agent-state-bar.tsx';
import { serviceLevel } from './minute-buffer.ts';
import { mostUrgentFirst, type QueueRow } from './queue-rows.ts';
import { Level } from './service-level.tsx';
import { Waited } from './wait-time.tsx';

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
  const fitting = useFitting(body);
  const [turns, setTurns] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / fitting));
  useEffect(() => {
    if (!turning || pages === 1) return undefined;
    const timer = clock.setTimeout(() => setTurns(turns + 1), pageMs);
    return () => clock.clearTimeout(timer);
  }, [turning, pages, turns, clock]);
  const page = turning ? turns % pages : 0;
  const shown = mostUrgentFirst(rows, i18n.language).slice(page * fitting, (page + 1) * fitting);
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
            {shown.map(({ queueId, name, waiting, longestWaitingSince, totals, staff }) => (
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
                  <Waited since={longestWaitingSince} staleSince={staleSince} />
                </td>
                <td>
                  <Level level={serviceLevel(totals)} />
                </td>
                <td>
                  <StaffBar staff={staff} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="television-foot soft">
          {turning ? t('wallboard.page', { page: page + 1, pages }) : t('wallboard.more', { number: hidden })}
        </p>
      )}
    </section>
  );
}

/** How many rows there is room for, below the heading. */
function useFitting(body: RefObject<HTMLElement | null>): number {
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
