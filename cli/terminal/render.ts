/** Draws a picture as text: a pure function of what is there and of the size of the terminal. */
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Agent, AgentStateName, Call, CallStateName, SessionState } from 'rxcti';
import { agentStateReasonCodes } from 'rxcti/protocol';
import type { Picture, QueueRow } from './snapshot.ts';

type Paint = (text: string) => string;

/** A symbol beside each color: nobody has to tell red from green. */
const agentLooks: Readonly<Record<AgentStateName, readonly [symbol: string, words: string, paint: Paint]>> = {
  ready: ['●', 'ready', pc.green],
  talking: ['▶', 'talking', pc.cyan],
  reserved: ['◆', 'reserved', pc.magenta],
  work: ['■', 'work', pc.yellow],
  workReady: ['■', 'work, then ready', pc.yellow],
  notReady: ['○', 'not ready', pc.red],
  busyOther: ['▶', 'busy elsewhere', pc.cyan],
  active: ['●', 'active', pc.green],
  paused: ['‖', 'paused', pc.yellow],
  loggedOut: ['·', 'logged out', pc.dim],
  unknown: ['?', 'unknown', pc.dim],
};

const callLooks: Readonly<Record<CallStateName, readonly [symbol: string, paint: Paint]>> = {
  initiated: ['…', pc.dim],
  queued: ['⧗', pc.yellow],
  alerting: ['♪', pc.magenta],
  connected: ['▶', pc.cyan],
  held: ['‖', pc.yellow],
  failed: ['✕', pc.red],
  cleared: ['·', pc.dim],
};

const bare = {
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
  const drawn = new Table({
    head: head.map((title) => pc.dim(title)),
    chars: bare,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn.toString();
}

/** The whole screen, at most `height` lines. */
export function draw(picture: Picture, height: number): string {
  const queues = picture.queues.slice(0, Math.max(3, Math.floor(height / 4)));
  const more = hidden(picture.queues.length - queues.length, 'queues with fewer callers');
  const head = [headline(picture), '', queuesTable(queues), more, ''];
  const used = head.join('\n').split('\n').length + 6;
  const room = Math.max(4, height - used);
  const agents = first(picture.agents, Math.ceil(room * 0.6), ({ state }) => state !== 'loggedOut');
  const calls = first(picture.calls, Math.max(2, room - agents.length), ({ state }) => state !== 'cleared');
  return [
    ...head,
    agentsTable(picture, agents),
    hidden(picture.agents.length - agents.length, 'agents'),
    callsTable(picture, calls),
    hidden(picture.calls.length - calls.length, 'calls'),
    pc.dim('Ctrl+C ends it.'),
  ].join('\n');
}

/** Everything in its order, if there is room; otherwise what lives before what does not. */
function first<T>(items: readonly T[], room: number, lives: (item: T) => boolean): readonly T[] {
  if (items.length <= room) return items;
  return [...items.filter(lives), ...items.filter((item) => !lives(item))].slice(0, room);
}

/** One line for logs and pipes. */
export function summarize(picture: Picture): string {
  const count = (state: AgentStateName): number =>
    picture.agents.filter((agent) => agent.state === state).length;
  const queued = picture.calls.filter((call) => call.state === 'queued').length;
  return [
    sessionWords(picture.session),
    `${picture.agents.length} agents (${count('ready')} ready, ${count('talking')} talking, ${count('notReady')} not ready)`,
    `${picture.calls.length} calls (${queued} queued)`,
    `${picture.messagesPerSecond.toFixed(1)} messages/s`,
  ].join(' | ');
}

function headline({ session, messagesPerSecond, agents, calls }: Picture): string {
  const paint = session.name === 'ready' ? pc.green : session.name === 'closed' ? pc.red : pc.yellow;
  const rate = `${messagesPerSecond.toFixed(1)} messages/s`;
  return `${pc.bold('rxcti')}  ${paint(`● ${sessionWords(session)}`)}  ${pc.dim(`${rate}  ${agents.length} agents  ${calls.length} calls`)}`;
}

function sessionWords(session: SessionState): string {
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

function agentsTable({ now }: Picture, agents: readonly Agent[]): string {
  return table(
    ['Agent', 'Name', 'Ext.', 'State', 'For', 'Reason'],
    agents.map((agent) => {
      const [symbol, words, paint] = agentLooks[agent.state];
      return [
        agent.agentId,
        `${agent.firstName ?? ''} ${agent.lastName ?? ''}`.trim(),
        agent.extension ?? '',
        paint(`${symbol} ${words}`),
        duration(now - agent.since),
        agent.reasonCode === 0 ? '' : pc.dim(agentStateReasonCodes.sentence(agent.reasonCode)),
      ];
    }),
  );
}

function callsTable({ now }: Picture, calls: readonly Call[]): string {
  return table(
    ['Call', 'From', 'To', 'State', 'For', 'Parties'],
    calls.map((call) => {
      const [symbol, paint] = callLooks[call.state];
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

function hidden(count: number, what: string): string {
  return count > 0 ? pc.dim(`... and ${count} more ${what}`) : '';
}

/** 75000 -> 1:15 */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
