/** List of keyboard shortcuts. */
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { type Shortcut, shortcutLabel, shortcuts, useShortcut } from './shortcuts.ts';

export function ShortcutsDialog() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useShortcut('help', () => setOpen(true));
  return (
    <ModalOverlay className="overlay" isOpen={open} onOpenChange={setOpen} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content">
          <Heading slot="title" className="dialog-title">
            {t('keys.title')}
          </Heading>
          <p className="muted small">{t('keys.intro')}</p>
          <dl className="shortcut-list">
            {(Object.keys(shortcuts) as Shortcut[]).map((shortcut) => (
              <div key={shortcut} style={{ display: 'contents' }}>
                <dt>
                  <kbd className="shortcut">{shortcutLabel(shortcut)}</kbd>
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
