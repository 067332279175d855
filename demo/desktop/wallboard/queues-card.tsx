/** Grid of all queues, with search. */
import { ChartColumn } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Grid, type GridColumn } from '../design/grid.tsx';
import { GridHeader } from '../design/grid-header.tsx';
import { AgentStateBar } from './agent-state-bar.tsx';
import { serviceLevel } from './minute-buffer.ts';
import type { QueueRow } from './queue-rows.ts';
import { ServiceLevel } from './service-level.tsx';
import { WaitTime } from './wait-time.tsx';

export interface QueuesCardProps {
  readonly rows: readonly QueueRow[];
  readonly staleSince: number | undefined;
  readonly chosen: number | undefined;
  readonly onChoose: (queueId: number | undefined) => void;
}

export const QueuesCard = memo(function QueuesCard({ rows, staleSince, chosen, onChoose }: QueuesCardProps) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const query = useDeferredValue(search.trim().toLocaleLowerCase(i18n.language));
  const columns = useColumns(staleSince);
  const shown = useMemo(
    () =>
      query === '' ? rows : rows.filter(({ name }) => name.toLocaleLowerCase(i18n.language).includes(query)),
    [rows, query, i18n.language],
  );
  return (
    <section className="card queues-card" aria-labelledby="queues-title">
      <GridHeader
        id="queues-title"
        title={t('wallboard.queues')}
        shown={shown.length}
        all={rows.length}
        search={search}
        onSearch={setSearch}
      />
      <Grid
        label={t('wallboard.queues')}
        columns={columns}
        rows={shown}
        keyOf={({ queueId }) => String(queueId)}
        nameOf={({ name, waiting }) => `${name}, ${t('wallboard.waiting')}: ${waiting}`}
        classOf={({ queueId }) => (queueId === chosen ? 'row-chosen' : '')}
        sortedBy={{ id: 'longest', highestFirst: true }}
        onOpen={({ queueId }) => onChoose(queueId === chosen ? undefined : queueId)}
        empty={t('wallboard.noQueues')}
      />
    </section>
  );
});

function useColumns(staleSince: number | undefined): readonly GridColumn<QueueRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('wallboard.queue'),
        width: 'minmax(6em, 1.3fr)',
        sortBy: ({ name }) => name.toLowerCase(),
        show: ({ name }) => <b className="queue-name">{name}</b>,
      },
      {
        id: 'waiting',
        label: t('wallboard.waiting'),
        width: '5.8em',
        align: 'end',
        sortBy: ({ waiting }) => waiting,
        highestFirst: true,
        show: ({ waiting }) => (
          <span
            className={`waiting tone-${waiting > 0 ? 'ringing' : 'off'}`}
            data-zero={waiting === 0 || undefined}
          >
            {waiting}
          </span>
        ),
      },
      {
        id: 'longest',
        label: t('wallboard.longest'),
        width: '8.8em',
        align: 'end',
        sortBy: ({ longestWaitingSince }) => -(longestWaitingSince ?? Number.MAX_SAFE_INTEGER),
        highestFirst: true,
        show: ({ longestWaitingSince }) => <WaitTime since={longestWaitingSince} staleSince={staleSince} />,
      },
      {
        id: 'level',
        label: t('wallboard.serviceLevel'),
        width: '8.4em',
        align: 'end',
        wideOnly: true,
        // Queues without calls sort last.
        sortBy: ({ totals }) => serviceLevel(totals) ?? 2,
        show: ({ totals }) => <ServiceLevel level={serviceLevel(totals)} />,
      },
      {
        id: 'staff',
        label: t('wallboard.agents'),
        width: 'minmax(9em, 1.2fr)',
        sortBy: ({ agentCounts }) => agentCounts.ready,
        highestFirst: true,
        wideOnly: true,
        show: ({ agentCounts }) => <AgentStateBar staff={agentCounts} />,
      },
      {
        id: 'open',
        label: '',
        width: '1.2em',
        show: () => <ChartColumn className="row-arrow" aria-hidden />,
      },
    ],
    [t, staleSince],
  );
}
