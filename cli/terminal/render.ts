/** Renders a snapshot as text for a terminal. Pure functions. */
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Agent, AgentStateName, Call, CallStateName, SessionState } from 'rxcti';
import { agentStateReasonCodes } from 'rxcti/protocol';
import type { QueueRow, Snapshot } from './snapshot.ts';

type Paint = (text: string) => string;

/** Each state has a symbol besides its color, for users who cannot tell the colors apart. */
const agentStyles: Readonly<Record<AgentStateName, readonly [symbol: string, label: string, paint: Paint]>> =
  {
    ready: ['●', 'ready', pc.green],
    talking: ['▶', 'talking', pc.cyan],
    reserved: ['◆', 'reserved', pc.magenta],
    work: ['■', 'work', pc.yellow],
    workReady: ['■', 'work, then ready', pc.yellow],
    notReady: ['○', 'not ready', pc.red],
    busyOther: ['▶', 'busy (other)', pc.cyan],
    active: ['●', 'active', pc.green],
    paused: ['‖', 'paused', pc.yellow],
    loggedOut: ['·', 'logged out', pc.dim],
    unknown: ['?', 'unknown', pc.dim],
  };

const callStyles: Readonly<Record<CallStateName, readonly [symbol: string, paint: Paint]>> = {
  initiated: ['…', pc.dim],
  queued: ['⧗', pc.yellow],
  alerting: ['♪', pc.magenta],
  connected: ['▶', pc.cyan],
  held: ['‖', pc.yellow],
  failed: ['✕', pc.red],
  cleared: ['·', pc.dim],
  ended: ['·', pc.dim],
};

const noBorders = {
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  top: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  bottom: '',
  'left-mid': '',
  left: '',
  'mid-mid': '',
  mid: '',
  'right-mid': '',
  right: '',
  middle: '  ',
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rendered = new Table({
    head: head.map((title) => pc.dim(title)),
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  for (const row of rows) rendered.push([...row]);
  return rendered.toString();
}

/** The whole screen, at most `height` lines. */
export function renderScreen(snapshot: Snapshot, height: number): string {
  const queues = snapshot.queues.slice(0, Math.max(3, Math.floor(height / 4)));
  const more = hidden(snapshot.queues.length - queues.length, 'queues with fewer callers');
  const head = [headline(snapshot), '', queuesTable(queues), more, ''];
  const used = head.join('\n').split('\n').length + 6;
  const available = Math.max(4, height - used);
  const agents = visibleItems(
    snapshot.agents,
    Math.ceil(available * 0.6),
    ({ state }) => state !== 'loggedOut',
  );
  const calls = visibleItems(
    snapshot.calls,
    Math.max(2, available - agents.length),
    ({ endedAt }) => endedAt === undefined,
  );
  return [
    ...head,
    agentsTable(snapshot, agents),
    hidden(snapshot.agents.length - agents.length, 'agents'),
    callsTable(snapshot, calls),
    hidden(snapshot.calls.length - calls.length, 'calls'),
    pc.dim('Press Ctrl+C to exit.'),
  ].join('\n');
}

/** All items in their order if they fit, otherwise active items first. */
function visibleItems<T>(items: readonly T[], max: number, isActive: (item: T) => boolean): readonly T[] {
  if (items.length <= max) return items;
  return [...items.filter(isActive), ...items.filter((item) => !isActive(item))].slice(0, max);
}

/** One line for logs and pipes. */
export function renderLine(snapshot: Snapshot): string {
  const count = (state: AgentStateName): number =>
    snapshot.agents.filter((agent) => agent.state === state).length;
  const queued = snapshot.calls.filter((call) => call.state === 'queued').length;
  return [
    sessionLabel(snapshot.session),
    `${snapshot.agents.length} agents (${count('ready')} ready, ${count('talking')} talking, ${count('notReady')} not ready)`,
    `${snapshot.calls.length} calls (${queued} queued)`,
    `${snapshot.messagesPerSecond.toFixed(1)} messages/s`,
  ].join(' | ');
}

function headline({ session, messagesPerSecond, agents, calls }: Snapshot): string {
  const paint = session.name === 'ready' ? pc.green : session.name === 'closed' ? pc.red : pc.yellow;
  const rate = `${messagesPerSecond.toFixed(1)} messages/s`;
  return `${pc.bold('rxcti')}  ${paint(`● ${sessionLabel(session)}`)}  ${pc.dim(`${rate}  ${agents.length} agents  ${calls.length} calls`)}`;
}

function sessionLabel(session: SessionState): string {
  switch (session.name) {
    case 'connecting':
    case 'opening':
      return `${session.name} ${session.endpoint.host}:${session.endpoint.port}`;
    case 'synchronizing':
      return `synchronizing ${session.progress.done}/${session.progress.total}`;
    case 'ready':
      return `ready on ${session.endpoint.host}:${session.endpoint.port}, protocol ${session.grant.version}`;
    case 'waiting':
      return `waiting: ${session.error.message}`;
    default:
      return session.name;
  }
}

function queuesTable(queues: readonly QueueRow[]): string {
  return table(
    ['Queue', 'Waiting', 'Longest', 'Ready', 'Talking'],
    queues.map(({ queue, waiting, longestWaitMs, ready, talking }) => [
      queue.name ?? String(queue.queueId),
      waiting === 0 ? pc.dim('0') : pc.yellow(String(waiting)),
      waiting === 0 ? '' : duration(longestWaitMs),
      String(ready),
      String(talking),
    ]),
  );
}

function agentsTable({ now }: Snapshot, agents: readonly Agent[]): string {
  return table(
    ['Agent', 'Name', 'Ext.', 'State', 'Duration', 'Reason'],
    agents.map((agent) => {
      const [symbol, label, paint] = agentStyles[agent.state];
      return [
        agent.agentId,
        `${agent.firstName ?? ''} ${agent.lastName ?? ''}`.trim(),
        agent.extension ?? '',
        paint(`${symbol} ${label}`),
        duration(now - agent.since),
        agent.reasonCode === 0 ? '' : pc.dim(agentStateReasonCodes.sentence(agent.reasonCode)),
      ];
    }),
  );
}

function callsTable({ now }: Snapshot, calls: readonly Call[]): string {
  return table(
    ['Call', 'From', 'To', 'State', 'Duration', 'Parties'],
    calls.map((call) => {
      const [symbol, paint] = callStyles[call.state];
      return [
        String(call.callId),
        call.ani ?? '',
        call.dialedNumber ?? call.dnis ?? '',
        paint(`${symbol} ${call.state}`) + (call.stale ? pc.dim(' (stale)') : ''),
        duration(now - call.since),
        [...call.connections.values()]
          .map(({ deviceId, state }) => `${deviceId} ${pc.dim(state)}`)
          .join(', '),
      ];
    }),
  );
}

function hidden(count: number, label: string): string {
  return count > 0 ? pc.dim(`... and ${count} more ${label}`) : '';
}

/** 75000 -> 1:15 */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
