/**
 * The calls and configuration records that are visible to the clients of one scope. A call becomes visible when an agent of the scope joins it,
 * and invisible when the last one leaves: CCX sends an agent's own session BEGIN_CALL_EVENT and END_CALL_EVENT then,
 * but a bridge session gets the events of all calls.
 * @module
 */
import { actualDevice, type Call, deviceClassOf } from 'rxcti';
import { type ConfigBeginEvent, type CtiMessage, toHex } from 'rxcti/protocol';
import { callsIn, devicesIn } from '../authorization/message-fields.ts';
import { findCall, type Replica, type Scope } from '../authorization/scope.ts';
import { beginCallEvent, endCallEvent } from './call-messages.ts';

/** A call event with the calls that it concerns, computed once for all scopes. */
export interface CallContext {
  readonly event: CtiMessage;
  readonly devices: readonly string[];
  readonly callIds: readonly number[];
  /** The call of each CallID; undefined if it has ended or was merged into another call. */
  readonly calls: readonly (Call | undefined)[];
}

/** Looks up the calls of an event that has been applied to the replica. */
export function callContext(event: CtiMessage, replica: Replica): CallContext {
  const callIds = callsIn(event);
  return {
    event,
    devices: devicesIn(event),
    callIds,
    calls: callIds.map((callId) => findCall(replica, callId)),
  };
}

export interface CallVisibility {
  /** The messages for the scope: none, the event, or the event with calls that begin before it or end after it. */
  messagesFor(context: CallContext): readonly CtiMessage[];
}

const nothing: readonly CtiMessage[] = [];

/** The part of a replica that visibility depends on. */
export interface VisibilitySource {
  readonly calls: { getSnapshot(): ReadonlyMap<number, Call> };
  readonly devices: Pick<Replica['devices'], 'get'>;
}

/** Starts with the calls that are visible now. */
export function createCallVisibility(
  scope: Scope,
  replica: VisibilitySource,
  version: number,
): CallVisibility {
  if (scope.seesAll) return { messagesFor: ({ event }) => [event] };
  const visible = new Set<number>();
  for (const call of replica.calls.getSnapshot().values()) {
    if (call.endedAt === undefined && scope.seesCall(call)) visible.add(call.callId);
  }

  /** Taken out of a queue of the scope, and not at an agent's device yet: the next device decides. */
  const isBetweenDevices = (call: Call): boolean =>
    scope.role === 'supervisor' &&
    call.queueIds.length === 0 &&
    ![...call.connections.keys()].some(
      (device) => replica.devices.get(actualDevice(device))?.deviceClass === 'agent',
    );

  return {
    messagesFor({ event, devices, callIds, calls }) {
      const isInScope = calls.map((call) => call !== undefined && scope.seesCall(call));
      const isRelevant =
        callIds.some((callId) => visible.has(callId)) ||
        isInScope.includes(true) ||
        // RTP events, for example, may name a device of the scope and an unknown call.
        devices.some((device) => scope.seesDevice(actualDevice(device)));
      if (!isRelevant) return nothing;

      const messages: CtiMessage[] = [];
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (visible.has(callId) || call === undefined || isInScope[index] !== true) return;
        visible.add(callId);
        if (event.type !== 'BEGIN_CALL_EVENT') messages.push(beginCallEvent(call, version));
      });
      messages.push(event);
      callIds.forEach((callId, index) => {
        const call = calls[index];
        if (!visible.has(callId) || isInScope[index] === true) return;
        if (call !== undefined && isBetweenDevices(call)) return;
        visible.delete(callId);
        // Only a call that goes on outside the scope needs an END_CALL_EVENT: if it ended, the event says so.
        if (call !== undefined) messages.push(endCallEvent(callId, call.origin ?? devices[0] ?? ''));
      });
      return messages;
    },
  };
}

/** The part of a configuration message that a scope sees; undefined for none. */
export function visibleRecords(message: CtiMessage, scope: Scope): CtiMessage | undefined {
  if (scope.seesAll) return message;
  switch (message.type) {
    case 'CONFIG_BEGIN_EVENT':
      return { ...message, ...scopedKeys(message, scope) };
    case 'CONFIG_AGENT_EVENT':
      return withRecords(
        message,
        message.records?.filter(({ loginId = '' }) => scope.seesAgent(loginId)),
      );
    case 'CONFIG_DEVICE_EVENT':
      return withRecords(
        message,
        message.records?.filter(({ deviceType, deviceField2, deviceField4 }) => {
          const deviceClass = deviceClassOf(deviceType);
          const device = deviceClass === 'agent' ? deviceField4 || deviceField2 : deviceField2;
          return scope.seesConfiguredDevice(device ?? '', deviceClass);
        }),
      );
    case 'CONFIG_TERMINAL_EVENT':
      return withRecords(
        message,
        message.records?.filter((record) =>
          record.instruments?.some(({ instrument }) => scope.seesDevice(instrument)),
        ),
      );
    default:
      return message;
  }
}

function withRecords<Message extends CtiMessage & { readonly records?: readonly unknown[] | undefined }>(
  message: Message,
  records: Message['records'],
): Message | undefined {
  return records === undefined || records.length === 0 ? undefined : { ...message, records };
}

const fnvOffset = 0xcbf29ce484222325n;
const fnvPrime = 0x100000001b3n;

/**
 * A configuration key of eight bytes: CCX's own for those who see everything, otherwise a hash (FNV-1a) of CCX's key and
 * the scope, so that a client uploads again when either changes.
 */
export function scopedKey(key: string, scope: Scope): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (scope.seesAll) view.setBigUint64(0, BigInt(`0x${key}`));
  else {
    let hash = fnvOffset;
    for (const character of `${key} ${scope.fingerprint}`) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) as number)) * fnvPrime);
    }
    view.setBigUint64(0, hash);
  }
  return bytes;
}

const keyFields = ['applicationConfigKey', 'csqConfigKey', 'agentConfigKey', 'deviceConfigKey'] as const;

function scopedKeys(message: ConfigBeginEvent, scope: Scope): Partial<ConfigBeginEvent> {
  return Object.fromEntries(
    keyFields.flatMap((field) => {
      const key = message[field];
      return key === undefined ? [] : [[field, scopedKey(toHex(key), scope)]];
    }),
  );
}
