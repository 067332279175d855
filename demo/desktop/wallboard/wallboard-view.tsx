/** The wallboard: summary, queues, charts and the age of the data. */
import { Maximize } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCtiClient, useQueues, useSession } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { isUnreachable } from '../session/desktop-session.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { useTelevision } from '../shell/location.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { useAgentsCallsAndStatistics } from '../shell/throttle.ts';
import { ChartsCard } from './charts-card.tsx';
import { DataAge } from './data-age.tsx';
import { isWaiting, type QueueHistory } from './queue-history.ts';
import { countByGroup, type QueueRow, queueRows } from './queue-rows.ts';
import { QueuesCard } from './queues-card.tsx';
import { ServerStatistics } from './server-statistics.tsx';
import { SummaryTiles } from './summary-tiles.tsx';
import { Television } from './television.tsx';
import './wallboard-view.css';

/** Service levels cover the last hour. */
const serviceLevelMinutes = 60;

export function WallboardView() {
  const { queueHistory } = useDesktopSession();
  return queueHistory === undefined ? null : <Board history={queueHistory} />;
}

function Board({ history }: { readonly history: QueueHistory }) {
  const { t } = useTranslation();
  const client = useCtiClient();
  const television = useTelevision();
  const { rotatePages } = usePreferences();
  const queues = useQueues();
  const [agents, calls, live] = useAgentsCallsAndStatistics();
  const version = useStore(history.version);
  const session = useSession();
  const staleSince =
    session.name !== 'ready'
      ? client.statistics.asOf()
      : isUnreachable(session)
        ? history.lastMessageAt()
        : undefined;
  const isStale = staleSince !== undefined && history.isComplete;
  const [chosen, setChosen] = useState<number>();

  const before = useRef<readonly QueueRow[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the history has changed
  const rows = useMemo(
    () =>
      queueRows(
        queues,
        live,
        (queueId) => history.totals(queueId, serviceLevelMinutes, client.clock.now()),
        before.current,
      ),
    [queues, live, history, version],
  );
  useEffect(() => {
    before.current = rows;
  }, [rows]);
  const agentCounts = useMemo(() => {
    const counts: Partial<Record<string, number>> = {};
    for (const { state } of agents.values()) counts[state] = (counts[state] ?? 0) + 1;
    return countByGroup(counts);
  }, [agents]);
  const waiting = useMemo(() => [...calls.values()].filter(isWaiting), [calls]);
  const longest = waiting.length === 0 ? undefined : Math.min(...waiting.map(({ since }) => since));
  const queue = chosen === undefined ? undefined : queues.get(chosen);
  useExitFullScreen(television);

  return (
    <div className={`board ${isStale ? 'stale' : ''}`} data-tv={television || undefined}>
      <header className="board-header">
        <h1 className="board-title">{t('wallboard.title')}</h1>
        <DataAge history={history} staleSince={staleSince} />
        {!television && (
          <>
            <Switch
              className="switch small"
              isSelected={rotatePages}
              onChange={(wanted) => setPreferences({ rotatePages: wanted })}
            >
              <span>{t('wallboard.turning')}</span>
              <span className="switch-track" />
            </Switch>
            <Button icon={<Maximize aria-hidden />} onPress={enterFullScreen}>
              {t('wallboard.fullScreen')}
            </Button>
          </>
        )}
      </header>
      {history.isComplete && (
        <>
          <SummaryTiles
            waiting={waiting.length}
            longestWaitingSince={longest}
            staleSince={staleSince}
            agentCounts={agentCounts}
            totals={history.totals(undefined, serviceLevelMinutes, client.clock.now())}
            serviceLevelSeconds={history.serviceLevelSeconds}
          />
          {television ? (
            <Television rows={rows} staleSince={staleSince} turning={rotatePages} />
          ) : (
            <QueuesCard rows={rows} staleSince={staleSince} chosen={chosen} onChoose={setChosen} />
          )}
          <ChartsCard
            history={history}
            queueId={chosen}
            title={queue?.name ?? t('wallboard.allQueues')}
            television={television}
          >
            {chosen !== undefined && <ServerStatistics queueId={chosen} />}
          </ChartsCard>
        </>
      )}
    </div>
  );
}

function enterFullScreen(): void {
  location.hash = '#/wallboard/tv';
  // Without full-screen permission, the same view is shown in the window.
  document.documentElement.requestFullscreen().catch(() => {});
}

/** Escape ends full screen or the TV view. */
function useExitFullScreen(television: boolean): void {
  useEffect(() => {
    if (!television) return undefined;
    const back = (): void => {
      location.hash = '#/wallboard';
    };
    const changed = (): void => {
      if (document.fullscreenElement === null) back();
    };
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') back();
    };
    document.addEventListener('fullscreenchange', changed);
    window.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      window.removeEventListener('keydown', pressed);
    };
  }, [television]);
}
