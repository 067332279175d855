/** Confirms barge-in, intercept or leaving a call. */
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useCall, useCommand } from 'rxcti/react';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { notPossibleReason } from '../languages/errors.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';

export interface Supervision {
  readonly action: 'bargeIn' | 'intercept' | 'endSupervision';
  readonly callId: number;
  /** Extension of the supervised agent. */
  readonly extension: string;
  readonly name: string;
}

export type SuperviseHandler = (
  action: Supervision['action'],
  call: Call,
  extension: string,
  name: string,
) => void;

const consequences = {
  bargeIn: 'supervisor.willBargeIn',
  intercept: 'supervisor.willIntercept',
  endSupervision: 'supervisor.willLeave',
} as const;

export interface SuperviseDialogProps {
  readonly supervision: Supervision;
  readonly onClose: () => void;
}

export function SuperviseDialog({ supervision, onClose }: SuperviseDialogProps) {
  const { t } = useTranslation();
  const { extension: own } = useDesktopSession().account;
  const { action, callId, extension, name } = supervision;
  const call = useCall(callId);
  const words = t(`supervisor.${action}`);
  const reason = call.cannot(action, { at: extension });
  const command = useCommand(async () => {
    await call[action](own, { at: extension });
    announce(t('supervisor.done', { action: words, name }));
    onClose();
  });
  return (
    <ConfirmDialog
      title={`${words}: ${name}`}
      confirm={t('supervisor.confirm', { action: words })}
      isDestructive={action === 'intercept'}
      disabledReason={reason === undefined ? undefined : notPossibleReason(action, reason)}
      pending={command.pending}
      error={command.error}
      onConfirm={() => void command.run()}
      onClose={onClose}
    >
      <p>{t(consequences[action], { name, extension: own })}</p>
    </ConfirmDialog>
  );
}
