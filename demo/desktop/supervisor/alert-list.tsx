/** List of active, ended and not yet dismissed alerts. */
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
import type { AlertStore } from './alert-store.ts';
import { useAlertText } from './alert-text.ts';
import type { Alert, AlertKind } from './alerts.ts';

const alertIcons: Readonly<Record<AlertKind, readonly [LucideIcon, Tone]>> = {
  emergency: [Siren, 'danger'],
  assist: [LifeBuoy, 'ringing'],
  longWait: [Hourglass, 'away'],
  deviceDown: [PhoneOff, 'danger'],
  notReady: [TimerOff, 'away'],
};

export interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly store: AlertStore;
  /** Opens the dialog of the agent concerned. */
  readonly onOpenAgent: (agentId: string) => void;
}

export function AlertList({ alerts, store, onOpenAgent }: AlertListProps) {
  const { t } = useTranslation();
  const alertText = useAlertText();
  return (
    <section className="card alerts" aria-labelledby="alerts-title">
      <header className="card-header">
        <h2 id="alerts-title" className="card-title">
          {t('alerts.title')}
        </h2>
        {alerts.length > 0 && <span className="count numbers">{alerts.length}</span>}
      </header>
      {alerts.length === 0 ? (
        <p className="alerts-empty muted">
          <CircleCheck aria-hidden />
          {t('alerts.none')}
        </p>
      ) : (
        <ul className="alert-list">
          {alerts.map((alert) => {
            const [Icon, tone] = alertIcons[alert.kind];
            const isOver = alert.endedAt !== undefined;
            const { agentId } = alert;
            return (
              <li
                key={alert.key}
                className={`alert tone-${isOver ? 'ready' : tone}`}
                data-over={isOver || undefined}
              >
                {isOver ? <CircleCheck aria-hidden /> : <Icon aria-hidden />}
                {agentId === undefined ? (
                  <span className="alert-text">{alertText(alert)}</span>
                ) : (
                  <AriaButton
                    className="alert-text"
                    aria-label={t('alerts.open', { alert: alertText(alert) })}
                    onPress={() => onOpenAgent(agentId)}
                  >
                    {alertText(alert)}
                  </AriaButton>
                )}
                <span className="alert-time small">
                  {isOver ? t('alerts.over') : <Duration since={alert.since} />}
                </span>
                <Button
                  kind="plain"
                  icon={<X aria-hidden />}
                  iconOnly
                  onPress={() => store.dismiss(alert.key)}
                >
                  {t('alerts.dismiss', { alert: alertText(alert) })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
