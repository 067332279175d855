/** Banner for stale data: since when, and when the next reconnect is. It overlays the page, so that nothing moves. */
import { CloudOff, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDuration, useSession, useStatistics } from 'rxcti/react';
import { isUnreachable } from '../session/desktop-session.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { announce } from './announcer.tsx';

export function ConnectionBanner() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const { staleSince } = useStatistics();
  const { clockOffsetMs } = useDesktopSession();
  const isAway = isUnreachable(session);
  const wasReady = useRef(false);
  const { name } = session;

  useEffect(() => {
    if (name === 'ready' && wasReady.current) announce(t('announce.back'));
    if (name === 'waiting' && wasReady.current) announce(t('announce.lost'), true);
    if (name === 'ready') wasReady.current = true;
  }, [name, t]);

  const wasUnreachable = useRef(false);
  useEffect(() => {
    if (isAway) announce(t('announce.lost'), true);
    else if (wasUnreachable.current) announce(t('announce.back'));
    wasUnreachable.current = isAway;
  }, [isAway, t]);

  if (isAway) {
    return (
      <div className="banner tone-danger">
        <CloudOff aria-hidden />
        <p>
          <b>{t('connection.away')}</b>
        </p>
      </div>
    );
  }
  if (name === 'ready' || name === 'closed') return null;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  return (
    <div className={`banner ${name === 'waiting' ? 'tone-danger' : 'tone-away'}`}>
      {name === 'waiting' ? <CloudOff aria-hidden /> : <LoaderCircle className="spinning" aria-hidden />}
      <p>
        <b>
          {name === 'waiting' && <Retry at={session.retryAt} />}
          {name === 'synchronizing' &&
            (session.online
              ? t('connection.synchronizingSteps', { ...session.progress })
              : t('connection.offline'))}
          {name !== 'waiting' && name !== 'synchronizing' && t(`connection.${name}`)}
        </b>{' '}
        {wasReady.current &&
          staleSince !== undefined &&
          t('connection.stale', { time: time.format(staleSince + clockOffsetMs()) })}
      </p>
    </div>
  );
}

/** Counts down to the next reconnect. */
function Retry({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const now = useDuration(0);
  const seconds = Math.ceil((at - now) / 1000);
  return seconds > 0 ? t('connection.waitingFor', { seconds }) : t('connection.waiting');
}
