/** Password dialog over the page, shown while the password is required. */
import { useState } from 'react';
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { useStore } from './store.ts';

export function SignInAgain({ onLeave }: { readonly onLeave: () => void }) {
  const { passwordRequired } = useDesktopSession();
  return useStore(passwordRequired) ? <PasswordDialog onLeave={onLeave} /> : null;
}

function PasswordDialog({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { account, signInAgain } = useDesktopSession();
  const [password, setPassword] = useState('');
  const submit = useCommand(signInAgain);
  return (
    <ModalOverlay className="overlay" isOpen isKeyboardDismissDisabled>
      <Modal className="dialog">
        <Dialog className="dialog-content" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {t('signIn.againTitle')}
          </Heading>
          <p className="muted">{t('signIn.againText')}</p>
          <Form
            className="dialog-form"
            onSubmit={(event) => {
              event.preventDefault();
              void submit.run(password);
            }}
          >
            {/* For password managers, which need both fields. */}
            <input type="text" value={account.agentId} autoComplete="username" readOnly hidden />
            <Field
              label={`${t('signIn.password')} · ${account.agentId}`}
              type="password"
              value={password}
              onChange={(typed) => {
                submit.reset();
                setPassword(typed);
              }}
              autoComplete="current-password"
              isRequired
              autoFocus
              leftToRight
            />
            <ErrorMessage error={submit.error} />
            <div className="dialog-actions">
              <Button type="submit" kind="primary" pending={submit.pending}>
                {t('signIn.submit')}
              </Button>
              <Button kind="plain" onPress={onLeave}>
                {t('account.signOut')}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
