/** The directory tab: agents and numbers with a call button. */
import { Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { agentTones } from '../design/state-tones.ts';
import { useCurrentAgent } from '../session/session-context.ts';
import { useLastReady } from '../shell/last-ready.ts';
import { useDirectory } from './directory.ts';

export function Directory() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const entries = useDirectory(search);
  const { can, cannot, makeCall } = useCurrentAgent();
  const dial = useCommand((number: string) => makeCall(number));
  const possible = useLastReady(can('makeCall'));
  return (
    <div className="directory">
      <Field
        label={t('directory.search')}
        labelHidden
        type="search"
        value={search}
        onChange={setSearch}
        placeholder={t('directory.search')}
        autoComplete="off"
      />
      <ErrorMessage error={dial.error} onClose={dial.reset} />
      <ul className="directory-list">
        {entries.map(({ key, name, number, state }) => (
          <li key={key} className="directory-entry">
            <span className="directory-name">
              <b>{name}</b>
              <span className="small muted">
                <span className="number">{number}</span>
              </span>
            </span>
            {state && <span className={`state small tone-${agentTones[state]}`}>{t(`state.${state}`)}</span>}
            {possible.value && (
              <Button
                kind="plain"
                icon={<Phone aria-hidden />}
                iconOnly
                disabledReason={cannot('makeCall')}
                onPress={() => void dial.run(number)}
              >
                {t('directory.callOne', { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="muted small side-panel-empty">{t('directory.empty')}</p>}
    </div>
  );
}
