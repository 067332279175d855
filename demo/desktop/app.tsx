/** Signed out: the sign-in page. Signed in: the shell with the views of the role. */
import { useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { CtiProvider } from 'rxcti/react';
import { forgetHistory } from './agent/history-storage.ts';
import { forgetAccount, keepAccount } from './session/account-storage.ts';
import { type Desk, openDesk } from './session/desktop-session.ts';
import { DeskContext } from './session/session-context.ts';
import type { Setup } from './session/setup.ts';
import type { Account } from './session/sign-in.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { Announcer } from './shell/announcer.tsx';
import { usePreferences } from './shell/preferences.ts';
import { type Leaving, Shell } from './shell/shell.tsx';

export interface AppProps {
  readonly setup: Setup;
  /** The desk of whoever was signed in when the page was loaded again. */
  readonly initial?: Desk | undefined;
}

export function App({ setup, initial }: AppProps) {
  const [desk, setDesk] = useState(initial);
  const [last, setLast] = useState<Account>();
  const { language } = usePreferences();

  function enter(account: Account): void {
    keepAccount(account);
    setDesk(connectDesk(account, setup));
  }

  function leave(how: Leaving): void {
    forgetAccount();
    if (how === 'signing out' && desk !== undefined) forgetHistory(desk.account.agentId);
    void desk?.client.close();
    setLast(desk?.account);
    setDesk(undefined);
  }

  return (
    <I18nProvider locale={language}>
      <Announcer />
      {desk === undefined ? (
        <SignInPage setup={setup} last={last} onSignedIn={enter} />
      ) : (
        <DeskContext value={desk}>
          <CtiProvider client={desk.client}>
            <Shell key={desk.account.agentId} onLeave={leave} onEnterAgain={() => enter(desk.account)} />
          </CtiProvider>
        </DeskContext>
      )}
    </I18nProvider>
  );
}

export function connectDesk(account: Account, setup: Setup): Desk {
  const desk = openDesk(account, setup);
  // How it goes, the session's state tells; a refusal is shown by the shell.
  desk.client.connect().catch(() => {});
  return desk;
}
