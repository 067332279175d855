/** What stays while views change: the bar above, the state of the connection, the panels. */
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from 'rxcti/react';
import { Ringing } from '../agent/call-notifier.tsx';
import { useDesk } from '../session/session-context.ts';
import { AlertVoice } from '../supervisor/alert-notifier.tsx';
import { TracePanel } from '../trace/trace-panel.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Ended } from './session-ended.tsx';
import { KeysDialog } from './shortcuts-dialog.tsx';
import './shell.css';
import { SignInAgain } from './sign-in-again.tsx';
import { useStore } from './store.ts';
import { TopBar } from './top-bar.tsx';
import { useTelevision, useView, viewsOf } from './views.tsx';

/** Whether somebody else may sit here next, or the same person is back soon. */
export type Leaving = 'signing out' | 'for now';

export interface ShellProps {
  readonly onLeave: (how: Leaving) => void;
  /** Takes the session over again, after it was replaced. */
  readonly onEnterAgain: () => void;
}

export function Shell({ onLeave, onEnterAgain }: ShellProps) {
  const { t } = useTranslation();
  const { account, alerts, away } = useDesk();
  const isAway = useStore(away);
  const session = useSession();
  const views = viewsOf(account.role);
  const view = useView(views);
  const television = useTelevision() && view.name === 'wallboard';
  const [tracing, setTracing] = useState(false);

  if (session.name === 'closed') {
    return (
      <Ended
        reason={session.reason}
        error={session.error}
        onLeave={() => onLeave(session.reason === 'replaced' ? 'signing out' : 'for now')}
        onEnterAgain={onEnterAgain}
      />
    );
  }
  return (
    <div className="shell" data-away={isAway || undefined}>
      <a className="skip" href="#main">
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
        <Suspense fallback={<p className="shell-wait soft">{t('common.loading')}</p>}>
          <view.Show />
        </Suspense>
      </main>
      {tracing && <TracePanel onClose={() => setTracing(false)} />}
      <Ringing />
      {alerts !== undefined && <AlertVoice book={alerts} />}
      <KeysDialog />
      <SignInAgain onLeave={() => onLeave('signing out')} />
    </div>
  );
}
