import type { Snapshot } from '../../simulator/index.ts';
import { type ControlHarness, connection, parties } from './simulator-control-harness.ts';

/** Violated invariants of a snapshot. */
export function violatedInvariants({ agents, calls, queues }: Snapshot): string[] {
  const violations: string[] = [];
  const check = (holds: boolean, violation: string): void => void (holds || violations.push(violation));
  for (const { agentId, callIds, callId, state } of agents) {
    check(callIds.length <= 2, `${agentId} has ${callIds.length} calls`);
    check(state !== 4 || callIds.length > 0, `${agentId} is talking without a call`);
    check(state !== 8 || callIds.length > 0, `${agentId} is reserved without a call`);
    check(
      callIds.every((id) => calls.some((call) => call.callId === id)),
      `${agentId} has calls that have ended`,
    );
    check(callIds.length === 0 || callIds.includes(callId ?? 0), `${agentId} is not in call ${callId}`);
  }
  for (const phone of new Set(agents.map(({ extension }) => extension))) {
    const atPhone = calls.flatMap(({ connections }) =>
      connections.filter(({ deviceId }) => deviceId === phone),
    );
    const owners = agents.filter(({ extension }) => extension === phone);
    const callIds = owners.flatMap((owner) => owner.callIds);
    check(
      atPhone.length === callIds.length,
      `${phone} has ${atPhone.length} connections and ${callIds.length} calls`,
    );
    check(atPhone.filter(({ state }) => state !== 4).length <= 1, `${phone} has two active calls`);
    check(owners.filter(({ state }) => state !== 1).length <= 1, `two agents are logged in at ${phone}`);
  }
  for (const { callId, callType, connections, stage } of calls) {
    check(
      connections.length > (callType === 18 || stage === 'failed' ? 0 : 1),
      `${callId} has ${connections.length} parties`,
    );
    check(
      connections.some(({ deviceType }) => deviceType !== 0),
      `${callId} has no monitored party`,
    );
    const ids = connections.map(({ deviceId }) => deviceId);
    check(new Set(ids).size === ids.length, `${callId} has a device twice: ${ids} ${callType} ${stage}`);
    const isQueued = queues.some(({ waiting }) => waiting.includes(callId));
    check(isQueued === (stage === 'queued'), `${callId} is ${stage}, queued: ${isQueued}`);
  }
  return violations;
}

/** Differences between the snapshot confirmations of all calls and devices and the simulator state. */
export async function snapshotDifferences({
  simulator,
  bridge,
  sendRequest,
}: ControlHarness): Promise<string[]> {
  const differences: string[] = [];
  for (const call of simulator.snapshot().calls) {
    const [conf] = await sendRequest(bridge, { type: 'SNAPSHOT_CALL_REQ', ...connection(call.callId, '') });
    if (conf?.type !== 'SNAPSHOT_CALL_CONF') {
      differences.push(`${call.callId}: ${conf?.type}`);
      continue;
    }
    const reported = conf.callDevices?.map((one) => `${one.callDeviceId} ${one.callDeviceConnectionState}`);
    if (reported?.join() !== parties(call).join()) differences.push(`${reported} is not ${parties(call)}`);
    for (const { deviceId, deviceType, state } of call.connections) {
      if (deviceType === 0) continue;
      const [snapshot] = await sendRequest(bridge, {
        type: 'SNAPSHOT_DEVICE_REQ',
        snapshotDeviceType: deviceType,
        agentInstrument: deviceId,
      });
      const at =
        snapshot?.type === 'SNAPSHOT_DEVICE_CONF'
          ? snapshot.calls?.find(({ callConnectionCallId }) => callConnectionCallId === call.callId)
          : undefined;
      if (at?.callDeviceConnectionState !== state)
        differences.push(`${deviceId}: ${JSON.stringify(snapshot)}`);
    }
  }
  return differences;
}
