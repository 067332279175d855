/** Joining calls takes a phone that is logged in: says so where it is not, and helps. */
import { PhoneOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/error-message.tsx';
import { useDesk, useMe } from '../session/session-context.ts';

export function OwnPhone() {
  const { t } = useTranslation();
  const { account, password } = useDesk();
  const { agent, can, login } = useMe();
  const logIn = useCommand(async () => login({ password: await password(), instrument: account.extension }));
  if (agent?.state !== 'loggedOut') return null;
  return (
    <section className="card own-phone tone-away" aria-label={t('supervisor.extension')}>
      <PhoneOff aria-hidden />
      <p className="small">{t('supervisor.phoneOff', { extension: account.extension })}</p>
      {can('login') && (
        <Button pending={logIn.pending} onPress={() => void logIn.run()}>
          {t('supervisor.phoneLogin')}
        </Button>
      )}
      <Problem error={logIn.error} onClose={logIn.reset} />
    </section>
  );
}
