/** Asks for the password where the page knows none any more. Everything below stays as it is, and goes on afterwards. */
import { useState } from 'react';
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { useDesk } from '../session/session-context.ts';
import { useStore } from './store.ts';

export function SignInAgain({ onLeave }: { readonly onLeave: () => void }) {
  const { passwordWanted } = useDesk();
  return useStore(passwordWanted) ? <Question onLeave={onLeave} /> : null;
}

function Question({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { account, signInAgain } = useDesk();
  const [password, setPassword] = useState('');
  const enter = useCommand(signInAgain);
  return (
    <ModalOverlay className="veil" isOpen isKeyboardDismissDisabled>
      <Modal className="dialog">
        <Dialog className="dialog-content" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {t('signIn.againTitle')}
          </Heading>
          <p className="soft">{t('signIn.againText')}</p>
          <Form
            className="dialog-form"
            onSubmit={(event) => {
              event.preventDefault();
              void enter.run(password);
            }}
          >
            {/* For password managers, which look for both. */}
            <input type="text" value={account.agentId} autoComplete="username" readOnly hidden />
            <Field
              label={`${t('signIn.password')} · ${account.agentId}`}
              type="password"
              value={password}
              onChange={(typed) => {
                enter.reset();
                setPassword(typed);
              }}
              autoComplete="current-password"
              isRequired
              autoFocus
              leftToRight
            />
            <Problem error={enter.error} />
            <div className="dialog-actions">
              <Button type="submit" kind="primary" pending={enter.pending}>
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
