/** The first page: who are you, and at which phone? */
import { Headset } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Avatar } from '../design/avatar.tsx';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { LanguageChoice } from '../shell/language-choice.tsx';
import type { Person, Setup } from './setup.ts';
import { type Account, type Credentials, signIn } from './sign-in.ts';
import './sign-in-page.css';

export interface SignInPageProps {
  readonly setup: Setup;
  /** Who sat here last, and where: nobody types it twice. */
  readonly last?: Credentials | undefined;
  readonly onSignedIn: (account: Account) => void;
}

export function SignInPage({ setup, last, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const [credentials, setCredentials] = useState<Credentials>({
    agentId: last?.agentId ?? '',
    password: '',
    extension: last?.extension ?? '',
  });
  const enter = useCommand(async (chosen: Credentials) => onSignedIn(await signIn(setup.signIn, chosen)));
  const change = (name: keyof Credentials) => (value: string) => {
    enter.reset();
    setCredentials((before) => ({ ...before, [name]: value }));
  };

  return (
    <main className="sign-in">
      <section className="sign-in-card card" aria-labelledby="sign-in-title">
        <header className="sign-in-head">
          <span className="brand-mark">
            <Headset aria-hidden />
          </span>
          <div>
            <h1 id="sign-in-title">{t('app.name')}</h1>
            <p className="soft small">{t('signIn.lead')}</p>
          </div>
        </header>
        <Form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            void enter.run(credentials);
          }}
        >
          <Field
            label={t('signIn.agentId')}
            value={credentials.agentId}
            onChange={change('agentId')}
            autoComplete="username"
            isRequired
            autoFocus={last === undefined}
            leftToRight
          />
          <Field
            label={t('signIn.password')}
            type="password"
            value={credentials.password}
            onChange={change('password')}
            autoComplete="current-password"
            isRequired
            autoFocus={last !== undefined}
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
          <Problem error={enter.error} />
          <Button type="submit" kind="primary" pending={enter.pending}>
            {t('signIn.submit')}
          </Button>
        </Form>
        <LanguageChoice />
      </section>
      {setup.people && (
        <section className="sign-in-people" aria-labelledby="people-title">
          <h2 id="people-title">{t('signIn.people')}</h2>
          <p className="soft small">{t('signIn.peopleHint')}</p>
          <ul className="people">
            {setup.people.map((person) => (
              <li key={person.agentId}>
                <PersonButton
                  person={person}
                  onPress={() => {
                    setCredentials(person);
                    void enter.run(person);
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

function PersonButton({ person, onPress }: { readonly person: Person; readonly onPress: () => void }) {
  const { t } = useTranslation();
  const { name, agentId, extension, role } = person;
  return (
    <AriaButton className="person" onPress={onPress}>
      <Avatar name={name} />
      <span className="person-name">
        <b>{name}</b>
        <span className="soft small">
          <span className="number">{agentId}</span> · <span className="number">{extension}</span>
        </span>
      </span>
      <span className="person-role small">{t(`roles.${role}`)}</span>
    </AriaButton>
  );
}
