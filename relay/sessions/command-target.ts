/**
 * Whom and what a command is about, for the audit trail.
 * @module
 */
import type { ClientRequest } from 'rxcti/server';
import { externalDevice } from '../authorization/message-fields.ts';

/** Fields that name agents, states and calls. */
const plainFields: readonly string[] = [
  'agentId',
  'agentState',
  'eventReasonCode',
  'callId',
  'activeCallId',
  'heldCallId',
  'otherCallId',
  'connectionCallId',
  'agentCallId',
  'supervisoryAction',
];

/** Fields that name devices: a caller's number may stand in them, and that is nobody's business here. */
const deviceFields: readonly string[] = [
  'agentExtension',
  'agentInstrument',
  'connectionDeviceId',
  'activeConnectionDeviceId',
  'heldConnectionDeviceId',
  'otherConnectionDeviceId',
  'agentConnectionDeviceId',
  'supervisorInstrument',
];

/** The ids that a request names; devices that `isOurs` does not know are replaced by `external`. */
export function commandTarget(
  request: ClientRequest,
  isOurs: (deviceId: string) => boolean,
): Readonly<Record<string, string | number>> {
  const fields = request as unknown as Readonly<Record<string, unknown>>;
  const target: Record<string, string | number> = {};
  for (const field of plainFields) {
    const value = fields[field];
    if (typeof value === 'string' || typeof value === 'number') target[field] = value;
  }
  for (const field of deviceFields) {
    const device = fields[field];
    if (typeof device === 'string' && device !== '') target[field] = isOurs(device) ? device : externalDevice;
  }
  return target;
}
