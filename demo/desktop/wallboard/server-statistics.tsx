/** Server statistics of a queue, polled while shown. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient, useQueue } from 'rxcti/react';

const everyMs = 15_000;

export function ServerStatistics({ queueId }: { readonly queueId: number }) {
  const { t } = useTranslation();
  const { statistics } = useCtiClient();
  const { served } = useQueue(queueId);
  useEffect(() => statistics.refresh({ queueIds: [queueId], everyMs }), [statistics, queueId]);
  if (served?.handledCalls === undefined) return null;
  return (
    <span className="numbers">
      {' · '}
      {t('wallboard.today', { handled: served.handledCalls, abandoned: served.abandonedCalls ?? 0 })}
    </span>
  );
}
