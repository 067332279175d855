/** Shows the sign-in page, or the shell with the views of the user's role. */
import { useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { CtiProvider } from 'rxcti/react';
import { clearHistory } from './agent/history-storage.ts';
import { clearAccount, saveAccount } from './session/account-storage.ts';
import { type DesktopSession, openDesktopSession } from './session/desktop-session.ts';
import { SessionContext } from './session/session-context.ts';
import type { Setup } from './session/setup.ts';
import type { Account } from './session/sign-in.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import type { LeaveMode } from './shell/account-menu.tsx';
import { Announcer } from './shell/announcer.tsx';
import { usePreferences } from './shell/preferences.ts';
import { Shell } from './shell/shell.tsx';

export interface AppProps {
  readonly setup: Setup;
  /** The session restored after a page reload. */
  readonly initial?: DesktopSession | undefined;
}

export function App({ setup, initial }: AppProps) {
  const [session, setSession] = useState(initial);
  const [previousAccount, setPreviousAccount] = useState<Account>();
  const { language } = usePreferences();

  function signIn(account: Account): void {
    saveAccount(account);
    setSession(connectSession(account, setup));
  }

  function signOut(how: LeaveMode): void {
    clearAccount();
    if (how === 'signOut' && session !== undefined) clearHistory(session.account.agentId);
    void session?.client.close();
    setPreviousAccount(session?.account);
    setSession(undefined);
  }

  return (
    <I18nProvider locale={language}>
      <Announcer />
      {session === undefined ? (
        <SignInPage setup={setup} previous={previousAccount} onSignedIn={signIn} />
      ) : (
        <SessionContext value={session}>
          <CtiProvider client={session.client}>
            <Shell
              key={session.account.agentId}
              onLeave={signOut}
              onTakeOver={() => signIn(session.account)}
            />
          </CtiProvider>
        </SessionContext>
      )}
    </I18nProvider>
  );
}

export function connectSession(account: Account, setup: Setup): DesktopSession {
  const session = openDesktopSession(account, setup);
  // The result is in the session state; the shell shows a refusal.
  session.client.connect().catch(() => {});
  return session;
}
