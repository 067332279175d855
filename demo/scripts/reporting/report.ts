/** The report as plain text. Pure functions. */
import type { Agent, AgentStateName, SessionState } from 'rxcti';
import { agentStateReasonCodes } from 'rxcti/protocol';
import type { Snapshot } from './snapshot.ts';

/** The report with at most `maxRows` agents, logged-out agents last. */
export function formatReport(snapshot: Snapshot, maxRows: number, now: number): string {
  const { session, asOf, agents, queues, calls } = snapshot;
  // Without a session, durations stop at `asOf`, and the report shows its age.
  const age = now - asOf < 1000 ? '' : `  (last updated ${duration(now - asOf)} ago)`;
  const down = snapshot.devices.filter((device) => !device.inService).length;
  const hidden = agents.length - maxRows;
  const sorted = [...agents].sort(
    (a, b) => Number(a.state === 'loggedOut') - Number(b.state === 'loggedOut'),
  );
  return [
    `${new Date(now).toISOString()}  ${sessionLabel(session)}  ${calls} calls  ${down} devices out of service${age}`,
    `${agents.length} agents: ${countStates(agents)}`,
    '',
    ...table(
      ['Queue', 'Waiting', 'Longest', 'Ready', 'Talking'],
      queues.map(({ name, waiting, oldestSince, ready, talking }) => [
        name,
        String(waiting),
        oldestSince === undefined ? '' : duration(asOf - oldestSince),
        String(ready),
        String(talking),
      ]),
    ),
    '',
    ...table(
      ['Agent', 'Name', 'Phone', 'State', 'Duration', 'Reason'],
      sorted
        .slice(0, maxRows)
        .map((agent) => [
          agent.agentId,
          [agent.firstName, agent.lastName].filter((part) => part !== undefined).join(' '),
          agent.extension ?? '',
          agent.stale ? `${agent.state} (stale)` : agent.state,
          duration(asOf - agent.since),
          agent.reasonCode === 0
            ? ''
            : (agentStateReasonCodes.name(agent.reasonCode) ?? String(agent.reasonCode)),
        ]),
    ),
    ...(hidden > 0 ? [`... and ${hidden} more agents`] : []),
    '',
  ].join('\n');
}

function sessionLabel(session: SessionState): string {
  switch (session.name) {
    case 'ready':
      return `ready on ${session.endpoint.host}:${session.endpoint.port}`;
    case 'synchronizing':
      return session.online ? 'synchronizing' : 'CCX is offline';
    case 'waiting':
      return `waiting: ${session.error.message}`;
    default:
      return session.name;
  }
}

function countStates(agents: readonly Agent[]): string {
  const counts = new Map<AgentStateName, number>();
  for (const { state } of agents) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

/** 75000 -> 1:15 */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
