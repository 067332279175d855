/**
 * Messages without what they tell of callers, for those who may see numbers but no people.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { withDevices } from './message-fields.ts';

/** Stands for a number that is not of this house. */
export const hiddenDevice = 'outside';

/** Fields that hold what a caller said or is. */
const callerFields: readonly string[] = [
  'ani',
  'callerEnteredDigits',
  'callWrapupData',
  'namedVariables',
  'namedArrays',
  'ctiClients',
  ...Array.from({ length: 10 }, (_, index) => `callVariable${index + 1}`),
];

/** The message without caller data; numbers that `isOurs` does not know are hidden. */
export function withoutCallerData(message: CtiMessage, isOurs: (deviceId: string) => boolean): CtiMessage {
  const hide = (deviceId: string): string => (deviceId === '' || isOurs(deviceId) ? deviceId : hiddenDevice);
  const shown: Record<string, unknown> = { ...withDevices(message, hide) };
  for (const field of callerFields) delete shown[field];
  // Where the voice goes; one of the two must be there.
  if ('clientAddress' in shown) shown.clientAddress = '';
  if ('sendingAddress' in shown) shown.sendingAddress = '';
  for (const field of ['dnis', 'dialedNumber']) {
    const number = shown[field];
    if (typeof number === 'string' && !isOurs(number)) delete shown[field];
  }
  hideIn(shown, 'connectedParties', ['connectedPartyDeviceId'], hide);
  hideIn(shown, 'calls', ['callConnectionDeviceId'], hide);
  hideIn(shown, 'callDevices', ['callConnectionDeviceId', 'callDeviceId'], hide);
  return shown as unknown as CtiMessage;
}

function hideIn(
  message: Record<string, unknown>,
  list: string,
  fields: readonly string[],
  hide: (deviceId: string) => string,
): void {
  const items = message[list];
  if (!Array.isArray(items)) return;
  message[list] = items.map((item: Record<string, unknown>) => {
    const shown = { ...item };
    for (const field of fields) {
      const device = shown[field];
      if (typeof device === 'string') shown[field] = hide(device);
    }
    return shown;
  });
}
