/**
 * Calls and their parties: looked up, created and changed, without events.
 * @module
 */
import { DeviceType, LocalConnectionState, SpecialValues } from 'rxcti/protocol';
import type { ApplicationConfig } from './configuration.ts';
import type { ContactCenter } from './contact-center.ts';
import type { Agent, Call, CallStage, Device, Party } from './entities.ts';

const { LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_FAIL } = LocalConnectionState;

/** The first CallID, as in the guide's log files. */
const firstCallId = 0x01000001;

/** The CSQID of calls without a queue. */
export const nullCsq: number = SpecialValues.NULL_CSQ;

/** An agent's phone as a device. */
export const phoneDevice = (agent: Agent): Device => ({
  id: agent.config.extension,
  type: DeviceType.DEVID_AGENT_DEVICE,
});

/** A trigger as a device. */
export const triggerDevice = ({ trigger }: ApplicationConfig): Device => ({
  id: trigger,
  type: DeviceType.DEVID_ROUTE_POINT,
});

/** A public number as a device. CCX does not monitor it, so it has the plain device type. */
export const externalDevice = (number: string): Device => ({
  id: number,
  type: DeviceType.DEVID_DEVICE_IDENTIFIER,
});

/** The first device that is given; of `primary.actual` the actual part. Guide: General rules. */
export function deviceOf(...devices: readonly (string | undefined)[]): string | undefined {
  const named = devices.find((device) => device !== undefined && device !== '');
  return named?.slice(named.lastIndexOf('.') + 1);
}

/** A new CallID. */
export const nextCallId = (center: ContactCenter): number => firstCallId + center.callIdsUsed++;

/** Creates a call without parties. */
export function newCall(
  center: ContactCenter,
  parts: Omit<Call, 'callId' | 'parties' | 'startedAt' | 'dataLost'>,
): Call {
  const call: Call = {
    ...parts,
    callId: nextCallId(center),
    parties: [],
    dataLost: false,
    startedAt: center.schedule.now,
  };
  center.calls.set(call.callId, call);
  return call;
}

/** Adds a device to a call. */
export function addParty(call: Call, device: Device, state: LocalConnectionState, agent?: Agent): Party {
  const party: Party = {
    ...device,
    agent,
    call,
    state,
    mediaCallId: undefined,
    addedBy: undefined,
    nextAction: undefined,
  };
  call.parties.push(party);
  agent?.parties.push(party);
  return party;
}

/** Removes a device from its call. */
export function removeParty(center: ContactCenter, party: Party): void {
  center.schedule.cancel(party.nextAction);
  party.nextAction = undefined;
  removeItem(party.call.parties, party);
  if (party.agent !== undefined) removeItem(party.agent.parties, party);
}

/** Moves a party to another call. */
export function moveParty(party: Party, to: Call): void {
  removeItem(party.call.parties, party);
  party.call = to;
  to.parties.push(party);
}

/** Whether CCX monitors a device: agents' phones and CTI ports. */
export const isMonitored = ({ agent, type }: Party): boolean =>
  agent !== undefined || type === DeviceType.DEVID_CTI_PORT;

/** The parties of a call, monitored devices first: the order in snapshots. */
export function partiesInOrder(call: Call): readonly Party[] {
  return [...call.parties.filter(isMonitored), ...call.parties.filter((party) => !isMonitored(party))];
}

/** The party of a device. */
export const partyAt = (call: Call, deviceId: string): Party | undefined =>
  call.parties.find(({ id }) => id === deviceId);

/** The party of an agent's phone that is not on hold. */
export const activeOf = (agent: Agent): Party | undefined =>
  agent.parties.find(({ state }) => state !== LCS_HOLD);

/** The agents whose phones are in a call. */
export const agentsOf = (call: Call): readonly Agent[] =>
  call.parties.flatMap(({ agent }) => (agent === undefined ? [] : [agent]));

/** The stage of a call. */
export function stageOf(call: Call): CallStage {
  const { routing } = call;
  if (routing !== undefined && routing.stage !== 'served') return routing.stage;
  const states = call.parties.map(({ state }) => state);
  if (states.includes(LCS_ALERTING)) return 'ringing';
  if (states.includes(LCS_HOLD)) return 'held';
  if (states.includes(LCS_FAIL)) return 'failed';
  if (states.includes(LCS_INITIATE) || !states.includes(LCS_CONNECT)) return 'dialing';
  return 'connected';
}

/** Removes the first occurrence from a list; false if there is none. */
export function removeItem<T>(list: T[], item: T): boolean {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}
