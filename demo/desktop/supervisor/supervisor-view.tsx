/** The supervisor view: team statistics, agents, calls and alerts. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useSession, useTeams } from 'rxcti/react';
import { useDesktopSession } from '../session/session-context.ts';
import { useStore } from '../shell/store.ts';
import { useAgentsCallsAndStatistics } from '../shell/throttle.ts';
import { AgentDialog } from './agent-dialog.tsx';
import { AgentsCard } from './agents-card.tsx';
import { AlertList } from './alert-list.tsx';
import type { AlertStore } from './alert-store.ts';
import { CallsCard } from './calls-card.tsx';
import { PhoneLogin } from './phone-login.tsx';
import { SuperviseDialog, type Supervision } from './supervise-dialog.tsx';
import './supervisor-view.css';
import { TeamHeader } from './team-header.tsx';
import { noRows, scopeOf, type TeamRows, teamRows, teamStatistics } from './team-rows.ts';

export function SupervisorView() {
  const { t } = useTranslation();
  const { alerts: alertStore } = useDesktopSession();
  const teams = useTeams();
  const isReady = useSession().name === 'ready';
  const [agents, calls, live] = useAgentsCallsAndStatistics();
  const [teamId, setTeam] = useState<number>();
  const [agentId, setAgent] = useState<string>();
  const [supervision, setSupervision] = useState<Supervision>();

  const chosen = teamId === undefined ? undefined : teams.get(teamId);
  const coverage = useMemo(() => scopeOf(chosen === undefined ? teams.values() : [chosen]), [chosen, teams]);
  const members = useMemo(
    () => [...agents.values()].filter((agent) => coverage.memberIds.has(agent.agentId)),
    [agents, coverage],
  );
  const rows = useMemoWithPrevious<TeamRows>(
    (before) => teamRows(members, calls.values(), coverage.queueIds, before),
    [members, calls, coverage],
    noRows,
  );
  const statistics = useMemo(
    () => teamStatistics(members, coverage.queueIds, live),
    [members, coverage, live],
  );
  const supervise = useCallback(
    (action: Supervision['action'], { id }: Call, extension: string, name: string) =>
      setSupervision({ action, callId: id, extension, name }),
    [],
  );

  // Teams are unknown before the first synchronization; the connection banner shows its progress.
  if (teams.size === 0)
    return isReady ? <p className="supervisor-empty muted">{t('supervisor.noTeam')}</p> : null;
  return (
    <div className="supervisor">
      <TeamHeader teams={teams} chosen={chosen} statistics={statistics} onChoose={setTeam} />
      <AgentsCard rows={rows.agents} onOpen={setAgent} />
      <div className="supervisor-side">
        <PhoneLogin />
        {alertStore !== undefined && <Alerts store={alertStore} onOpenAgent={setAgent} />}
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

function Alerts({
  store,
  onOpenAgent,
}: {
  readonly store: AlertStore;
  readonly onOpenAgent: (id: string) => void;
}) {
  const { shown } = useStore(store);
  return <AlertList alerts={shown} store={store} onOpenAgent={onOpenAgent} />;
}

/** `useMemo` whose function receives the previous value. */
function useMemoWithPrevious<T>(make: (before: T) => T, inputs: readonly unknown[], first: T): T {
  const kept = useRef(first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the inputs are what `make` reads
  const value = useMemo(() => make(kept.current), inputs);
  useEffect(() => {
    kept.current = value;
  }, [value]);
  return value;
}
