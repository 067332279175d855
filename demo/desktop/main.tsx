import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, connectSession } from './app.tsx';
import './design/index.css';
import { initLanguages, languageOf } from './languages/index.ts';
import { loadAccount } from './session/account-storage.ts';
import { readSetup } from './session/setup.ts';
import { applyPreferences, getPreferences } from './shell/preferences.ts';

const [setup] = await Promise.all([readSetup(), initLanguages(languageOf(getPreferences().language))]);
applyPreferences();
const account = loadAccount();
const initial = account === undefined ? undefined : connectSession(account, setup);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App setup={setup} initial={initial} />
  </StrictMode>,
);
