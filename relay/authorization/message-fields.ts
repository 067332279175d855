/**
 * Whom and what a message is about.
 * @module
 */
import type { CtiMessage } from 'rxcti';

/** Fields that hold a device, in any message. */
const deviceFields = [
  'connectionDeviceId',
  'newConnectionDeviceId',
  'alertingDeviceId',
  'answeringDeviceId',
  'callingDeviceId',
  'calledDeviceId',
  'lastRedirectDeviceId',
  'holdingDeviceId',
  'retrievingDeviceId',
  'releasingDeviceId',
  'failingDeviceId',
  'divertingDeviceId',
  'queueDeviceId',
  'primaryDeviceId',
  'secondaryDeviceId',
  'controllerDeviceId',
  'addedPartyDeviceId',
  'transferringDeviceId',
  'transferredDeviceId',
] as const;

/** Names of the fields that hold a device. */
export type DeviceField = (typeof deviceFields)[number];

/** Fields that hold a CallID, in any event. */
const callFields = ['callId', 'newCallId', 'primaryCallId', 'secondaryCallId', 'connectionCallId'] as const;

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** The devices that a message names, in its fixed places and among the parties it lists. */
export function devicesIn(message: CtiMessage): readonly string[] {
  const fields = message as unknown as Fields;
  const found: string[] = [];
  for (const field of deviceFields) {
    const device = fields[field];
    if (typeof device === 'string' && device !== '') found.push(device);
  }
  if ('connectedParties' in message) {
    for (const { connectedPartyDeviceId: device } of message.connectedParties ?? [])
      if (device !== undefined) found.push(device);
  }
  return found;
}

/** The CallIDs that a message names, each once. */
export function callsIn(message: CtiMessage): readonly number[] {
  const fields = message as unknown as Fields;
  const found: number[] = [];
  for (const field of callFields) {
    const callId = fields[field];
    if (typeof callId === 'number' && callId !== 0xffffffff && !found.includes(callId)) found.push(callId);
  }
  return found;
}

/** The message with each device given to a function. */
export function withDevices(message: CtiMessage, change: (deviceId: string) => string): CtiMessage {
  const changed: Record<string, unknown> = { ...message };
  for (const field of deviceFields) {
    const device = changed[field];
    if (typeof device === 'string') changed[field] = change(device);
  }
  return changed as unknown as CtiMessage;
}
