/** The agent's state, its duration and the available state changes. */
import { ChevronDown, CircleCheck, CirclePause, NotebookPen, PhoneOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Duration } from '../design/duration.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { agentTones } from '../design/state-tones.ts';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { useLastReady } from '../shell/last-ready.ts';
import { shortcutLabel, useShortcut } from '../shell/shortcuts.ts';
import { reasonText } from './reasons.ts';

export function StateCard() {
  const { t } = useTranslation();
  const { account, setup, password } = useDesktopSession();
  const { agent, can, cannot, setState, login } = useCurrentAgent();
  const [reasonMenuOpen, setReasonMenuOpen] = useState(false);
  const logIn = useCommand(async () => login({ password: await password(), instrument: account.extension }));
  const change = useCommand(setState);
  const state = agent?.state ?? 'unknown';
  const error = change.error ?? logIn.error;
  const isAtWork = state === 'talking' || state === 'reserved' || state === 'ready';

  // The phone is logged in automatically once after sign-in. Not after a reload, and not after a logout by a
  // supervisor: then the agent decides.
  const loginAttempted = useRef(account.password === '');
  const mayLogIn = can('login') && state === 'loggedOut';
  useEffect(() => {
    if (state !== 'loggedOut' && state !== 'unknown') loginAttempted.current = true;
    if (!mayLogIn || loginAttempted.current) return;
    loginAttempted.current = true;
    void logIn.run();
  }, [state, mayLogIn, logIn.run]);

  const stateText = t(`state.${state}`);
  const reason = agent === undefined ? '' : reasonText(agent, setup.reasons, t);
  const announcedState = useRef<string>(undefined);
  useEffect(() => {
    if (announcedState.current !== undefined && announcedState.current !== state)
      announce(
        reason === ''
          ? t('announce.state', { state: stateText })
          : t('announce.stateWhy', { state: stateText, reason }),
      );
    announcedState.current = state;
  }, [state, stateText, reason, t]);

  const work = can('work') ? () => void change.run('work') : undefined;
  const shown = useLastReady({ mayLogIn, work: work !== undefined });
  const ready = can('ready') ? () => void change.run('ready') : undefined;
  const notReady = can('notReady') ? () => setReasonMenuOpen(true) : undefined;
  useShortcut('ready', ready);
  useShortcut('notReady', notReady);
  useShortcut('work', work);

  return (
    <section
      className={`card state-card tone-${agentTones[state]} ${agent?.stale ? 'stale' : ''}`}
      aria-label={t('state.label')}
    >
      <div className="state-current">
        <p className="state state-name">{stateText}</p>
        <p className="state-timer">
          <Duration since={agent?.since} />
        </p>
        <p className="state-note small">
          {reason}
          {agent?.nextState && <b>{t('state.next', { state: t(`state.${agent.nextState}`) })}</b>}
        </p>
      </div>
      {shown.value.mayLogIn ? (
        <div className="state-actions">
          <Button
            kind="primary"
            icon={<PhoneOff aria-hidden />}
            pending={logIn.pending}
            onPress={() => void logIn.run()}
          >
            {t('state.login')}
          </Button>
        </div>
      ) : (
        <div className="state-actions">
          <Button
            {...(isAtWork ? {} : { kind: 'go' as const })}
            icon={<CircleCheck aria-hidden />}
            disabledReason={cannot('ready')}
            shortcut={shortcutLabel('ready')}
            onPress={() => void change.run('ready')}
          >
            {t('state.goReady')}
          </Button>
          <MenuTrigger isOpen={reasonMenuOpen} onOpenChange={setReasonMenuOpen}>
            <AriaButton
              className="button"
              isDisabled={!can('notReady')}
              aria-keyshortcuts={shortcutLabel('notReady')}
            >
              <CirclePause aria-hidden />
              <span>{t('state.goNotReady')}</span>
              <ChevronDown aria-hidden />
            </AriaButton>
            <Popover className="popover">
              <Menu
                aria-label={t('state.pickReason')}
                onAction={(code) => void change.run('notReady', { reasonCode: Number(code) })}
              >
                {setup.reasons.notReady.map(({ code, name }) => (
                  <MenuItem key={code} id={String(code)} className="menu-item">
                    {name}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
          {shown.value.work && (
            <Button
              icon={<NotebookPen aria-hidden />}
              shortcut={shortcutLabel('work')}
              disabledReason={cannot('work')}
              onPress={() => void change.run('work')}
            >
              {t('state.goWork')}
            </Button>
          )}
        </div>
      )}
      <ErrorMessage
        error={error}
        onClose={() => {
          change.reset();
          logIn.reset();
        }}
      />
    </section>
  );
}
