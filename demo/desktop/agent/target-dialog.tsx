/** Selects the target of a consultation or transfer. */
import { Merge, PhoneForwarded, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Heading, ListBox, ListBoxItem, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type CallActions, useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { agentTones } from '../design/state-tones.ts';
import { useDirectory } from './directory.ts';

export interface TargetDialogProps {
  readonly actions: CallActions;
  readonly extension: string;
  readonly onClose: () => void;
}

export function TargetDialog({ actions, extension, onClose }: TargetDialogProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string>();
  const entries = useDirectory(search);
  const target = entries.find(({ key }) => key === chosen) ?? (entries.length === 1 ? entries[0] : undefined);
  const at = { at: extension };
  const command = useCommand(async (act: (to: string) => Promise<unknown>) => {
    if (target === undefined) return;
    await act(target.number);
    onClose();
  });
  const cannot = (action: 'consult' | 'transferSingleStep'): string | undefined =>
    target === undefined ? t('dial.choose') : actions.cannot(action, at);

  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content">
          <Heading slot="title" className="dialog-title">
            {t('dial.choose')}
          </Heading>
          <Field
            label={t('dial.number')}
            type="search"
            value={search}
            onChange={(value) => {
              command.reset();
              setSearch(value);
            }}
            autoFocus
            autoComplete="off"
          />
          <ListBox
            aria-label={t('directory.title')}
            className="target-list"
            selectionMode="single"
            selectedKeys={target === undefined ? [] : [target.key]}
            onSelectionChange={(keys) => setChosen(keys === 'all' ? undefined : [...keys].map(String)[0])}
            items={entries.map((entry) => ({ ...entry, id: entry.key }))}
            renderEmptyState={() => <p className="muted small">{t('directory.empty')}</p>}
          >
            {({ name, number, state }) => (
              <ListBoxItem className="menu-item" textValue={name}>
                <span>{name}</span>
                <span className="target-details small">
                  {state && <span className={`state tone-${agentTones[state]}`}>{t(`state.${state}`)}</span>}
                  <span className="number muted">{number}</span>
                </span>
              </ListBoxItem>
            )}
          </ListBox>
          <ErrorMessage error={command.error} onClose={command.reset} />
          <div className="dialog-actions">
            <Button
              kind="primary"
              icon={<UserRoundPlus aria-hidden />}
              disabledReason={cannot('consult')}
              pending={command.pending}
              onPress={() => void command.run((to) => actions.consult(to, { ...at, purpose: 'transfer' }))}
            >
              {t('dial.toConsult')}
            </Button>
            <Button
              icon={<Merge aria-hidden />}
              disabledReason={cannot('consult')}
              onPress={() => void command.run((to) => actions.consult(to, { ...at, purpose: 'conference' }))}
            >
              {t('dial.forConference')}
            </Button>
            <Button
              icon={<PhoneForwarded aria-hidden />}
              disabledReason={cannot('transferSingleStep')}
              onPress={() => void command.run((to) => actions.transfer({ ...at, to }))}
            >
              {t('dial.toTransfer')}
            </Button>
            <Button kind="plain" onPress={onClose}>
              {t('common.cancel')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
