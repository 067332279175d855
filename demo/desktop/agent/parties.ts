/** Names, numbers and connections of the parties of a call. */
import { type Agent, actualDevice, type Call, type Connection } from 'rxcti';

export function agentName({ firstName, lastName, agentId }: Agent): string {
  return [firstName, lastName].filter(Boolean).join(' ') || agentId;
}

/** The caller's name from the call variable that `setup.json` names. */
export function callerName(call: Call, variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  return (call.variables[Number(variable)] ?? call.namedVariables.get(variable)) || undefined;
}

/** The connection of a phone. */
export function connectionAt(call: Call, extension: string): Connection | undefined {
  return [...call.connections.values()].find(({ deviceId }) => actualDevice(deviceId) === extension);
}

/** The connections of all other parties. */
export function otherConnections(call: Call, extension: string): readonly Connection[] {
  return [...call.connections.values()].filter(({ deviceId }) => actualDevice(deviceId) !== extension);
}

/** The number of the other party: the caller's, or the dialed one. */
export function otherNumber(call: Call, extension: string): string | undefined {
  if (call.ani !== undefined && call.ani !== '' && call.ani !== extension) return call.ani;
  const other = otherConnections(call, extension)[0]?.deviceId;
  return (other === undefined ? undefined : actualDevice(other)) ?? call.dialedNumber ?? call.dnis;
}

/** True if the call was made from this phone. */
export function isOutgoing(call: Call, extension: string): boolean {
  return call.ani === extension || (call.origin !== undefined && actualDevice(call.origin) === extension);
}
