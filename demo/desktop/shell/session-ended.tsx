/** The session is over. If somebody else took it over there is a choice, and no fight: nothing happens by itself. */
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CtiError, SessionState } from 'rxcti';
import { Button } from '../design/button.tsx';
import { explain } from '../languages/errors.ts';

export interface EndedProps {
  readonly reason: Extract<SessionState, { name: 'closed' }>['reason'];
  readonly error: CtiError | undefined;
  readonly onLeave: () => void;
  readonly onEnterAgain: () => void;
}

export function Ended({ reason, error, onLeave, onEnterAgain }: EndedProps) {
  const { t } = useTranslation();
  // The keyboard starts here; on no button, since whoever was typing has pressed Enter soon.
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  const replaced = reason === 'replaced';
  const why = error === undefined || replaced ? undefined : explain(error, t);
  return (
    <main className="ended">
      <section ref={card} className="card ended-card" tabIndex={-1} aria-labelledby="ended-title">
        {replaced ? <MonitorSmartphone aria-hidden /> : <LogOut aria-hidden />}
        <h1 id="ended-title">{replaced ? t('replaced.title') : t('ended.title')}</h1>
        <p className="soft" role="alert">
          {replaced ? t('replaced.text') : why?.sentence}{' '}
          {why?.code !== undefined && <code className="problem-code">{why.code}</code>}
        </p>
        <div className="ended-choices">
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
