/** Signed out: the sign-in page. Signed in: the shell with the views of the role. */
import { useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { CtiProvider } from 'rxcti/react';
import { type Desk, openDesk } from './session/desk.ts';
import { DeskContext } from './session/desk-context.ts';
import type { Setup } from './session/setup.ts';
import type { Account } from './session/sign-in.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { Announcer } from './shell/announcer.tsx';
import { usePreferences } from './shell/preferences.ts';
import { Shell } from './shell/shell.tsx';

export function App({ setup }: { readonly setup: Setup }) {
  const [desk, setDesk] = useState<Desk>();
  const { language } = usePreferences();

  function enter(account: Account): void {
    const fresh = openDesk(account, setup);
    setDesk(fresh);
    // How it goes, the session's state tells; a refusal is shown by the shell.
    fresh.client.connect().catch(() => {});
  }

  function leave(): void {
    void desk?.client.close();
    setDesk(undefined);
  }

  return (
    <I18nProvider locale={language}>
      <Announcer />
      {desk === undefined ? (
        <SignInPage setup={setup} onSignedIn={enter} />
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
