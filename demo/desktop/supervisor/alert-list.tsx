/** The alerts, each until it is over or put away. */
import {
  CircleCheck,
  Hourglass,
  LifeBuoy,
  type LucideIcon,
  PhoneOff,
  Siren,
  TimerOff,
  X,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { Duration } from '../design/duration.tsx';
import type { Tone } from '../design/state-tones.ts';
import type { AlertBook } from './alert-store.ts';
import { useAlertWords } from './alert-text.ts';
import type { Alert, AlertKind } from './alerts.ts';

const looks: Readonly<Record<AlertKind, readonly [LucideIcon, Tone]>> = {
  emergency: [Siren, 'danger'],
  assist: [LifeBuoy, 'ringing'],
  longWait: [Hourglass, 'away'],
  deviceDown: [PhoneOff, 'danger'],
  notReady: [TimerOff, 'away'],
};

export interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly book: AlertBook;
  /** Shows the agent whom an alert is about. */
  readonly onOpenAgent: (agentId: string) => void;
}

export function AlertList({ alerts, book, onOpenAgent }: AlertListProps) {
  const { t } = useTranslation();
  const words = useAlertWords();
  return (
    <section className="card alerts" aria-labelledby="alerts-title">
      <header className="card-head">
        <h2 id="alerts-title" className="card-title">
          {t('alerts.title')}
        </h2>
        {alerts.length > 0 && <span className="count numbers">{alerts.length}</span>}
      </header>
      {alerts.length === 0 ? (
        <p className="alerts-none soft">
          <CircleCheck aria-hidden />
          {t('alerts.none')}
        </p>
      ) : (
        <ul className="alert-list">
          {alerts.map((alert) => {
            const [Icon, tone] = looks[alert.kind];
            const isOver = alert.overAt !== undefined;
            const { agentId } = alert;
            return (
              <li
                key={alert.key}
                className={`alert tone-${isOver ? 'ready' : tone}`}
                data-over={isOver || undefined}
              >
                {isOver ? <CircleCheck aria-hidden /> : <Icon aria-hidden />}
                {agentId === undefined ? (
                  <span className="alert-words">{words(alert)}</span>
                ) : (
                  <AriaButton
                    className="alert-words"
                    aria-label={t('alerts.open', { alert: words(alert) })}
                    onPress={() => onOpenAgent(agentId)}
                  >
                    {words(alert)}
                  </AriaButton>
                )}
                <span className="alert-time small">
                  {isOver ? t('alerts.over') : <Duration since={alert.since} />}
                </span>
                <Button
                  kind="plain"
                  icon={<X aria-hidden />}
                  onlyIcon
                  onPress={() => book.dismiss(alert.key)}
                >
                  {t('alerts.dismiss', { alert: words(alert) })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
