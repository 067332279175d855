/** What the agent is doing, since when, and what he may do next. */
import { ChevronDown, CircleCheck, CirclePause, NotebookPen, PhoneOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Duration } from '../design/duration.tsx';
import { Problem } from '../design/error-message.tsx';
import { agentTones } from '../design/state-tones.ts';
import { useDesk, useMe } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { useSteady } from '../shell/last-ready.ts';
import { keysOf, useShortcut } from '../shell/shortcuts.ts';
import { reasonWords } from './reasons.ts';

export function StateCard() {
  const { t } = useTranslation();
  const { account, setup, password } = useDesk();
  const { agent, can, cannot, setState, login } = useMe();
  const [choosing, setChoosing] = useState(false);
  const logIn = useCommand(async () => login({ password: await password(), instrument: account.extension }));
  const change = useCommand(setState);
  const state = agent?.state ?? 'unknown';
  const error = change.error ?? logIn.error;
  const isAtWork = state === 'talking' || state === 'reserved' || state === 'ready';

  // Whoever signs in means to work: the login at the phone follows by itself, once. A reload is no signing in, and who was
  // at work already and is logged out, by a supervisor say, decides by himself.
  const tried = useRef(account.password === '');
  const mayLogIn = can('login') && state === 'loggedOut';
  useEffect(() => {
    if (state !== 'loggedOut' && state !== 'unknown') tried.current = true;
    if (!mayLogIn || tried.current) return;
    tried.current = true;
    void logIn.run();
  }, [state, mayLogIn, logIn.run]);

  const words = t(`state.${state}`);
  const reason = agent === undefined ? '' : reasonWords(agent, setup.reasons, t);
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (told.current !== undefined && told.current !== state)
      announce(
        reason === ''
          ? t('announce.state', { state: words })
          : t('announce.stateWhy', { state: words, reason }),
      );
    told.current = state;
  }, [state, words, reason, t]);

  const work = can('work') ? () => void change.run('work') : undefined;
  const shown = useSteady({ mayLogIn, work: work !== undefined });
  const ready = can('ready') ? () => void change.run('ready') : undefined;
  const notReady = can('notReady') ? () => setChoosing(true) : undefined;
  useShortcut('ready', ready);
  useShortcut('notReady', notReady);
  useShortcut('work', work);

  return (
    <section
      className={`card state-card tone-${agentTones[state]} ${agent?.stale ? 'stale' : ''}`}
      aria-label={t('state.label')}
    >
      <div className="state-now">
        <p className="state state-word">{words}</p>
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
            cannot={cannot('ready')}
            keys={keysOf('ready')}
            onPress={() => void change.run('ready')}
          >
            {t('state.goReady')}
          </Button>
          <MenuTrigger isOpen={choosing} onOpenChange={setChoosing}>
            <AriaButton
              className="button"
              isDisabled={!can('notReady')}
              aria-keyshortcuts={keysOf('notReady')}
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
              keys={keysOf('work')}
              cannot={cannot('work')}
              onPress={() => void change.run('work')}
            >
              {t('state.goWork')}
            </Button>
          )}
        </div>
      )}
      <Problem
        error={error}
        onClose={() => {
          change.reset();
          logIn.reset();
        }}
      />
    </section>
  );
}
