/** Every control that is possible now, and no other. What was refused is said right below. */
import {
  ArrowLeftRight,
  Grip,
  LifeBuoy,
  type LucideIcon,
  Merge,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneOff,
  Play,
  Undo2,
  UserRoundPlus,
} from 'lucide-react';
import { useState } from 'react';
import { MenuItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Call, CallAction } from 'rxcti';
import { type CallActions, useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/error-message.tsx';
import { MoreMenu } from '../design/more-menu.tsx';
import { announce } from '../shell/announcer.tsx';
import { useSteady } from '../shell/last-ready.ts';
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
  const state = legAt(call, extension)?.state;
  const active = state !== 'held';
  const can = (action: CallAction): boolean => actions.can(action, at);
  const run = (act: () => Promise<unknown>) => (): void => void command.run(act);

  const all: readonly Control[] = [
    { action: 'answer', Icon: Phone, kind: 'go', key: 'answer', press: run(() => actions.answer(at)) },
    {
      action: 'clearConnection',
      Icon: PhoneOff,
      kind: 'stop',
      key: 'hangUp',
      press: run(() => actions.clearConnection(at)),
      fits: active && state !== 'alerting',
    },
    {
      action: 'transfer',
      Icon: PhoneForwarded,
      kind: 'primary',
      key: 'complete',
      press: run(() => actions.transfer(at)),
      fits: active,
    },
    {
      action: 'conference',
      Icon: Merge,
      key: 'conference',
      press: run(() => actions.conference(at)),
      fits: active,
    },
    { action: 'hold', Icon: Pause, key: 'hold', press: run(() => actions.hold(at)) },
    { action: 'retrieve', Icon: Play, kind: 'primary', key: 'hold', press: run(() => actions.retrieve(at)) },
    {
      action: 'alternate',
      Icon: ArrowLeftRight,
      key: 'swap',
      press: run(() => actions.alternate(at)),
      fits: active,
    },
    { action: 'reconnect', Icon: Undo2, press: run(() => actions.reconnect(at)), fits: active },
    { action: 'consult', Icon: UserRoundPlus, key: 'consult', press: () => setOpen('target') },
    {
      action: 'sendDtmf',
      Icon: Grip,
      key: 'keypad',
      press: () => setOpen((before) => (before === 'keypad' ? undefined : 'keypad')),
    },
    {
      action: 'requestAssistance',
      Icon: LifeBuoy,
      press: run(() => actions.requestAssistance(at)),
      fits: can('consult'),
    },
  ];
  const possible = all.filter(({ action, fits = true }) => fits && can(action)).map(({ action }) => action);
  const shown = useSteady(possible);

  return (
    <>
      <div className="call-controls" role="toolbar" aria-label={t('actions.label')}>
        {all
          .filter(({ action }) => shown.value.includes(action))
          .map((control) => (
            <ControlButton key={control.action} control={control} isLive={shown.isLive} />
          ))}
        {shown.value.length > 0 && (
          <MoreControls call={call} actions={actions} extension={extension} run={run} />
        )}
      </div>
      <Problem error={command.error} onClose={command.reset} />
      {open === 'keypad' && can('sendDtmf') && (
        <Keypad send={(digits) => actions.sendDtmf(digits, at)} onClose={() => setOpen(undefined)} />
      )}
      {open === 'target' && (
        <TargetDialog actions={actions} extension={extension} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** One control: shown while it is possible. */
interface Control {
  readonly action: Exclude<CallAction, SupervisorAction>;
  readonly Icon: LucideIcon;
  readonly press: () => void;
  readonly kind?: 'go' | 'stop' | 'primary';
  readonly key?: Shortcut;
  /** Whether it belongs to this call: what joins two calls belongs to the active one. */
  readonly fits?: boolean;
}

function ControlButton({ control, isLive }: { readonly control: Control; readonly isLive: boolean }) {
  const { t } = useTranslation();
  const { action, Icon, press, kind, key } = control;
  useShortcut(key, isLive ? press : undefined);
  return (
    <Button
      onPress={press}
      icon={<Icon aria-hidden />}
      cannot={isLive ? undefined : t('errors.SESSION_NOT_READY')}
      {...(kind === undefined ? {} : { kind })}
      {...(key === undefined ? {} : { keys: keysOf(key) })}
    >
      {t(`actions.${action}`)}
    </Button>
  );
}

interface MoreControlsProps extends CallControlsProps {
  readonly run: (act: () => Promise<unknown>) => () => void;
}

/** What is seldom wanted, behind three dots. */
function MoreControls({ call, actions, extension, run }: MoreControlsProps) {
  const { t } = useTranslation();
  const at = { at: extension };
  const more = [
    { id: 'clear', act: () => actions.clear(at) },
    { id: 'declareEmergency', act: () => actions.declareEmergency(at) },
    {
      id: 'reportBadCall',
      act: async () => {
        await actions.reportBadCall(at);
        announce(t('actions.reported'));
      },
    },
  ] as const;
  const possible = more.filter(
    ({ id }) => actions.can(id, at) && (id !== 'clear' || call.connections.size > 2),
  );
  const { value: shown, isLive } = useSteady(possible);
  if (shown.length === 0) return null;
  return (
    <MoreMenu
      label={t('actions.more')}
      isDisabled={!isLive}
      onAction={(chosenId) => {
        const chosen = more.find(({ id }) => id === chosenId);
        if (chosen !== undefined) run(chosen.act)();
      }}
    >
      {shown.map(({ id }) => (
        <MenuItem key={id} id={id} className="menu-item">
          {t(`actions.${id}`)}
        </MenuItem>
      ))}
    </MoreMenu>
  );
}
