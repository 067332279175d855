import type { Snapshot } from '../../simulator/index.ts';

/** Violated invariants of a snapshot. */
export function violatedInvariants({ agents, calls, queues }: Snapshot): string[] {
  const wrong: string[] = [];
  const must = (fine: boolean, what: string): void => void (fine || wrong.push(what));
  for (const { agentId, callIds, callId, state } of agents) {
    must(callIds.length <= 2, `${agentId} has ${callIds.length} calls`);
    must(state !== 4 || callIds.length > 0, `${agentId} is talking without a call`);
    must(state !== 8 || callIds.length > 0, `${agentId} is reserved without a call`);
    must(
      callIds.every((id) => calls.some((call) => call.callId === id)),
      `${agentId} has calls that have ended`,
    );
    must(callIds.length === 0 || callIds.includes(callId ?? 0), `${agentId} is not in ${callId}`);
  }
  for (const phone of new Set(agents.map(({ extension }) => extension))) {
    const legs = calls.flatMap(({ connections }) => connections.filter(({ deviceId }) => deviceId === phone));
    const owners = agents.filter(({ extension }) => extension === phone);
    const known = owners.flatMap(({ callIds }) => callIds);
    must(legs.length === known.length, `${phone} has ${legs.length} legs and ${known.length} calls`);
    must(legs.filter(({ state }) => state !== 4).length <= 1, `${phone} has two active calls`);
    must(owners.filter(({ state }) => state !== 1).length <= 1, `two agents are logged in at ${phone}`);
  }
  for (const { callId, callType, connections, stage } of calls) {
    must(
      connections.length > (callType === 18 || stage === 'failed' ? 0 : 1),
      `${callId} has ${connections.length} parties`,
    );
    must(
      connections.some(({ deviceType }) => deviceType !== 0),
      `${callId} has no monitored party`,
    );
    const ids = connections.map(({ deviceId }) => deviceId);
    must(new Set(ids).size === ids.length, `${callId} has a device twice ${ids} ${callType} ${stage}`);
    const waits = queues.some(({ waiting }) => waiting.includes(callId));
    must(waits === (stage === 'queued'), `${callId} is ${stage}`);
  }
  return wrong;
}
