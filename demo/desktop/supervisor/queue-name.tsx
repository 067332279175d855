/** Name of a queue. */
import { useCallback } from 'react';
import type { Queue } from 'rxcti';
import { useQueues } from 'rxcti/react';

export function QueueName({ queueId }: { readonly queueId: number }) {
  const name = useCallback(
    (queues: ReadonlyMap<number, Queue>) => queues.get(queueId)?.name ?? String(queueId),
    [queueId],
  );
  return useQueues(name);
}
