/** Asks before something happens that others will feel, and says what. */
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Problem } from './error-message.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** What the button that does it says. */
  readonly confirm: string;
  /** Cannot be undone by the next press. */
  readonly grave?: boolean;
  readonly cannot?: string | undefined;
  readonly pending: boolean;
  readonly error: Error | undefined;
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirm, grave = false, cannot, pending, error, children, onConfirm, onClose } = props;
  const { t } = useTranslation();
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
          <Problem error={error} />
          {cannot !== undefined && <p className="problem">{cannot}</p>}
          <div className="dialog-actions">
            <Button kind={grave ? 'stop' : 'primary'} cannot={cannot} pending={pending} onPress={onConfirm}>
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
