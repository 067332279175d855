/** Confirmation dialog that describes the consequences of an action. */
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { ErrorMessage } from './error-message.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** Label of the confirm button. */
  readonly confirm: string;
  /** The action cannot be undone. */
  readonly isDestructive?: boolean;
  readonly disabledReason?: string | undefined;
  readonly pending: boolean;
  readonly error: Error | undefined;
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    confirm,
    isDestructive = false,
    disabledReason,
    pending,
    error,
    children,
    onConfirm,
    onClose,
  } = props;
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
          <ErrorMessage error={error} />
          {disabledReason !== undefined && <p className="problem">{disabledReason}</p>}
          <div className="dialog-actions">
            <Button
              kind={isDestructive ? 'stop' : 'primary'}
              disabledReason={disabledReason}
              pending={pending}
              onPress={onConfirm}
            >
              {confirm}
            </Button>
            <Button kind="plain" onPress={onClose} autoFocus>
              {t('common.cancel')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
