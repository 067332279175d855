/** Language, appearance, ring tone and notifications; what makes noise or pops up is asked for first. */
import { Settings } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Popover,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { askToNotify, mayNotify } from '../agent/notifications.ts';
import { ring } from '../agent/ringtone.ts';
import { LanguageChoice } from './language-choice.tsx';
import { type Preferences, prefer, usePreferences } from './preferences.ts';

const themes = [
  ['system', 'preferences.themeSystem'],
  ['light', 'preferences.themeLight'],
  ['dark', 'preferences.themeDark'],
] as const;

export function PreferencesMenu() {
  const { t } = useTranslation();
  const { theme, ring: rings, notify } = usePreferences();
  const [denied, setDenied] = useState(false);

  async function allowNotifications(wanted: boolean): Promise<void> {
    const allowed = !wanted || (await askToNotify());
    setDenied(!allowed);
    prefer({ notify: wanted && allowed });
  }

  return (
    <DialogTrigger>
      <AriaButton className="button" data-kind="plain" data-only-icon aria-label={t('preferences.title')}>
        <Settings aria-hidden />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="preferences" aria-label={t('preferences.title')}>
          <div className="preferences-part">
            <span className="field-label">{t('preferences.language')}</span>
            <LanguageChoice />
          </div>
          <div className="preferences-part">
            <span className="field-label">{t('preferences.theme')}</span>
            <ToggleButtonGroup
              className="choices"
              aria-label={t('preferences.theme')}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[theme]}
              onSelectionChange={([key]) => prefer({ theme: key as Preferences['theme'] })}
            >
              {themes.map(([key, words]) => (
                <ToggleButton key={key} id={key} className="choice">
                  {t(words)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </div>
          <Switch
            className="switch"
            isSelected={rings}
            onChange={(wanted) => {
              prefer({ ring: wanted });
              if (wanted) ring.sample(); // the click is what lets a browser make sound
            }}
          >
            <span>
              {t('preferences.ring')}
              <br />
              <span className="soft small">{t('preferences.ringHint')}</span>
            </span>
            <span className="switch-track" />
          </Switch>
          <Switch
            className="switch"
            isSelected={notify && mayNotify()}
            onChange={(wanted) => void allowNotifications(wanted)}
          >
            <span>
              {t('preferences.notify')}
              <br />
              <span className="soft small">
                {denied ? t('preferences.notifyDenied') : t('preferences.notifyHint')}
              </span>
            </span>
            <span className="switch-track" />
          </Switch>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
