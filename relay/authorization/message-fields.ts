/**
 * Fields of messages that hold devices, CallIDs and caller data, and redaction of caller data.
 * @module
 */
import type { CtiMessage } from 'rxcti';

/** Fields that hold a device, in all messages. */
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

/** Fields that hold a CallID, in all events. */
const callFields = ['callId', 'newCallId', 'primaryCallId', 'secondaryCallId', 'connectionCallId'] as const;

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** Devices in the fields of a message and in its party list. */
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

/** CallIDs in a message, without duplicates. */
export function callsIn(message: CtiMessage): readonly number[] {
  const fields = message as unknown as Fields;
  const found: number[] = [];
  for (const field of callFields) {
    const callId = fields[field];
    if (typeof callId === 'number' && callId !== 0xffffffff && !found.includes(callId)) found.push(callId);
  }
  return found;
}

/** The message with each device replaced by a function's result. */
function mapDevices(message: CtiMessage, change: (deviceId: string) => string): CtiMessage {
  const changed: Record<string, unknown> = { ...message };
  for (const field of deviceFields) {
    const device = changed[field];
    if (typeof device === 'string') changed[field] = change(device);
  }
  return changed as unknown as CtiMessage;
}

/** Replaces a number that is not a device of the contact center. */
export const externalDevice = 'external';

/** Fields that hold caller data. */
const callerFields: readonly string[] = [
  'ani',
  'callerEnteredDigits',
  'callWrapupData',
  'namedVariables',
  'namedArrays',
  'ctiClients',
  ...Array.from({ length: 10 }, (_, index) => `callVariable${index + 1}`),
];

/** The message without caller data; external numbers are replaced by {@link externalDevice}. */
export function redactCallerData(
  message: CtiMessage,
  isInternalDevice: (deviceId: string) => boolean,
): CtiMessage {
  const redact = (deviceId: string): string =>
    deviceId === '' || isInternalDevice(deviceId) ? deviceId : externalDevice;
  const redacted: Record<string, unknown> = { ...mapDevices(message, redact) };
  for (const field of callerFields) delete redacted[field];
  // RTP addresses. They are required fields, so they are emptied and not deleted.
  if ('clientAddress' in redacted) redacted.clientAddress = '';
  if ('sendingAddress' in redacted) redacted.sendingAddress = '';
  for (const field of ['dnis', 'dialedNumber']) {
    const number = redacted[field];
    if (typeof number === 'string' && !isInternalDevice(number)) delete redacted[field];
  }
  redactList(redacted, 'connectedParties', ['connectedPartyDeviceId'], redact);
  redactList(redacted, 'calls', ['callConnectionDeviceId'], redact);
  redactList(redacted, 'callDevices', ['callConnectionDeviceId', 'callDeviceId'], redact);
  return redacted as unknown as CtiMessage;
}

function redactList(
  message: Record<string, unknown>,
  list: string,
  fields: readonly string[],
  redact: (deviceId: string) => string,
): void {
  const items = message[list];
  if (!Array.isArray(items)) return;
  message[list] = items.map((item: Record<string, unknown>) => {
    const redacted = { ...item };
    for (const field of fields) {
      const device = redacted[field];
      if (typeof device === 'string') redacted[field] = redact(device);
    }
    return redacted;
  });
}
