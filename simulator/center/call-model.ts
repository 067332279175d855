/**
 * Calls and their parties, without a word to anybody: what is true, not who hears of it.
 * @module
 */
import { DeviceType, LocalConnectionState } from 'rxcti/protocol';
import type { Agent } from './agents.ts';
import type { Call, CallStage, Center, Device, Party } from './center.ts';

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_FAIL } = LocalConnectionState;

/** CallIDs begin where those of the guide's log files do. */
const firstCallId = 0x01000001;

/** An agent's phone. */
export const phoneOf = (agent: Agent): Device => ({
  id: agent.person.extension,
  type: DeviceType.DEVID_AGENT_DEVICE,
});

/** A number of the public network. It is no monitored device: the plain device type. */
export const outside = (number: string): Device => ({ id: number, type: DeviceType.DEVID_DEVICE_IDENTIFIER });

/** The first device that a request names; of `primary.actual` the actual one counts. Guide: General rules. */
export function deviceOf(...devices: readonly (string | undefined)[]): string | undefined {
  const named = devices.find((device) => device !== undefined && device !== '');
  return named?.slice(named.lastIndexOf('.') + 1);
}

/** A number that no call has had before. */
export const nextCallId = (center: Center): number => firstCallId + center.numbered++;

/** Makes a call without parties. */
export function newCall(
  center: Center,
  parts: Omit<Call, 'callId' | 'parties' | 'startedAt' | 'forgotten'>,
): Call {
  const call: Call = {
    ...parts,
    callId: nextCallId(center),
    parties: [],
    forgotten: false,
    startedAt: center.schedule.now,
  };
  center.calls.set(call.callId, call);
  return call;
}

/** Adds a device to a call. */
export function join(call: Call, device: Device, state: LocalConnectionState, agent?: Agent): Party {
  const party: Party = {
    ...device,
    agent,
    call,
    state,
    hearsCall: undefined,
    addedBy: undefined,
    plan: undefined,
  };
  call.parties.push(party);
  agent?.parties.push(party);
  return party;
}

/** Takes a device out of its call. */
export function part(center: Center, party: Party): void {
  center.schedule.cancel(party.plan);
  party.plan = undefined;
  remove(party.call.parties, party);
  if (party.agent !== undefined) remove(party.agent.parties, party);
}

/** Moves a party to another call. */
export function move(party: Party, to: Call): void {
  remove(party.call.parties, party);
  party.call = to;
  to.parties.push(party);
}

/** Whether CCX watches a device: agents' phones and CTI ports. */
export const isMonitored = ({ agent, type }: Party): boolean =>
  agent !== undefined || type === DeviceType.DEVID_CTI_PORT;

/** The parties of a call, monitored devices first: the order in snapshots and in the truth. */
export function partiesOf(call: Call): readonly Party[] {
  return [...call.parties.filter(isMonitored), ...call.parties.filter((party) => !isMonitored(party))];
}

/** A device's part in a call. */
export const partyAt = (call: Call, deviceId: string): Party | undefined =>
  call.parties.find(({ id }) => id === deviceId);

/** The party of an agent's phone that is not on hold. */
export const activeOf = (agent: Agent): Party | undefined =>
  agent.parties.find(({ state }) => state !== LCS_HOLD);

/** The agents whose phones are in a call. */
export const agentsOf = (call: Call): readonly Agent[] =>
  call.parties.flatMap(({ agent }) => (agent === undefined ? [] : [agent]));

/** How far a call has come. */
export function stageOf(call: Call): CallStage {
  const { visit } = call;
  if (visit !== undefined && visit.stage !== 'served') return visit.stage;
  const states = call.parties.map(({ state }) => state);
  if (states.includes(LCS_ALERTING)) return 'ringing';
  if (states.includes(LCS_HOLD)) return 'held';
  if (states.includes(LCS_FAIL)) return 'failed';
  if (states.includes(LCS_INITIATE) || !states.includes(LCS_CONNECT)) return 'dialing';
  return 'connected';
}

/** Takes the first such item out of a list; tells whether there was one. */
export function remove<T>(list: T[], item: T): boolean {
  const place = list.indexOf(item);
  if (place >= 0) list.splice(place, 1);
  return place >= 0;
}
