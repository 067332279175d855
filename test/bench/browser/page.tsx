/** Every agent who is logged in and every queue of a full CCX, a row each; it counts what it does while it shows them. */
import { memo, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { bridgeMode, createCtiClient } from 'rxcti';
import {
  CtiProvider,
  type UseQueueResult,
  useAgent,
  useAgents,
  useDuration,
  useQueue,
  useQueues,
} from 'rxcti/react';
import { webSocket } from 'rxcti/websocket';

/** Counters that the benchmark reads. */
export interface Counts {
  /** CTI events. */
  events: number;
  /** Agents that changed, counted once per batch: the number of rows that have to render. */
  changedAgents: number;
  agentRowsRendered: number;
  /** Queues with any change in their statistics, counted once per notification. */
  changedQueues: number;
  /** Of these, queues whose row has to render. */
  changedQueueRows: number;
  queueRowsRendered: number;
  rows: number;
  /** Durations of tasks longer than 50 ms, in milliseconds. */
  longTasks: number[];
  /** Times from the arrival of bytes to the frame that shows them in agent rows, in milliseconds. */
  toPaint: number[];
}

const counts: Counts = {
  events: 0,
  changedAgents: 0,
  agentRowsRendered: 0,
  changedQueues: 0,
  changedQueueRows: 0,
  queueRowsRendered: 0,
  rows: 0,
  longTasks: [],
  toPaint: [],
};
Object.assign(window, { counts });

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) counts.longTasks.push(duration);
}).observe({ type: 'longtask' });

/** Arrival time of the bytes being processed. */
let arrivedAt = 0;
/** Arrival time of the oldest bytes that the next frame shows. */
let oldestArrival: number | undefined;
const PlainSocket = WebSocket;
window.WebSocket = class extends PlainSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', () => {
      arrivedAt = performance.now();
    });
  }
};

function painted(): void {
  if (oldestArrival !== undefined) return;
  oldestArrival = arrivedAt;
  requestAnimationFrame(() => {
    const since = oldestArrival ?? 0;
    oldestArrival = undefined;
    // The first task after the frame: it has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => counts.toPaint.push(performance.now() - since);
    port2.postMessage(0);
  });
}

const AgentRow = memo(function AgentRow({ id }: { readonly id: string }) {
  const { agent } = useAgent(id);
  useLayoutEffect(() => {
    counts.agentRowsRendered++;
    painted();
  });
  return (
    <li>
      <span>{`${agent?.firstName} ${agent?.lastName}`}</span>
      <span>{agent?.state}</span>
      <span>
        <Since since={agent?.since ?? 0} />
      </span>
    </li>
  );
});

/** The data of a queue row. */
const rowData = ({ queue, live }: Pick<UseQueueResult, 'queue' | 'live'>) => ({
  name: queue?.name,
  waiting: live?.callsWaiting ?? 0,
  ready: live?.agents.ready ?? 0,
});

const QueueRow = memo(function QueueRow({ id }: { readonly id: number }) {
  const { name, waiting, ready } = useQueue(id, rowData);
  useLayoutEffect(() => {
    counts.queueRowsRendered++;
  });
  return (
    <li>
      <span>{name}</span>
      <span>{waiting}</span>
      <span>{ready}</span>
    </li>
  );
});

const Since = ({ since }: { readonly since: number }) => useDuration(since) / 1000;

function Board() {
  const agentIds = useAgents((agents) =>
    [...agents.values()].filter(({ state }) => state !== 'loggedOut').map(({ agentId }) => agentId),
  );
  const queueIds = useQueues((queues) => [...queues.keys()]);
  useLayoutEffect(() => {
    counts.rows = agentIds.length + queueIds.length;
  });
  return (
    <ul>
      {agentIds.map((id) => (
        <AgentRow key={id} id={id} />
      ))}
      {queueIds.map((id) => (
        <QueueRow key={id} id={id} />
      ))}
    </ul>
  );
}

const { relay, token } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const client = createCtiClient({
  transport: webSocket({ url: relay ?? '', token: token ?? '' }),
  mode: bridgeMode({ clientId: 'bench' }),
});
client.events$.subscribe(() => counts.events++);
let before = client.agents.getSnapshot();
client.agents.subscribe(() => {
  const now = client.agents.getSnapshot();
  for (const [id, agent] of now)
    if (agent !== before.get(id) && agent.state !== 'loggedOut') counts.changedAgents++;
  before = now;
});
let figuresBefore = client.statistics.live.getSnapshot();
client.statistics.live.subscribe(() => {
  const now = client.statistics.live.getSnapshot();
  for (const [id, figures] of now) {
    const last = figuresBefore.get(id);
    if (figures === last) continue;
    counts.changedQueues++;
    const [shown, shownLast] = [figures, last].map((one) =>
      JSON.stringify(rowData({ queue: undefined, live: one })),
    );
    if (shown !== shownLast) counts.changedQueueRows++;
  }
  figuresBefore = now;
});
await client.connect();
createRoot(document.querySelector('main') as HTMLElement).render(
  <CtiProvider client={client}>
    <Board />
  </CtiProvider>,
);
