/**
 * Says each alert once, and when it is over; wherever on the page the supervisor is. A cry for help is also heard and, on
 * a desktop whose page is behind others, seen: as far as the supervisor has agreed.
 */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notice } from '../agent/notifications.ts';
import { ring } from '../agent/ringtone.ts';
import { announce } from '../shell/announcer.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import type { AlertBook } from './alert-store.ts';
import { useAlertWords } from './alert-text.ts';
import { isCryForHelp } from './alerts.ts';

export function AlertVoice({ book }: { readonly book: AlertBook }) {
  const { t } = useTranslation();
  const { ring: rings, notify } = usePreferences();
  const words = useAlertWords();
  const { shown } = useStore(book);
  const told = useRef(new Map<string, boolean>());
  useEffect(() => {
    const news = shown.filter(({ key, overAt }) => told.current.get(key) !== (overAt !== undefined));
    told.current = new Map(shown.map(({ key, overAt }) => [key, overAt !== undefined]));
    if (news.length === 0) return;
    const cries = news.filter((alert) => alert.overAt === undefined && isCryForHelp(alert));
    const sentences = news.map((alert) =>
      alert.overAt === undefined ? words(alert) : t('alerts.isOver', { alert: words(alert) }),
    );
    // One sentence for all: a second one would cut off the first.
    announce(sentences.join('. '), cries.length > 0);
    if (cries.length > 0 && rings) ring.sample();
    if (!notify || !document.hidden) return;
    for (const alert of cries) notice(words(alert), alert.key);
  }, [shown, words, t, rings, notify]);
  return null;
}
