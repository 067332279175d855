/** Server statistics of a queue, polled while shown. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient, useQueue } from 'rxcti/react';

const everyMs = 15_000;

export function ServerStatistics({ queueId }: { readonly queueId: number }) {
  const { t } = useTranslation();
  const { statistics } = useCtiClient();
  const { server } = useQueue(queueId);
  useEffect(() => statistics.refresh({ queueIds: [queueId], everyMs }), [statistics, queueId]);
  if (server?.handledCalls === undefined) return null;
  return (
    <span className="numbers">
      {' · '}
      {t('wallboard.today', { handled: server.handledCalls, abandoned: server.abandonedCalls ?? 0 })}
    </span>
  );
}
