/** What a contact center hangs on its wall: queues, agents, the last hours, and how old all of this is. */
import { Maximize } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCtiClient, useQueues, useSession } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { useDesk } from '../session/session-context.ts';
import { prefer, usePreferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { useAgentsCallsAndFigures } from '../shell/throttle.ts';
import { useTelevision } from '../shell/views.tsx';
import { Charts } from './charts-card.tsx';
import { DataAge } from './data-age.tsx';
import { isWaiting, type QueueHistory } from './queue-history.ts';
import { type QueueRow, queueRows, staffOf } from './queue-rows.ts';
import { QueuesCard } from './queues-card.tsx';
import { ServerFigures } from './server-statistics.tsx';
import { Figures } from './summary-tiles.tsx';
import { Television } from './television.tsx';
import './wallboard-view.css';

/** The service level beside the queues is that of the last hour. */
const levelMinutes = 60;

export function WallboardView() {
  const { queueHistory } = useDesk();
  return queueHistory === undefined ? null : <Board history={queueHistory} />;
}

function Board({ history }: { readonly history: QueueHistory }) {
  const { t } = useTranslation();
  const client = useCtiClient();
  const television = useTelevision();
  const { turning } = usePreferences();
  const queues = useQueues();
  const [agents, calls, live] = useAgentsCallsAndFigures();
  const version = useStore(history.version);
  const isReady = useSession().name === 'ready';
  const isAway = useStore(useDesk().away);
  const staleSince = !isReady ? client.statistics.asOf() : isAway ? history.heardAt() : undefined;
  const isStale = staleSince !== undefined && history.isComplete;
  const [chosen, setChosen] = useState<number>();

  const before = useRef<readonly QueueRow[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the history has changed
  const rows = useMemo(
    () =>
      queueRows(
        queues,
        live,
        (queueId) => history.totals(queueId, levelMinutes, client.clock.now()),
        before.current,
      ),
    [queues, live, history, version],
  );
  useEffect(() => {
    before.current = rows;
  }, [rows]);
  const staff = useMemo(() => {
    const counts: Partial<Record<string, number>> = {};
    for (const { state } of agents.values()) counts[state] = (counts[state] ?? 0) + 1;
    return staffOf(counts);
  }, [agents]);
  const waiting = useMemo(() => [...calls.values()].filter(isWaiting), [calls]);
  const longest = waiting.length === 0 ? undefined : Math.min(...waiting.map(({ since }) => since));
  const queue = chosen === undefined ? undefined : queues.get(chosen);
  useLeavingFullScreen(television);

  return (
    <div className={`board ${isStale ? 'stale' : ''}`} data-tv={television || undefined}>
      <header className="board-head">
        <h1 className="board-title">{t('wallboard.title')}</h1>
        <DataAge history={history} staleSince={staleSince} />
        {!television && (
          <>
            <Switch
              className="switch small"
              isSelected={turning}
              onChange={(wanted) => prefer({ turning: wanted })}
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
          <Figures
            waiting={waiting.length}
            longestWaitingSince={longest}
            staleSince={staleSince}
            staff={staff}
            totals={history.totals(undefined, levelMinutes, client.clock.now())}
            serviceLevelSeconds={history.serviceLevelSeconds}
          />
          {television ? (
            <Television rows={rows} staleSince={staleSince} turning={turning} />
          ) : (
            <QueuesCard rows={rows} staleSince={staleSince} chosen={chosen} onChoose={setChosen} />
          )}
          <Charts
            history={history}
            queueId={chosen}
            title={queue?.name ?? t('wallboard.allQueues')}
            television={television}
          >
            {chosen !== undefined && <ServerFigures queueId={chosen} />}
          </Charts>
        </>
      )}
    </div>
  );
}

function enterFullScreen(): void {
  location.hash = '#/wallboard/tv';
  // Where the browser refuses, the same is shown in its window: nothing is lost, and nothing to tell.
  document.documentElement.requestFullscreen().catch(() => {});
}

/** Escape leads back: it ends the full screen, or the television's look in a window. */
function useLeavingFullScreen(television: boolean): void {
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
