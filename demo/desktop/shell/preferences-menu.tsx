/** Preferences: language, theme, ringtone and notifications. */
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
import { canNotify, requestNotifications } from '../agent/notifications.ts';
import { ringtone } from '../agent/ringtone.ts';
import { LanguageChoice } from './language-choice.tsx';
import { type Preferences, setPreferences, usePreferences } from './preferences.ts';

const themes = [
  ['system', 'preferences.themeSystem'],
  ['light', 'preferences.themeLight'],
  ['dark', 'preferences.themeDark'],
] as const;

export function PreferencesMenu() {
  const { t } = useTranslation();
  const { theme, ringtone: rings, notifications } = usePreferences();
  const [denied, setDenied] = useState(false);

  async function allowNotifications(wanted: boolean): Promise<void> {
    const allowed = !wanted || (await requestNotifications());
    setDenied(!allowed);
    setPreferences({ notifications: wanted && allowed });
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
              onSelectionChange={([key]) => setPreferences({ theme: key as Preferences['theme'] })}
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
              setPreferences({ ringtone: wanted });
              if (wanted) ringtone.playOnce(); // this click unlocks audio playback
            }}
          >
            <span>
              {t('preferences.ring')}
              <br />
              <span className="muted small">{t('preferences.ringHint')}</span>
            </span>
            <span className="switch-track" />
          </Switch>
          <Switch
            className="switch"
            isSelected={notifications && canNotify()}
            onChange={(wanted) => void allowNotifications(wanted)}
          >
            <span>
              {t('preferences.notify')}
              <br />
              <span className="muted small">
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
