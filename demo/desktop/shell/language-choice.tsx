/** Language selection; each name in its own language. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { languageOf, languages } from '../languages/index.ts';
import { setPreferences, usePreferences } from './preferences.ts';

export function LanguageChoice() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <ToggleButtonGroup
      className="choices"
      aria-label={t('preferences.language')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={([code]) => setPreferences({ language: languageOf(String(code)).code })}
    >
      {languages.map(({ code, name }) => (
        <ToggleButton key={code} id={code} className="choice" lang={code}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
