/** Grid of the team's calls. */
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { agentName } from '../agent/parties.ts';
import { Duration } from '../design/duration.tsx';
import { Grid, type GridColumn } from '../design/grid.tsx';
import { callTones } from '../design/state-tones.ts';
import { QueueName } from './queue-name.tsx';
import { SuperviseButtons } from './supervise-buttons.tsx';
import type { SuperviseHandler } from './supervise-dialog.tsx';
import type { CallRow } from './team-rows.ts';

export interface CallsCardProps {
  readonly rows: readonly CallRow[];
  readonly onSupervise: SuperviseHandler;
}

export const CallsCard = memo(function CallsCard({ rows, onSupervise }: CallsCardProps) {
  const { t } = useTranslation();
  const columns = useColumns(onSupervise);
  return (
    <section className="card calls-card" aria-labelledby="team-calls-title">
      <header className="card-header">
        <h2 id="team-calls-title" className="card-title">
          {t('supervisor.calls')}
        </h2>
        <span className="count numbers">{rows.length}</span>
      </header>
      <Grid
        label={t('supervisor.calls')}
        columns={columns}
        rows={rows}
        keyOf={({ call }) => String(call.id)}
        nameOf={({ call, agents }) =>
          [t(`calls.${call.state}`), callerOf(call), ...agents.map(agentName)].filter(Boolean).join(', ')
        }
        classOf={({ call }) => (call.stale ? 'stale' : '')}
        sortedBy={{ id: 'since', highestFirst: true }}
        empty={t('supervisor.noCalls')}
      />
    </section>
  );
});

const callerOf = ({ ani, dialedNumber, dnis }: Call): string | undefined => ani ?? dialedNumber ?? dnis;

function useColumns(onSupervise: SuperviseHandler): readonly GridColumn<CallRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'caller',
        label: t('supervisor.caller'),
        width: 'minmax(5.5em, 1fr)',
        sortBy: ({ call }) => callerOf(call) ?? '',
        show: ({ call, queueId }) => (
          <span className="two-lines">
            <span className="number">{callerOf(call) ?? t('calls.unknownCaller')}</span>
            <span className="muted small">
              {queueId === undefined ? '' : <QueueName queueId={queueId} />}
            </span>
          </span>
        ),
      },
      {
        id: 'with',
        label: t('supervisor.with'),
        width: 'minmax(5em, 1fr)',
        sortBy: ({ agents }) => agents.map(agentName).join(' ').toLowerCase(),
        show: ({ call, agents }) => (
          <span className="two-lines">
            <span>{agents.length === 0 ? '–' : agents.map(agentName).join(', ')}</span>
            <span className={`state small tone-${callTones[call.state]}`}>{t(`calls.${call.state}`)}</span>
          </span>
        ),
      },
      {
        id: 'since',
        label: t('supervisor.since'),
        width: '3.6em',
        align: 'end',
        wideOnly: true,
        sortBy: ({ call }) => -call.startedAt,
        highestFirst: true,
        show: ({ call }) => <Duration since={call.startedAt} />,
      },
      {
        id: 'act',
        label: '',
        width: 'calc(2 * var(--control) + 0.3rem)',
        align: 'end',
        show: (row) => <SuperviseButtons row={row} onSupervise={onSupervise} />,
      },
    ],
    [t, onSupervise],
  );
}
