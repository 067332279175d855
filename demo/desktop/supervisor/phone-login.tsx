/** Login of the supervisor's phone, which is required to join calls. */
import { PhoneOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';

export function PhoneLogin() {
  const { t } = useTranslation();
  const { account, password } = useDesktopSession();
  const { agent, can, login } = useCurrentAgent();
  const logIn = useCommand(async () => login({ password: await password(), instrument: account.extension }));
  if (agent?.state !== 'loggedOut') return null;
  return (
    <section className="card phone-login tone-away" aria-label={t('supervisor.extension')}>
      <PhoneOff aria-hidden />
      <p className="small">{t('supervisor.phoneOff', { extension: account.extension })}</p>
      {can('login') && (
        <Button pending={logIn.pending} onPress={() => void logIn.run()}>
          {t('supervisor.phoneLogin')}
        </Button>
      )}
      <ErrorMessage error={logIn.error} onClose={logIn.reset} />
    </section>
  );
}
