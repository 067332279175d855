/** Frame of all views: top bar, connection banner, dialogs and trace panel. */
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from 'rxcti/react';
import { CallNotifier } from '../agent/call-notifier.tsx';
import { isUnreachable } from '../session/desktop-session.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { AlertNotifier } from '../supervisor/alert-notifier.tsx';
import { TracePanel } from '../trace/trace-panel.tsx';
import type { LeaveMode } from './account-menu.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useTelevision } from './location.ts';
import { SessionEnded } from './session-ended.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import './shell.css';
import { SignInAgain } from './sign-in-again.tsx';
import { TopBar } from './top-bar.tsx';
import { useView, viewsOf } from './views.tsx';

export interface ShellProps {
  readonly onLeave: (how: LeaveMode) => void;
  /** Opens the session again after it was replaced. */
  readonly onTakeOver: () => void;
}

export function Shell({ onLeave, onTakeOver }: ShellProps) {
  const { t } = useTranslation();
  const { account, alerts } = useDesktopSession();
  const session = useSession();
  const views = viewsOf(account.role);
  const view = useView(views);
  const television = useTelevision() && view.name === 'wallboard';
  const [tracing, setTracing] = useState(false);

  if (session.name === 'closed') {
    return (
      <SessionEnded
        reason={session.reason}
        error={session.error}
        onLeave={() => onLeave(session.reason === 'replaced' ? 'signOut' : 'stayLoggedIn')}
        onEnterAgain={onTakeOver}
      />
    );
  }
  return (
    <div className="shell" data-away={isUnreachable(session) || undefined}>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      {!television && (
        <TopBar
          views={views}
          view={view}
          tracing={tracing}
          onTrace={() => setTracing((before) => !before)}
          onLeave={onLeave}
        />
      )}
      <ConnectionBanner />
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense fallback={<p className="shell-wait muted">{t('common.loading')}</p>}>
          <view.Show />
        </Suspense>
      </main>
      {tracing && <TracePanel onClose={() => setTracing(false)} />}
      <CallNotifier />
      {alerts !== undefined && <AlertNotifier store={alerts} />}
      <ShortcutsDialog />
      <SignInAgain onLeave={() => onLeave('signOut')} />
    </div>
  );
}
