/** Sign-in page: agent ID, password and extension. */
import { Headset } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Avatar } from '../design/avatar.tsx';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { LanguageChoice } from '../shell/language-choice.tsx';
import type { DemoUser, Setup } from './setup.ts';
import { type Account, type Credentials, signIn } from './sign-in.ts';
import './sign-in-page.css';

export interface SignInPageProps {
  readonly setup: Setup;
  /** Prefills the form with the previous user. */
  readonly previous?: Credentials | undefined;
  readonly onSignedIn: (account: Account) => void;
}

export function SignInPage({ setup, previous, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const [credentials, setCredentials] = useState<Credentials>({
    agentId: previous?.agentId ?? '',
    password: '',
    extension: previous?.extension ?? '',
  });
  const submit = useCommand(async (chosen: Credentials) => onSignedIn(await signIn(setup.signIn, chosen)));
  const change = (name: keyof Credentials) => (value: string) => {
    submit.reset();
    setCredentials((before) => ({ ...before, [name]: value }));
  };

  return (
    <main className="sign-in">
      <section className="sign-in-card card" aria-labelledby="sign-in-title">
        <header className="sign-in-header">
          <span className="brand-icon">
            <Headset aria-hidden />
          </span>
          <div>
            <h1 id="sign-in-title">{t('app.name')}</h1>
            <p className="muted small">{t('signIn.lead')}</p>
          </div>
        </header>
        <Form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            void submit.run(credentials);
          }}
        >
          <Field
            label={t('signIn.agentId')}
            value={credentials.agentId}
            onChange={change('agentId')}
            autoComplete="username"
            isRequired
            autoFocus={previous === undefined}
            leftToRight
          />
          <Field
            label={t('signIn.password')}
            type="password"
            value={credentials.password}
            onChange={change('password')}
            autoComplete="current-password"
            isRequired
            autoFocus={previous !== undefined}
            leftToRight
          />
          <Field
            label={t('signIn.extension')}
            inputMode="tel"
            value={credentials.extension}
            onChange={change('extension')}
            isRequired
            leftToRight
          />
          <ErrorMessage error={submit.error} />
          <Button type="submit" kind="primary" pending={submit.pending}>
            {t('signIn.submit')}
          </Button>
        </Form>
        <LanguageChoice />
      </section>
      {setup.demoUsers && (
        <section className="sign-in-demo-users" aria-labelledby="people-title">
          <h2 id="people-title">{t('signIn.people')}</h2>
          <p className="muted small">{t('signIn.peopleHint')}</p>
          <ul className="demo-users">
            {setup.demoUsers.map((person) => (
              <li key={person.agentId}>
                <DemoUserButton
                  person={person}
                  onPress={() => {
                    setCredentials(person);
                    void submit.run(person);
                  }}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

function DemoUserButton({ person, onPress }: { readonly person: DemoUser; readonly onPress: () => void }) {
  const { t } = useTranslation();
  const { name, agentId, extension, role } = person;
  return (
    <AriaButton className="demo-user" onPress={onPress}>
      <Avatar name={name} />
      <span className="demo-user-name">
        <b>{name}</b>
        <span className="muted small">
          <span className="number">{agentId}</span> · <span className="number">{extension}</span>
        </span>
      </span>
      <span className="demo-user-role small">{t(`roles.${role}`)}</span>
    </AriaButton>
  );
}
