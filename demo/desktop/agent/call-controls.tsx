/** Buttons for the call actions that are currently enabled. Errors are shown below them. */
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
import { ErrorMessage } from '../design/error-message.tsx';
import { MoreMenu } from '../design/more-menu.tsx';
import { announce } from '../shell/announcer.tsx';
import { useLastReady } from '../shell/last-ready.ts';
import { type Shortcut, shortcutLabel, useShortcut } from '../shell/shortcuts.ts';
import { Keypad } from './keypad.tsx';
import { connectionAt } from './parties.ts';
import { TargetDialog } from './target-dialog.tsx';

export interface CallControlsProps {
  readonly call: Call;
  readonly actions: CallActions;
  readonly extension: string;
}

/** Supervisor actions on other agents' calls; not offered here. */
type SupervisorAction = 'bargeIn' | 'intercept' | 'endSupervision';

export function CallControls({ call, actions, extension }: CallControlsProps) {
  const { t } = useTranslation();
  const at = { at: extension };
  const [open, setOpen] = useState<'target' | 'keypad'>();
  const command = useCommand((act: () => Promise<unknown>) => act());
  const state = connectionAt(call, extension)?.state;
  const active = state !== 'held';
  const can = (action: CallAction): boolean => actions.can(action, at);
  const run = (act: () => Promise<unknown>) => (): void => void command.run(act);

  const controls: readonly Control[] = [
    { action: 'answer', Icon: Phone, kind: 'go', key: 'answer', press: run(() => actions.answer(at)) },
    {
      action: 'clearConnection',
      Icon: PhoneOff,
      kind: 'stop',
      key: 'hangUp',
      press: run(() => actions.clearConnection(at)),
      isApplicable: active && state !== 'alerting',
    },
    {
      action: 'transfer',
      Icon: PhoneForwarded,
      kind: 'primary',
      key: 'complete',
      press: run(() => actions.transfer(at)),
      isApplicable: active,
    },
    {
      action: 'conference',
      Icon: Merge,
      key: 'conference',
      press: run(() => actions.conference(at)),
      isApplicable: active,
    },
    { action: 'hold', Icon: Pause, key: 'hold', press: run(() => actions.hold(at)) },
    { action: 'retrieve', Icon: Play, kind: 'primary', key: 'hold', press: run(() => actions.retrieve(at)) },
    {
      action: 'alternate',
      Icon: ArrowLeftRight,
      key: 'swap',
      press: run(() => actions.alternate(at)),
      isApplicable: active,
    },
    { action: 'reconnect', Icon: Undo2, press: run(() => actions.reconnect(at)), isApplicable: active },
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
      isApplicable: can('consult'),
    },
  ];
  const enabled = controls
    .filter(({ action, isApplicable = true }) => isApplicable && can(action))
    .map(({ action }) => action);
  const shown = useLastReady(enabled);

  return (
    <>
      <div className="call-controls" role="toolbar" aria-label={t('actions.label')}>
        {controls
          .filter(({ action }) => shown.value.includes(action))
          .map((control) => (
            <ControlButton key={control.action} control={control} isLive={shown.isLive} />
          ))}
        {shown.value.length > 0 && (
          <MoreControls call={call} actions={actions} extension={extension} run={run} />
        )}
      </div>
      <ErrorMessage error={command.error} onClose={command.reset} />
      {open === 'keypad' && can('sendDtmf') && (
        <Keypad send={(digits) => actions.sendDtmf(digits, at)} onClose={() => setOpen(undefined)} />
      )}
      {open === 'target' && (
        <TargetDialog actions={actions} extension={extension} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** One control; rendered only while its action is enabled. */
interface Control {
  readonly action: Exclude<CallAction, SupervisorAction>;
  readonly Icon: LucideIcon;
  readonly press: () => void;
  readonly kind?: 'go' | 'stop' | 'primary';
  readonly key?: Shortcut;
  /** Whether the action applies to this call. Actions that join two calls apply to the active one. Default true. */
  readonly isApplicable?: boolean;
}

function ControlButton({ control, isLive }: { readonly control: Control; readonly isLive: boolean }) {
  const { t } = useTranslation();
  const { action, Icon, press, kind, key } = control;
  useShortcut(key, isLive ? press : undefined);
  return (
    <Button
      onPress={press}
      icon={<Icon aria-hidden />}
      disabledReason={isLive ? undefined : t('errors.SESSION_NOT_READY')}
      {...(kind === undefined ? {} : { kind })}
      {...(key === undefined ? {} : { shortcut: shortcutLabel(key) })}
    >
      {t(`actions.${action}`)}
    </Button>
  );
}

interface MoreControlsProps extends CallControlsProps {
  readonly run: (act: () => Promise<unknown>) => () => void;
}

/** Rarely used actions, in a menu. */
function MoreControls({ call, actions, extension, run }: MoreControlsProps) {
  const { t } = useTranslation();
  const at = { at: extension };
  const items = [
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
  const possible = items.filter(
    ({ id }) => actions.can(id, at) && (id !== 'clear' || call.connections.size > 2),
  );
  const { value: shown, isLive } = useLastReady(possible);
  if (shown.length === 0) return null;
  return (
    <MoreMenu
      label={t('actions.more')}
      isDisabled={!isLive}
      onAction={(chosenId) => {
        const chosen = items.find(({ id }) => id === chosenId);
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
