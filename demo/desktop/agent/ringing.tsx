/** Tells of calls to ears, screen readers and desktops: nothing to see here. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useCalls, useQueues } from 'rxcti/react';
import { useDesk } from '../session/desk-context.ts';
import { announce } from '../shell/announcer.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { broughtName, legAt, otherNumber, useNames } from './parties.ts';
import { isReservation } from './preview-card.tsx';
import { ring } from './ring-tone.ts';

export function Ringing() {
  const { t } = useTranslation();
  const { account, setup } = useDesk();
  const { agentId, extension } = account;
  const { ring: rings, notify } = usePreferences();
  const calls = useCalls(agentId);
  const names = useNames();
  const queues = useQueues();
  const heard = useRef(new Map<number, string>());
  const ringing = calls.find((call) => legAt(call, extension)?.state === 'alerting');

  const callerOf = (call: Call): string => {
    const number = otherNumber(call, extension);
    const name = number === undefined ? undefined : names.get(number);
    return name ?? broughtName(call, setup.variables.caller) ?? number ?? t('calls.unknownCaller');
  };
  const invitation = (call: Call): string => {
    if (isReservation(call))
      return t('announce.preview', { customer: call.namedVariables.get('BABuddyName') ?? '' });
    const queue = call.csqId === undefined ? undefined : queues.get(call.csqId)?.name;
    const caller = callerOf(call);
    return queue === undefined
      ? t('announce.ringingNoQueue', { caller })
      : t('announce.ringing', { caller, queue });
  };

  // Each change of a call is said once.
  useEffect(() => {
    const now = new Map(calls.map((call) => [call.id, legAt(call, extension)?.state ?? 'null']));
    for (const call of calls) {
      const state = now.get(call.id);
      if (state === heard.current.get(call.id)) continue;
      if (state === 'alerting') announce(invitation(call), true);
      if (state === 'connected') announce(t('announce.connected', { caller: callerOf(call) }));
      if (state === 'held') announce(t('announce.held', { caller: callerOf(call) }));
    }
    heard.current = now;
  });

  const sounds = rings && ringing !== undefined;
  useEffect(() => {
    if (!sounds) return undefined;
    ring.start();
    return ring.stop;
  }, [sounds]);

  const ringingId = ringing?.id;
  const words = ringing === undefined ? '' : invitation(ringing);
  useEffect(() => {
    if (ringingId === undefined || !notify || !document.hidden) return undefined;
    const notification = new Notification(words, { tag: `call ${ringingId}` });
    notification.onclick = () => window.focus();
    return () => notification.close();
  }, [ringingId, notify, words]);

  useEffect(() => {
    document.title = words === '' ? t('app.name') : `● ${words}`;
  }, [words, t]);
  return null;
}
