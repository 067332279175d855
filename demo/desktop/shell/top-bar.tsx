/** The bar above: the views, the center's time, the connection, and what is about the person. */
import { Activity, ClockAlert, Headset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDuration, useSession } from 'rxcti/react';
import { DemoMenu } from '../demo-controls/demo-menu.tsx';
import { Button } from '../design/button.tsx';
import { clockFace } from '../design/duration.tsx';
import { useDesk } from '../session/session-context.ts';
import { AccountMenu } from './account-menu.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import type { Leaving } from './shell.tsx';
import { addressOf, type View } from './views.tsx';

export interface TopBarProps {
  readonly views: readonly View[];
  readonly view: View;
  readonly tracing: boolean;
  readonly onTrace: () => void;
  readonly onLeave: (how: Leaving) => void;
}

export function TopBar({ views, view, tracing, onTrace, onLeave }: TopBarProps) {
  const { t } = useTranslation();
  const { setup } = useDesk();
  return (
    <header className="top-bar">
      <span className="top-brand">
        <Headset aria-hidden />
        <span>{t('app.name')}</span>
      </span>
      <nav aria-label={t('views.label')}>
        <ul className="top-views">
          {views.map((other) => (
            <li key={other.name}>
              <a
                className="top-view"
                href={addressOf(other)}
                aria-current={other === view ? 'page' : undefined}
              >
                <other.Icon aria-hidden />
                <span>{t(`views.${other.name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <span className="top-space" />
      <CenterClock />
      <ConnectionLight />
      {setup.demo && <DemoMenu />}
      <Button kind="plain" icon={<Activity aria-hidden />} onlyIcon expanded={tracing} onPress={onTrace}>
        {t('trace.open')}
      </Button>
      <PreferencesMenu />
      <AccountMenu onLeave={onLeave} />
    </header>
  );
}

/** A clock that is wrong by more is mentioned. */
const toleratedMs = 120_000;

/** The time in the contact center, whatever this computer's clock says. */
function CenterClock() {
  const { t, i18n } = useTranslation();
  const offsetMs = useDesk().clockOffsetMs();
  const now = useDuration(0) + offsetMs;
  const format = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  const isWrong = Math.abs(offsetMs) > toleratedMs;
  return (
    <>
      <time className="top-clock numbers">{format.format(now)}</time>
      {isWrong && (
        <Button kind="plain" icon={<ClockAlert aria-hidden />} onlyIcon>
          {t('clock.wrong', { time: clockFace(Math.abs(offsetMs)) })}
        </Button>
      )}
    </>
  );
}

function ConnectionLight() {
  const { t } = useTranslation();
  const session = useSession();
  const { name } = session;
  const tone = name === 'ready' ? 'ready' : name === 'waiting' ? 'danger' : 'away';
  const node = 'endpoint' in session ? session.endpoint.host : undefined;
  return (
    <span className={`state small top-light tone-${tone}`} title={node}>
      <span>{t(`connection.${name}`)}</span>
    </span>
  );
}
