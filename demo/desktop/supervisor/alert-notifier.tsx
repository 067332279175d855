/**
 * Announces each alert when it begins and ends, in every view. Help requests also play a sound and, if the page is
 * hidden, show a desktop notification, as enabled in the preferences.
 */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showNotification } from '../agent/notifications.ts';
import { ringtone } from '../agent/ringtone.ts';
import { announce } from '../shell/announcer.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import type { AlertStore } from './alert-store.ts';
import { useAlertText } from './alert-text.ts';
import { isHelpRequest } from './alerts.ts';

export function AlertNotifier({ store }: { readonly store: AlertStore }) {
  const { t } = useTranslation();
  const { ringtone: rings, notifications } = usePreferences();
  const alertText = useAlertText();
  const { shown } = useStore(store);
  const announced = useRef(new Map<string, boolean>());
  useEffect(() => {
    const changed = shown.filter(
      ({ key, endedAt }) => announced.current.get(key) !== (endedAt !== undefined),
    );
    announced.current = new Map(shown.map(({ key, endedAt }) => [key, endedAt !== undefined]));
    if (changed.length === 0) return;
    const newRequests = changed.filter((alert) => alert.endedAt === undefined && isHelpRequest(alert));
    const sentences = changed.map((alert) =>
      alert.endedAt === undefined ? alertText(alert) : t('alerts.isOver', { alert: alertText(alert) }),
    );
    // One announcement for all: a second one would interrupt the first.
    announce(sentences.join('. '), newRequests.length > 0);
    if (newRequests.length > 0 && rings) ringtone.playOnce();
    if (!notifications || !document.hidden) return;
    for (const alert of newRequests) showNotification(alertText(alert), alert.key);
  }, [shown, alertText, t, rings, notifications]);
  return null;
}
