/** Which key does what. */
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { keysOf, type Shortcut, shortcuts, useShortcut } from './shortcuts.ts';

export function KeysDialog() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useShortcut('help', () => setOpen(true));
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={setOpen} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content">
          <Heading slot="title" className="dialog-title">
            {t('keys.title')}
          </Heading>
          <p className="soft small">{t('keys.intro')}</p>
          <dl className="key-list">
            {(Object.keys(shortcuts) as Shortcut[]).map((shortcut) => (
              <div key={shortcut} style={{ display: 'contents' }}>
                <dt>
                  <kbd className="keys">{keysOf(shortcut)}</kbd>
                </dt>
                <dd>{t(`keys.${shortcut}`)}</dd>
              </div>
            ))}
          </dl>
          <Button kind="primary" onPress={() => setOpen(false)}>
            {t('common.close')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
