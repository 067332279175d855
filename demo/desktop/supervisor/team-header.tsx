/** Team selection and team statistics. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from 'rxcti';
import { Duration } from '../design/duration.tsx';
import { Select } from '../design/select.tsx';
import type { TeamStatistics } from './team-rows.ts';

export interface TeamHeaderProps {
  readonly teams: ReadonlyMap<number, Team>;
  /** Undefined: all teams. */
  readonly chosen: Team | undefined;
  readonly statistics: TeamStatistics;
  readonly onChoose: (teamId: number | undefined) => void;
}

export const TeamHeader = memo(function TeamHeader({ teams, chosen, statistics, onChoose }: TeamHeaderProps) {
  const { t } = useTranslation();
  const only = teams.size === 1 ? [...teams.values()][0] : undefined;
  const name = chosen?.name ?? only?.name ?? t('supervisor.allTeams');
  const { states, callsWaiting, longestWaitingSince } = statistics;
  const loggedIn = states.ready + states.talking + states.work + states.notReady;
  return (
    <header className="team-header">
      {only === undefined ? (
        <TeamChoice teams={teams} chosen={chosen} onChoose={onChoose} />
      ) : (
        <h1 className="team-name">{name}</h1>
      )}
      <dl className="stats" aria-label={t('supervisor.figures', { team: name })}>
        <Stat label={t('supervisor.loggedIn')} tone="off" value={loggedIn} />
        <Stat label={t('supervisor.ready')} tone="ready" value={states.ready} />
        <Stat label={t('supervisor.talking')} tone="busy" value={states.talking} />
        <Stat label={t('supervisor.work')} tone="work" value={states.work} />
        <Stat label={t('supervisor.notReady')} tone="away" value={states.notReady} />
        <Stat
          label={t('supervisor.callsWaiting')}
          tone={callsWaiting > 0 ? 'ringing' : 'off'}
          value={callsWaiting}
        />
        <div className={`stat tone-${callsWaiting > 0 ? 'ringing' : 'off'}`}>
          <dt>{t('supervisor.longestWait')}</dt>
          <dd className="numbers">
            {longestWaitingSince === undefined ? '–' : <Duration since={longestWaitingSince} />}
          </dd>
        </div>
      </dl>
    </header>
  );
});

/** A separate component, because statistics change often and teams rarely. */
const TeamChoice = memo(function TeamChoice({
  teams,
  chosen,
  onChoose,
}: Pick<TeamHeaderProps, 'teams' | 'chosen' | 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('supervisor.team')}
      value={chosen === undefined ? 'all' : String(chosen.teamId)}
      options={[
        { id: 'all', label: t('supervisor.allTeams') },
        ...[...teams.values()].map(({ teamId, name: label }) => ({ id: String(teamId), label })),
      ]}
      onChange={(id) => onChoose(id === 'all' ? undefined : Number(id))}
    />
  );
});

function Stat({
  label,
  value,
  tone,
}: {
  readonly label: string;
  readonly value: number;
  readonly tone: string;
}) {
  return (
    <div className={`stat tone-${tone}`} data-zero={value === 0 || undefined}>
      <dt>{label}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}
