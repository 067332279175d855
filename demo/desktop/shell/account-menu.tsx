/** Account menu: name, and sign-out with a reason. */
import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Avatar } from '../design/avatar.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';

/** `signOut` deletes personal data; `stayLoggedIn` keeps it, because the agent will return. */
export type LeaveMode = 'signOut' | 'stayLoggedIn';

export function AccountMenu({ onLeave }: { readonly onLeave: (how: LeaveMode) => void }) {
  const { t } = useTranslation();
  const { account, setup } = useDesktopSession();
  const { agent, can, cannot, logout } = useCurrentAgent();
  const name = [agent?.firstName, agent?.lastName].filter(Boolean).join(' ') || account.agentId;
  const signOut = useCommand(async (reasonCode: number) => {
    if (can('logout')) await logout({ reasonCode });
    onLeave('signOut');
  });
  const loggedIn = agent !== undefined && agent.state !== 'loggedOut' && agent.state !== 'unknown';
  const reasons = setup.reasons.logout.length > 0 ? setup.reasons.logout : [{ code: 0, name: '' }];
  const blocked = loggedIn ? cannot('logout') : undefined;
  return (
    <>
      <MenuTrigger>
        <AriaButton
          className="button account-button"
          data-kind="plain"
          aria-label={`${t('account.menu')}: ${name}`}
        >
          <Avatar name={name} />
          <span className="account-name">{name}</span>
          <ChevronDown aria-hidden />
        </AriaButton>
        <Popover className="popover" placement="bottom end">
          <Menu
            disabledKeys={blocked === undefined ? [] : reasons.map(({ code }) => `out-${code}`)}
            onAction={(key) => {
              if (key === 'leave') onLeave(loggedIn ? 'stayLoggedIn' : 'signOut');
              else void signOut.run(Number(String(key).slice(4)));
            }}
          >
            <MenuSection>
              <Header className="menu-heading">
                {t(`roles.${account.role}`)} · {t('account.extension', { extension: account.extension })}
              </Header>
              {loggedIn &&
                reasons.map(({ code, name: reason }) => (
                  <MenuItem key={code} id={`out-${code}`} className="menu-item" textValue={reason}>
                    {reason === '' ? t('account.signOut') : t('account.signOutReason', { reason })}
                  </MenuItem>
                ))}
              <MenuItem id="leave" className="menu-item">
                {loggedIn ? t('account.leave') : t('account.signOut')}
              </MenuItem>
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ErrorMessage error={signOut.error} onClose={signOut.reset} />
    </>
  );
}
