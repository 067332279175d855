/** Grid of the team's agents, with search and state filter. */
import { ChevronRight } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { connectionAt, otherNumber } from '../agent/parties.ts';
import { reasonText } from '../agent/reasons.ts';
import { Duration } from '../design/duration.tsx';
import { Grid, type GridColumn } from '../design/grid.tsx';
import { GridHeader } from '../design/grid-header.tsx';
import { agentTones, type Tone } from '../design/state-tones.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { QueueName } from './queue-name.tsx';
import { type AgentRow, groupOf, type StateGroup, stateOrder } from './team-rows.ts';

const groups: readonly (readonly [StateGroup, Tone])[] = [
  ['talking', 'busy'],
  ['ready', 'ready'],
  ['work', 'work'],
  ['notReady', 'away'],
  ['loggedOut', 'off'],
];

export interface AgentsCardProps {
  readonly rows: readonly AgentRow[];
  readonly onOpen: (agentId: string) => void;
}

export const AgentsCard = memo(function AgentsCard({ rows, onOpen }: AgentsCardProps) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const [shownGroups, setGroups] = useState<ReadonlySet<StateGroup>>(new Set());
  const columns = useColumns();
  const query = useDeferredValue(search.trim().toLocaleLowerCase(i18n.language));
  const shown = useMemo(
    () =>
      rows.filter(
        ({ agent, name }) =>
          (shownGroups.size === 0 || shownGroups.has(groupOf[agent.state])) &&
          (query === '' ||
            name.toLocaleLowerCase(i18n.language).includes(query) ||
            agent.agentId.includes(query) ||
            (agent.extension ?? '').startsWith(query)),
      ),
    [rows, query, shownGroups, i18n.language],
  );
  return (
    <section className="card team-card" aria-labelledby="agents-title">
      <GridHeader
        id="agents-title"
        title={t('supervisor.agents')}
        shown={shown.length}
        all={rows.length}
        search={search}
        onSearch={setSearch}
        className="team-card-header"
      >
        <StateFilter chosen={shownGroups} onChoose={setGroups} />
      </GridHeader>
      <Grid
        label={t('supervisor.agents')}
        columns={columns}
        rows={shown}
        keyOf={keyOf}
        nameOf={({ name, agent }) => `${name}, ${t(`state.${agent.state}`)}`}
        classOf={classOf}
        sortedBy={{ id: 'state', highestFirst: false }}
        onOpen={({ agent }) => onOpen(agent.agentId)}
        empty={t('supervisor.noAgents')}
      />
    </section>
  );
});

interface StateFilterProps {
  readonly chosen: ReadonlySet<StateGroup>;
  readonly onChoose: (groups: ReadonlySet<StateGroup>) => void;
}

/** A separate component, because rows change often and the filter rarely. */
const StateFilter = memo(function StateFilter({ chosen, onChoose }: StateFilterProps) {
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      className="choices state-choices"
      aria-label={t('supervisor.states')}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChoose(keys as ReadonlySet<StateGroup>)}
    >
      {groups.map(([group, tone]) => (
        <ToggleButton key={group} id={group} className={`choice tone-${tone}`}>
          <span className="state">{t(`state.${group}`)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
});

const keyOf = ({ agent }: AgentRow): string => agent.agentId;

const classOf = ({ agent }: AgentRow): string => (agent.stale ? 'stale' : '');

function useColumns(): readonly GridColumn<AgentRow>[] {
  const { t } = useTranslation();
  const { setup } = useDesktopSession();
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('supervisor.agent'),
        width: 'minmax(5em, 1.3fr)',
        sortBy: ({ name }) => name.toLowerCase(),
        show: ({ name, agent }) => (
          <span className="two-lines">
            <b>{name}</b>
            <span className="muted small number">{agent.extension}</span>
          </span>
        ),
      },
      {
        id: 'state',
        label: t('supervisor.state'),
        width: 'minmax(6.5em, 1.2fr)',
        // Within a state, the longest first.
        sortBy: ({ agent }) => stateOrder.indexOf(agent.state) * 1e14 + agent.since,
        show: ({ agent }) => {
          const reason = reasonText(agent, setup.reasons, t);
          return (
            <span className="two-lines">
              <span className={`state tone-${agentTones[agent.state]}`}>{t(`state.${agent.state}`)}</span>
              {(reason !== '' || agent.nextState !== undefined) && (
                <span className="muted small state-reason">
                  {reason}
                  {agent.nextState && ` ${t('state.next', { state: t(`state.${agent.nextState}`) })}`}
                </span>
              )}
            </span>
          );
        },
      },
      {
        id: 'since',
        label: t('supervisor.since'),
        width: '4.4em',
        align: 'end',
        sortBy: ({ agent }) => -agent.since,
        highestFirst: true,
        show: ({ agent }) => <Duration since={agent.since} />,
      },
      {
        id: 'call',
        label: t('supervisor.call'),
        width: 'minmax(8em, 1.4fr)',
        wideOnly: true,
        show: ({ agent, call }) => {
          if (call === undefined || agent.extension === undefined) return <span className="muted">–</span>;
          const number = otherNumber(call, agent.extension);
          const state = connectionAt(call, agent.extension)?.state ?? call.state;
          return (
            <span className="two-lines">
              <span className="number">{number ?? t('calls.unknownCaller')}</span>
              <span className="muted small">
                {call.csqId === undefined ? t(`calls.${state}`) : <QueueName queueId={call.csqId} />}
              </span>
            </span>
          );
        },
      },
      {
        id: 'open',
        label: '',
        width: '1.2em',
        show: () => <ChevronRight className="row-arrow" aria-hidden />,
      },
    ],
    [t, setup],
  );
}
