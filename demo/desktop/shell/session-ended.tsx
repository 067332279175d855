/** Shown after the session has closed. A replaced session can be taken over again; this never happens automatically. */
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CtiError, SessionState } from 'rxcti';
import { Button } from '../design/button.tsx';
import { describeError } from '../languages/errors.ts';

export interface SessionEndedProps {
  readonly reason: Extract<SessionState, { name: 'closed' }>['reason'];
  readonly error: CtiError | undefined;
  readonly onLeave: () => void;
  readonly onEnterAgain: () => void;
}

export function SessionEnded({ reason, error, onLeave, onEnterAgain }: SessionEndedProps) {
  const { t } = useTranslation();
  // Focuses the card rather than a button, so that an Enter key press in progress triggers nothing.
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  const replaced = reason === 'replaced';
  const description = error === undefined || replaced ? undefined : describeError(error, t);
  return (
    <main className="session-ended">
      <section ref={card} className="card session-ended-card" tabIndex={-1} aria-labelledby="ended-title">
        {replaced ? <MonitorSmartphone aria-hidden /> : <LogOut aria-hidden />}
        <h1 id="ended-title">{replaced ? t('replaced.title') : t('ended.title')}</h1>
        <p className="muted" role="alert">
          {replaced ? t('replaced.text') : description?.sentence}{' '}
          {description?.code !== undefined && <code className="problem-code">{description.code}</code>}
        </p>
        <div className="session-ended-actions">
          {replaced && (
            <Button kind="primary" onPress={onEnterAgain}>
              {t('replaced.here')}
            </Button>
          )}
          <Button kind={replaced ? 'plain' : 'primary'} onPress={onLeave}>
            {replaced ? t('replaced.leave') : t('ended.again')}
          </Button>
        </div>
      </section>
    </main>
  );
}
