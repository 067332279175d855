/** Which team, and how it is doing. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from 'rxcti';
import { Duration } from '../design/duration.tsx';
import { Select } from '../design/select.tsx';
import type { TeamFigures } from './team-rows.ts';

export interface TeamHeadProps {
  readonly teams: ReadonlyMap<number, Team>;
  /** Undefined: all of them. */
  readonly chosen: Team | undefined;
  readonly figures: TeamFigures;
  readonly onChoose: (teamId: number | undefined) => void;
}

export const TeamHead = memo(function TeamHead({ teams, chosen, figures, onChoose }: TeamHeadProps) {
  const { t } = useTranslation();
  const only = teams.size === 1 ? [...teams.values()][0] : undefined;
  const name = chosen?.name ?? only?.name ?? t('supervisor.allTeams');
  const { states, callsWaiting, longestWaitingSince } = figures;
  const loggedIn = states.ready + states.talking + states.work + states.notReady;
  return (
    <header className="team-head">
      {only === undefined ? (
        <TeamChoice teams={teams} chosen={chosen} onChoose={onChoose} />
      ) : (
        <h1 className="team-name">{name}</h1>
      )}
      <dl className="figures" aria-label={t('supervisor.figures', { team: name })}>
        <Figure label={t('supervisor.loggedIn')} tone="off" value={loggedIn} />
        <Figure label={t('supervisor.ready')} tone="ready" value={states.ready} />
        <Figure label={t('supervisor.talking')} tone="busy" value={states.talking} />
        <Figure label={t('supervisor.work')} tone="work" value={states.work} />
        <Figure label={t('supervisor.notReady')} tone="away" value={states.notReady} />
        <Figure
          label={t('supervisor.callsWaiting')}
          tone={callsWaiting > 0 ? 'ringing' : 'off'}
          value={callsWaiting}
        />
        <div className={`figure tone-${callsWaiting > 0 ? 'ringing' : 'off'}`}>
          <dt>{t('supervisor.longestWait')}</dt>
          <dd className="numbers">
            {longestWaitingSince === undefined ? '–' : <Duration since={longestWaitingSince} />}
          </dd>
        </div>
      </dl>
    </header>
  );
});

/** A component of its own: figures change all the time, the teams hardly ever. */
const TeamChoice = memo(function TeamChoice({
  teams,
  chosen,
  onChoose,
}: Pick<TeamHeadProps, 'teams' | 'chosen' | 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('supervisor.team')}
      value={chosen === undefined ? 'all' : String(chosen.teamId)}
      options={[
        { id: 'all', words: t('supervisor.allTeams') },
        ...[...teams.values()].map(({ teamId, name: words }) => ({ id: String(teamId), words })),
      ]}
      onChange={(id) => onChoose(id === 'all' ? undefined : Number(id))}
    />
  );
});

function Figure({
  label,
  value,
  tone,
}: {
  readonly label: string;
  readonly value: number;
  readonly tone: string;
}) {
  return (
    <div className={`figure tone-${tone}`} data-zero={value === 0 || undefined}>
      <dt>{label}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}
