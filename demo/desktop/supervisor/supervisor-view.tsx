/** The supervisor's desk: the team, its calls, and what needs somebody. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useSession, useTeams } from 'rxcti/react';
import { useDesk } from '../session/session-context.ts';
import { useStore } from '../shell/store.ts';
import { useAgentsCallsAndFigures } from '../shell/throttle.ts';
import { AgentDialog } from './agent-dialog.tsx';
import { AgentsCard } from './agents-card.tsx';
import { AlertList } from './alert-list.tsx';
import { CallsCard } from './calls-card.tsx';
import { OwnPhone } from './phone-login.tsx';
import { SuperviseDialog, type Supervision } from './supervise-dialog.tsx';
import './supervisor-view.css';
import { TeamHead } from './team-header.tsx';
import { coverageOf, noRows, type TeamRows, teamFigures, teamRows } from './team-rows.ts';

export function SupervisorView() {
  const { t } = useTranslation();
  const { alerts: book } = useDesk();
  const teams = useTeams();
  const isReady = useSession().name === 'ready';
  const [agents, calls, live] = useAgentsCallsAndFigures();
  const [teamId, setTeam] = useState<number>();
  const [agentId, setAgent] = useState<string>();
  const [supervision, setSupervision] = useState<Supervision>();

  const chosen = teamId === undefined ? undefined : teams.get(teamId);
  const coverage = useMemo(
    () => coverageOf(chosen === undefined ? teams.values() : [chosen]),
    [chosen, teams],
  );
  const members = useMemo(
    () => [...agents.values()].filter((agent) => coverage.memberIds.has(agent.agentId)),
    [agents, coverage],
  );
  const rows = useKept<TeamRows>(
    (before) => teamRows(members, calls.values(), coverage.queueIds, before),
    [members, calls, coverage],
    noRows,
  );
  const figures = useMemo(() => teamFigures(members, coverage.queueIds, live), [members, coverage, live]);
  const supervise = useCallback(
    (action: Supervision['action'], { id }: Call, extension: string, name: string) =>
      setSupervision({ action, callId: id, extension, name }),
    [],
  );

  // Before the first synchronization nobody is named for anything; the banner says how far it is.
  if (teams.size === 0)
    return isReady ? <p className="supervisor-empty soft">{t('supervisor.noTeam')}</p> : null;
  return (
    <div className="supervisor">
      <TeamHead teams={teams} chosen={chosen} figures={figures} onChoose={setTeam} />
      <AgentsCard rows={rows.agents} onOpen={setAgent} />
      <div className="supervisor-side">
        <OwnPhone />
        {book !== undefined && <Alerts book={book} onOpenAgent={setAgent} />}
        <CallsCard rows={rows.calls} onSupervise={supervise} />
      </div>
      {agentId !== undefined && (
        <AgentDialog agentId={agentId} onSupervise={supervise} onClose={() => setAgent(undefined)} />
      )}
      {supervision !== undefined && (
        <SuperviseDialog supervision={supervision} onClose={() => setSupervision(undefined)} />
      )}
    </div>
  );
}

type Book = NonNullable<ReturnType<typeof useDesk>['alerts']>;

function Alerts({ book, onOpenAgent }: { readonly book: Book; readonly onOpenAgent: (id: string) => void }) {
  const { shown } = useStore(book);
  return <AlertList alerts={shown} book={book} onOpenAgent={onOpenAgent} />;
}

/** What is made anew from what it was. */
function useKept<T>(make: (before: T) => T, inputs: readonly unknown[], first: T): T {
  const kept = useRef(first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the inputs are what `make` reads
  const value = useMemo(() => make(kept.current), inputs);
  useEffect(() => {
    kept.current = value;
  }, [value]);
  return value;
}
