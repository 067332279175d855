/** Age of the data. Always shown, so that a stopped wallboard is recognized. */
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDuration } from 'rxcti/react';
import { formatDuration } from '../design/duration.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import type { QueueHistory } from './queue-history.ts';

export interface DataAgeProps {
  readonly history: QueueHistory;
  readonly staleSince: number | undefined;
}

export function DataAge({ history, staleSince }: DataAgeProps) {
  const { t, i18n } = useTranslation();
  const { clockOffsetMs } = useDesktopSession();
  const now = useDuration(0);
  const heardAt = history.lastMessageAt();
  if (heardAt === undefined || !history.isComplete)
    return <p className="data-age muted">{t('wallboard.noneYet')}</p>;
  if (staleSince === undefined) {
    return (
      <p className="data-age tone-ready">
        <span className="state">{t('wallboard.live')}</span>
        <span className="muted numbers">
          {t('wallboard.heard', { time: formatDuration(Math.max(0, now - heardAt)) })}
        </span>
      </p>
    );
  }
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  return (
    <p className="data-age tone-danger" data-stale>
      <CloudOff aria-hidden />
      <b className="numbers">
        {t('wallboard.asOf', {
          time: time.format(staleSince + clockOffsetMs()),
          age: formatDuration(Math.max(0, now - staleSince)),
        })}
      </b>
    </p>
  );
}
