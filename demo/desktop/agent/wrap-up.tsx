/** Selects the wrap-up reason, which is stored in the call data. */
import { Check, ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { type CallActions, useCommand } from 'rxcti/react';
import { ErrorMessage } from '../design/error-message.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { useLastReady } from '../shell/last-ready.ts';

export interface WrapUpReasonProps extends Pick<CallActions, 'setData' | 'can'> {
  readonly call: Call;
  readonly extension: string;
}

export function WrapUpReason({ call, setData, can, extension }: WrapUpReasonProps) {
  const { t } = useTranslation();
  const { wrapUps } = useDesktopSession().setup;
  const at = { at: extension };
  const save = useCommand((wrapUp: string) => setData({ wrapUp }, at));
  const talking = call.state === 'connected' || call.state === 'held';
  const possible = useLastReady(can('setData', at));
  if (call.csqId === undefined || !talking || !possible.value || wrapUps.length === 0) return null;
  return (
    <div className="wrap-up">
      <Select
        selectedKey={call.wrapUp ?? null}
        placeholder={t('wrapUp.choose')}
        onSelectionChange={(chosen) => void save.run(String(chosen))}
        isDisabled={!possible.isLive}
        className="wrap-up-select"
      >
        <Label className="field-label">{t('wrapUp.title')}</Label>
        <AriaButton className="button">
          <SelectValue />
          <ChevronDown aria-hidden />
        </AriaButton>
        <Popover className="popover">
          <ListBox>
            {wrapUps.map((name) => (
              <ListBoxItem key={name} id={name} className="menu-item" textValue={name}>
                {name}
                {name === call.wrapUp && <Check aria-hidden />}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      <ErrorMessage error={save.error} onClose={save.reset} />
    </div>
  );
}
