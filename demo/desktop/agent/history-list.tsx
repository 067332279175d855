/** Today's calls, the last one first. */
import { ArrowDownLeft, ArrowUpRight, Phone, PhoneMissed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueues } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { clockFace } from '../design/duration.tsx';
import { Problem } from '../design/error-message.tsx';
import { useDesk, useMe } from '../session/session-context.ts';
import { useSteady } from '../shell/last-ready.ts';
import { useStore } from '../shell/store.ts';
import type { PastCall } from './history-storage.ts';
import { useNames } from './parties.ts';

export function HistoryList() {
  const { t, i18n } = useTranslation();
  const calls = useStore(useDesk().history);
  const names = useNames();
  const queues = useQueues();
  const { can, cannot, makeCall } = useMe();
  const dial = useCommand((number: string) => makeCall(number));
  const possible = useSteady(can('makeCall'));
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });

  if (calls.length === 0) return <p className="soft small side-empty">{t('history.empty')}</p>;
  return (
    <div className="directory">
      <p className="soft small">{t('history.total', { count: calls.length })}</p>
      <Problem error={dial.error} onClose={dial.reset} />
      <ul className="directory-list">
        {calls.map((call) => {
          const { number, queueId } = call;
          const name = (number === undefined ? undefined : names.get(number)) ?? call.name;
          const queue = queueId === undefined ? undefined : queues.get(queueId)?.name;
          return (
            <li key={`${call.at} ${call.id}`} className="directory-entry">
              <Direction call={call} />
              <span className="directory-who">
                <b>{name ?? <span className="number">{number ?? t('calls.unknownCaller')}</span>}</b>
                <span className="small soft numbers">
                  {[time.format(call.at), talked(call, t), queue, call.wrapUp].filter(Boolean).join(' · ')}
                </span>
              </span>
              {possible.value && number !== undefined && (
                <Button
                  kind="plain"
                  icon={<Phone aria-hidden />}
                  onlyIcon
                  cannot={cannot('makeCall')}
                  onPress={() => void dial.run(number)}
                >
                  {t('history.callAgain', { number })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Direction({ call }: { readonly call: PastCall }) {
  const { t } = useTranslation();
  const missed = call.talkedMs === undefined && !call.outgoing;
  const [Icon, words, tone] = missed
    ? ([PhoneMissed, 'history.missed', 'danger'] as const)
    : call.outgoing
      ? ([ArrowUpRight, 'history.outbound', 'busy'] as const)
      : ([ArrowDownLeft, 'history.inbound', 'ready'] as const);
  return (
    <span className={`direction tone-${tone}`}>
      <Icon aria-hidden />
      <span className="unseen">{t(words)}</span>
    </span>
  );
}

function talked({ talkedMs }: PastCall, t: ReturnType<typeof useTranslation>['t']): string {
  return talkedMs === undefined ? t('history.missed') : t('history.talked', { time: clockFace(talkedMs) });
}
