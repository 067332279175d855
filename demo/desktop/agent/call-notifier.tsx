/** Tells of calls to ears, screen readers and desktops: nothing to see here. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useCalls, useQueues } from 'rxcti/react';
import { useDesk } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { notice } from './notifications.ts';
import { broughtName, legAt, otherNumber, useNames } from './parties.ts';
import { contactOf, isReservation } from './reservation.ts';
import { ring } from './ringtone.ts';

/** What was said of a call last. */
interface Heard {
  readonly state: string;
  /** Undefined for a contact that is only offered. */
  readonly caller: string | undefined;
}

export function Ringing() {
  const { t } = useTranslation();
  const { account, setup } = useDesk();
  const { agentId, extension } = account;
  const calls = useCalls(agentId);
  const names = useNames();
  const queues = useQueues();
  const heard = useRef<ReadonlyMap<number, Heard>>(new Map());
  const ringing = calls.find((call) => legAt(call, extension)?.state === 'alerting');

  const callerOf = (call: Call): string => {
    const number = otherNumber(call, extension);
    const name = number === undefined ? undefined : names.get(number);
    return name ?? broughtName(call, setup.variables.caller) ?? number ?? t('calls.unknownCaller');
  };
  const invitation = (call: Call): string => {
    if (isReservation(call)) return t('announce.preview', { ...contactOf(call) });
    const queue = call.csqId === undefined ? undefined : queues.get(call.csqId)?.name;
    const caller = callerOf(call);
    return queue === undefined
      ? t('announce.ringingNoQueue', { caller })
      : t('announce.ringing', { caller, queue });
  };

  // Each change of a call is said once.
  useEffect(() => {
    const now = new Map<number, Heard>();
    for (const call of calls) {
      const caller = isReservation(call) ? undefined : callerOf(call);
      const state = legAt(call, extension)?.state ?? 'null';
      const before = heard.current.get(call.id);
      now.set(call.id, { state, caller: caller ?? before?.caller });
      if (state === before?.state) continue;
      if (state === 'alerting') announce(invitation(call), true);
      if (caller === undefined) continue;
      if (state === 'connected') announce(t('announce.connected', { caller }));
      if (state === 'held') announce(t('announce.held', { caller }));
    }
    for (const [id, { caller }] of heard.current)
      if (!now.has(id) && caller !== undefined) announce(t('announce.ended', { caller }));
    heard.current = now;
  });

  const words = ringing === undefined ? '' : invitation(ringing);
  useRingTone(ringing !== undefined);
  useNotice(ringing?.id, words);
  useEffect(() => {
    document.title = words === '' ? t('app.name') : `● ${words}`;
  }, [words, t]);
  return null;
}

function useRingTone(isRinging: boolean): void {
  const { ring: wanted } = usePreferences();
  useEffect(() => {
    if (!wanted) return undefined;
    const gestures = ['pointerdown', 'keydown'] as const;
    for (const gesture of gestures) window.addEventListener(gesture, ring.allow, { once: true });
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, ring.allow);
    };
  }, [wanted]);
  const sounds = wanted && isRinging;
  useEffect(() => {
    if (!sounds) return undefined;
    ring.start();
    return ring.stop;
  }, [sounds]);
}

/** Shows who calls, while the person works in another window. */
function useNotice(ringingId: number | undefined, words: string): void {
  const { notify } = usePreferences();
  useEffect(() => {
    if (ringingId === undefined || !notify) return undefined;
    let close: (() => void) | undefined;
    const show = (): void => {
      close ??= notice(words, `call ${ringingId}`);
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
  }, [ringingId, notify, words]);
}
