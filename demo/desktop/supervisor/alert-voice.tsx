/** Says each alert once, and when it is over; wherever on the page the supervisor is. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../shell/announcer.tsx';
import { useStore } from '../shell/store.ts';
import type { AlertBook } from './alert-book.ts';
import { useAlertWords } from './alert-words.ts';

export function AlertVoice({ book }: { readonly book: AlertBook }) {
  const { t } = useTranslation();
  const words = useAlertWords();
  const { shown } = useStore(book);
  const told = useRef(new Map<string, boolean>());
  useEffect(() => {
    const news: string[] = [];
    let urgent = false;
    for (const alert of shown) {
      const isOver = alert.overAt !== undefined;
      if (told.current.get(alert.key) === isOver) continue;
      news.push(isOver ? t('alerts.isOver', { alert: words(alert) }) : words(alert));
      urgent ||= !isOver && (alert.kind === 'emergency' || alert.kind === 'assist');
    }
    told.current = new Map(shown.map(({ key, overAt }) => [key, overAt !== undefined]));
    // One sentence for all: a second one would cut off the first.
    if (news.length > 0) announce(news.join('. '), urgent);
  }, [shown, words, t]);
  return null;
}
