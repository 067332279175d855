/** Every control that is possible now, and no other. What was refused is said right below. */
import {
  ArrowLeftRight,
  Ellipsis,
  Grip,
  LifeBuoy,
  Merge,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneOff,
  Play,
  Undo2,
  UserRoundPlus,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Call, CallAction } from 'rxcti';
import { type CallActions, useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/problem.tsx';
import { announce } from '../shell/announcer.tsx';
import { keysOf, type Shortcut, useShortcut } from '../shell/shortcuts.ts';
import { Keypad } from './keypad.tsx';
import { legAt } from './parties.ts';
import { TargetDialog } from './target-dialog.tsx';

export interface CallControlsProps {
  readonly call: Call;
  readonly actions: CallActions;
  readonly extension: string;
}

/** What supervisors do in the calls of others; it has no place here. */
type SupervisorAction = 'bargeIn' | 'intercept' | 'endSupervision';

export function CallControls({ call, actions, extension }: CallControlsProps) {
  const { t } = useTranslation();
  const at = { at: extension };
  const [open, setOpen] = useState<'target' | 'keypad'>();
  const command = useCommand((act: () => Promise<unknown>) => act());
  const leg = legAt(call, extension);
  const active = leg?.state !== 'held';
  const can = (action: CallAction): boolean => actions.can(action, at);
  /** What a press does; undefined when it is not possible now. */
  const when = (action: CallAction, act: () => Promise<unknown>, also = true) =>
    can(action) && also ? () => void command.run(act) : undefined;

  const answer = when('answer', () => actions.answer(at));
  const hangUp = when(
    'clearConnection',
    () => actions.clearConnection(at),
    leg?.state !== 'alerting' && active,
  );
  const hold = when('hold', () => actions.hold(at));
  const retrieve = when('retrieve', () => actions.retrieve(at));
  const transfer = when('transfer', () => actions.transfer(at), active);
  const join = when('conference', () => actions.conference(at), active);
  const swap = when('alternate', () => actions.alternate(at), active);
  const back = when('reconnect', () => actions.reconnect(at), active);
  const consult = can('consult') ? () => setOpen('target') : undefined;
  const keypad = can('sendDtmf')
    ? () => setOpen((before) => (before === 'keypad' ? undefined : 'keypad'))
    : undefined;
  const assist = when('requestAssistance', () => actions.requestAssistance(at), can('consult'));

  useShortcut('answer', answer);
  useShortcut('hangUp', hangUp);
  useShortcut('hold', hold ?? retrieve);
  useShortcut('complete', transfer);
  useShortcut('conference', join);
  useShortcut('swap', swap);
  useShortcut('consult', consult);
  useShortcut('keypad', keypad);

  const more: readonly {
    readonly id: Exclude<CallAction, SupervisorAction>;
    readonly act: () => Promise<unknown>;
  }[] = [
    { id: 'clear' as const, act: () => actions.clear(at) },
    { id: 'declareEmergency' as const, act: () => actions.declareEmergency(at) },
    {
      id: 'reportBadCall' as const,
      act: async () => {
        await actions.reportBadCall(at);
        announce(t('actions.reported'));
      },
    },
  ].filter(({ id }) => can(id) && (id !== 'clear' || call.connections.size > 2));

  const button = (
    action: Exclude<CallAction, SupervisorAction>,
    press: (() => void) | undefined,
    icon: ReactNode,
    shortcut?: Shortcut,
    kind?: 'go' | 'stop' | 'primary',
  ) =>
    press && (
      <Button
        onPress={press}
        icon={icon}
        {...(kind === undefined ? {} : { kind })}
        {...(shortcut === undefined ? {} : { keys: keysOf(shortcut) })}
      >
        {t(`actions.${action}`)}
      </Button>
    );

  return (
    <>
      <div className="call-controls" role="toolbar" aria-label={t('actions.label')}>
        {button('answer', answer, <Phone aria-hidden />, 'answer', 'go')}
        {button('clearConnection', hangUp, <PhoneOff aria-hidden />, 'hangUp', 'stop')}
        {button('transfer', transfer, <PhoneForwarded aria-hidden />, 'complete', 'primary')}
        {button('conference', join, <Merge aria-hidden />, 'conference')}
        {button('hold', hold, <Pause aria-hidden />, 'hold')}
        {button('retrieve', retrieve, <Play aria-hidden />, 'hold', 'primary')}
        {button('alternate', swap, <ArrowLeftRight aria-hidden />, 'swap')}
        {button('reconnect', back, <Undo2 aria-hidden />)}
        {button('consult', consult, <UserRoundPlus aria-hidden />, 'consult')}
        {button('sendDtmf', keypad, <Grip aria-hidden />, 'keypad')}
        {button('requestAssistance', assist, <LifeBuoy aria-hidden />)}
        {more.length > 0 && (
          <MenuTrigger>
            <AriaButton className="button" data-kind="plain" data-only-icon aria-label={t('actions.label')}>
              <Ellipsis aria-hidden />
            </AriaButton>
            <Popover className="popover">
              <Menu
                onAction={(key) => {
                  const chosen = more.find(({ id }) => id === key);
                  if (chosen !== undefined) void command.run(chosen.act);
                }}
              >
                {more.map(({ id }) => (
                  <MenuItem key={id} id={id} className="menu-item">
                    {t(`actions.${id}`)}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </div>
      <Problem error={command.error} onClose={command.reset} />
      {open === 'keypad' && keypad && <Keypad send={(digits) => actions.sendDtmf(digits, at)} />}
      {open === 'target' && (
        <TargetDialog actions={actions} extension={extension} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
