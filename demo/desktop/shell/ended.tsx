/** The session is over. If somebody else took it over there is a choice, and no fight: nothing happens by itself. */
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CtiError, SessionState } from 'rxcti';
import { Button } from '../design/button.tsx';
import { sentenceOf } from '../languages/errors.ts';

export interface EndedProps {
  readonly reason: Extract<SessionState, { name: 'closed' }>['reason'];
  readonly error: CtiError | undefined;
  readonly onLeave: () => void;
  readonly onEnterAgain: () => void;
}

export function Ended({ reason, error, onLeave, onEnterAgain }: EndedProps) {
  const { t } = useTranslation();
  const replaced = reason === 'replaced';
  return (
    <main className="ended">
      <section className="card ended-card">
        {replaced ? <MonitorSmartphone aria-hidden /> : <LogOut aria-hidden />}
        <h1>{replaced ? t('replaced.title') : t('ended.title')}</h1>
        <p className="soft" role="alert">
          {replaced ? t('replaced.text') : error !== undefined && sentenceOf(error, t)}
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
