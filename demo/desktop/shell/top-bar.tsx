/** Top bar: views, server time, connection status and menus. */
import { Activity, ClockAlert, Headset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDuration, useSession } from 'rxcti/react';
import { DemoMenu } from '../demo-controls/demo-menu.tsx';
import { Button } from '../design/button.tsx';
import { formatDuration } from '../design/duration.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { AccountMenu, type LeaveMode } from './account-menu.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import { type View, viewUrl } from './views.tsx';

export interface TopBarProps {
  readonly views: readonly View[];
  readonly view: View;
  readonly tracing: boolean;
  readonly onTrace: () => void;
  readonly onLeave: (how: LeaveMode) => void;
}

export function TopBar({ views, view, tracing, onTrace, onLeave }: TopBarProps) {
  const { t } = useTranslation();
  const { setup } = useDesktopSession();
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
                href={viewUrl(other)}
                aria-current={other === view ? 'page' : undefined}
              >
                <other.Icon aria-hidden />
                <span>{t(`views.${other.name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <span className="top-spacer" />
      <CenterClock />
      <ConnectionStatus />
      {setup.demo && <DemoMenu />}
      <Button kind="plain" icon={<Activity aria-hidden />} iconOnly expanded={tracing} onPress={onTrace}>
        {t('trace.open')}
      </Button>
      <PreferencesMenu />
      <AccountMenu onLeave={onLeave} />
    </header>
  );
}

/** A larger difference between the clocks is shown. */
const maxClockOffsetMs = 120_000;

/** Server time, independent of the local clock. */
function CenterClock() {
  const { t, i18n } = useTranslation();
  const offsetMs = useDesktopSession().clockOffsetMs();
  const now = useDuration(0) + offsetMs;
  const format = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  const isWrong = Math.abs(offsetMs) > maxClockOffsetMs;
  return (
    <>
      <time className="top-clock numbers">{format.format(now)}</time>
      {isWrong && (
        <Button kind="plain" icon={<ClockAlert aria-hidden />} iconOnly>
          {t('clock.wrong', { time: formatDuration(Math.abs(offsetMs)) })}
        </Button>
      )}
    </>
  );
}

function ConnectionStatus() {
  const { t } = useTranslation();
  const session = useSession();
  const { name } = session;
  const tone = name === 'ready' ? 'ready' : name === 'waiting' ? 'danger' : 'away';
  const node = 'endpoint' in session ? session.endpoint.host : undefined;
  return (
    <span className={`state small connection-status tone-${tone}`} title={node}>
      <span>{t(`connection.${name}`)}</span>
    </span>
  );
}
