/** Who is at the other end, as a person would say it. */

import { useMemo } from 'react';
import { type Agent, actualDevice, type Call, type Connection, type CtiClient } from 'rxcti';
import { useDesk } from '../session/session-context.ts';
import { useSettled } from '../shell/throttle.ts';

/** Names by extension, for calls among colleagues. */
export type Names = ReadonlyMap<string, string>;

export function useNames(): Names {
  const { numbers } = useDesk().setup;
  const [agents] = useSettled(agentsOf, namesMs);
  return useMemo(
    () =>
      new Map([
        ...numbers.map(({ name, number }) => [number, name] as const),
        ...[...agents.values()].flatMap(named),
      ]),
    [numbers, agents],
  );
}

/** Thousands of agents change their state all the time, and hardly ever their names. */
const namesMs = 2000;

const agentsOf = ({ agents }: CtiClient) => [agents] as const;

function named(agent: Agent): [string, string][] {
  return agent.extension === undefined ? [] : [[agent.extension, nameOf(agent)]];
}

export function nameOf({ firstName, lastName, agentId }: Agent): string {
  return [firstName, lastName].filter(Boolean).join(' ') || agentId;
}

/** The caller's name as the call brought it along, in the variable that the setup names. */
export function broughtName(call: Call, variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  return (call.variables[Number(variable)] ?? call.namedVariables.get(variable)) || undefined;
}

/** The leg of the phone that is meant. */
export function legAt(call: Call, extension: string): Connection | undefined {
  return [...call.connections.values()].find(({ deviceId }) => actualDevice(deviceId) === extension);
}

/** Everybody else in the call. */
export function othersIn(call: Call, extension: string): readonly Connection[] {
  return [...call.connections.values()].filter(({ deviceId }) => actualDevice(deviceId) !== extension);
}

/** The number at the other end: the caller's, or the one that was dialed from here. */
export function otherNumber(call: Call, extension: string): string | undefined {
  if (call.ani !== undefined && call.ani !== '' && call.ani !== extension) return call.ani;
  const other = othersIn(call, extension)[0]?.deviceId;
  return (other === undefined ? undefined : actualDevice(other)) ?? call.dialedNumber ?? call.dnis;
}

/** True when the call was made from this phone. */
export function isOutgoing(call: Call, extension: string): boolean {
  return call.ani === extension || (call.origin !== undefined && actualDevice(call.origin) === extension);
}
