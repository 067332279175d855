/**
 * Notifies about calls: screen reader announcements, ringtone, desktop notification and page title. Renders nothing.
 */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useCalls, useQueues } from 'rxcti/react';
import { useDesktopSession } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { useNamesByNumber } from './names-by-number.ts';
import { showNotification } from './notifications.ts';
import { callerName, connectionAt, otherNumber } from './parties.ts';
import { contactFromCall, isReservation } from './reservation.ts';
import { ringtone } from './ringtone.ts';

/** The last announced state of a call. */
interface Announced {
  readonly state: string;
  /** Undefined for an outbound preview that has not been accepted. */
  readonly caller: string | undefined;
}

export function CallNotifier() {
  const { t } = useTranslation();
  const { account, setup } = useDesktopSession();
  const { agentId, extension } = account;
  const calls = useCalls(agentId);
  const names = useNamesByNumber();
  const queues = useQueues();
  const announced = useRef<ReadonlyMap<number, Announced>>(new Map());
  const ringing = calls.find((call) => connectionAt(call, extension)?.state === 'alerting');

  const callerOf = (call: Call): string => {
    const number = otherNumber(call, extension);
    const name = number === undefined ? undefined : names.get(number);
    return name ?? callerName(call, setup.variables.caller) ?? number ?? t('calls.unknownCaller');
  };
  const ringingText = (call: Call): string => {
    if (isReservation(call)) return t('announce.preview', { ...contactFromCall(call) });
    const queue = call.csqId === undefined ? undefined : queues.get(call.csqId)?.name;
    const caller = callerOf(call);
    return queue === undefined
      ? t('announce.ringingNoQueue', { caller })
      : t('announce.ringing', { caller, queue });
  };

  // Each state change of a call is announced once.
  useEffect(() => {
    const now = new Map<number, Announced>();
    for (const call of calls) {
      const caller = isReservation(call) ? undefined : callerOf(call);
      const state = connectionAt(call, extension)?.state ?? 'null';
      const before = announced.current.get(call.id);
      now.set(call.id, { state, caller: caller ?? before?.caller });
      if (state === before?.state) continue;
      if (state === 'alerting') announce(ringingText(call), true);
      if (caller === undefined) continue;
      if (state === 'connected') announce(t('announce.connected', { caller }));
      if (state === 'held') announce(t('announce.held', { caller }));
    }
    for (const [id, { caller }] of announced.current)
      if (!now.has(id) && caller !== undefined) announce(t('announce.ended', { caller }));
    announced.current = now;
  });

  const ringingTitle = ringing === undefined ? '' : ringingText(ringing);
  useRingTone(ringing !== undefined);
  useNotification(ringing?.id, ringingTitle);
  useEffect(() => {
    document.title = ringingTitle === '' ? t('app.name') : `● ${ringingTitle}`;
  }, [ringingTitle, t]);
  return null;
}

function useRingTone(isRinging: boolean): void {
  const { ringtone: wanted } = usePreferences();
  useEffect(() => {
    if (!wanted) return undefined;
    const gestures = ['pointerdown', 'keydown'] as const;
    for (const gesture of gestures) window.addEventListener(gesture, ringtone.unlock, { once: true });
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, ringtone.unlock);
    };
  }, [wanted]);
  const sounds = wanted && isRinging;
  useEffect(() => {
    if (!sounds) return undefined;
    ringtone.start();
    return ringtone.stop;
  }, [sounds]);
}

/** Shows a desktop notification while the page does not have the focus. */
function useNotification(ringingId: number | undefined, words: string): void {
  const { notifications } = usePreferences();
  useEffect(() => {
    if (ringingId === undefined || !notifications) return undefined;
    let close: (() => void) | undefined;
    const show = (): void => {
      close ??= showNotification(words, `call ${ringingId}`);
    };
    const hide = (): void => {
      close?.();
      close = undefined;
    };
    if (!document.hasFocus()) show();
    window.addEventListener('blur', show);
    window.addEventListener('focus', hide);
    return () => {
      window.removeEventListener('blur', show);
      window.removeEventListener('focus', hide);
      hide();
    };
  }, [ringingId, notifications, words]);
}
