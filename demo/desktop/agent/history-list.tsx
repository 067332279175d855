/** Today's calls, newest first. */
import { ArrowDownLeft, ArrowUpRight, Phone, PhoneMissed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueues } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { formatDuration } from '../design/duration.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';
import { useLastReady } from '../shell/last-ready.ts';
import { useStore } from '../shell/store.ts';
import type { PastCall } from './history-storage.ts';
import { useNamesByNumber } from './names-by-number.ts';

export function HistoryList() {
  const { t, i18n } = useTranslation();
  const calls = useStore(useDesktopSession().history);
  const names = useNamesByNumber();
  const queues = useQueues();
  const { can, cannot, makeCall } = useCurrentAgent();
  const dial = useCommand((number: string) => makeCall(number));
  const possible = useLastReady(can('makeCall'));
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });

  if (calls.length === 0) return <p className="muted small side-panel-empty">{t('history.empty')}</p>;
  return (
    <div className="directory">
      <p className="muted small">{t('history.total', { count: calls.length })}</p>
      <ErrorMessage error={dial.error} onClose={dial.reset} />
      <ul className="directory-list">
        {calls.map((call) => {
          const { number, queueId } = call;
          const name = (number === undefined ? undefined : names.get(number)) ?? call.name;
          const queue = queueId === undefined ? undefined : queues.get(queueId)?.name;
          return (
            <li key={`${call.at} ${call.id}`} className="directory-entry">
              <Direction call={call} />
              <span className="directory-name">
                <b>{name ?? <span className="number">{number ?? t('calls.unknownCaller')}</span>}</b>
                <span className="small muted numbers">
                  {[time.format(call.at), talkTime(call, t), queue, call.wrapUp].filter(Boolean).join(' · ')}
                </span>
              </span>
              {possible.value && number !== undefined && (
                <Button
                  kind="plain"
                  icon={<Phone aria-hidden />}
                  iconOnly
                  disabledReason={cannot('makeCall')}
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
      <span className="visually-hidden">{t(words)}</span>
    </span>
  );
}

function talkTime({ talkedMs }: PastCall, t: ReturnType<typeof useTranslation>['t']): string {
  return talkedMs === undefined
    ? t('history.missed')
    : t('history.talked', { time: formatDuration(talkedMs) });
}
