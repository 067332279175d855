import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, connectDesk } from './app.tsx';
import './design/index.css';
import { languageOf, startLanguages } from './languages/index.ts';
import { keptAccount } from './session/account-storage.ts';
import { readSetup } from './session/setup.ts';
import { apply, preferences } from './shell/preferences.ts';

const [setup] = await Promise.all([readSetup(), startLanguages(languageOf(preferences().language))]);
apply();
const account = keptAccount();
const initial = account === undefined ? undefined : connectDesk(account, setup);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App setup={setup} initial={initial} />
  </StrictMode>,
);
