/**
 * What TypeScript knows of the messages. This file is checked by tsc and never run: a line that says
 * something wrong does not compile, and a line under `@ts-expect-error` must not compile without it.
 */
import type {
  CtiMessage,
  confirmationOf,
  FieldError,
  MessageType,
  NamedArrayElement,
  NamedVariable,
  UnknownField,
} from '../../core/protocol/index.ts';

/** True for the very same type: `readonly`, `?` and `undefined` included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<Truth extends true> = Truth;

type Message<Type extends CtiMessage['type']> = Extract<CtiMessage, { type: Type }>;
/** The properties that every known message has beside its own. */
type Known = {
  readonly unknownFields?: readonly UnknownField[] | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
};
/** One object type instead of an intersection. */
type Flat<T> = { [Key in keyof T]: T[Key] };
type Item<List> = NonNullable<List> extends readonly (infer One)[] ? Flat<One> : never;

/** The helper itself can fail. */
export type Helper = [
  Expect<Same<Same<{ a: 1 }, { a: 1 }>, true>>,
  Expect<Same<Same<{ a: 1 }, { readonly a: 1 }>, false>>,
  Expect<Same<Same<{ a?: 1 | undefined }, { a?: 1 }>, false>>,
  Expect<Same<Same<{ a: 1 }, { a: 1; b: 2 }>, false>>,
  Expect<Same<Same<string, ReturnType<typeof JSON.parse>>, false>>,
];

/** All 95, as the guide names them. */
type Name =
  | 'FAILURE_CONF'
  | 'FAILURE_EVENT'
  | 'OPEN_REQ'
  | 'OPEN_CONF'
  | 'HEARTBEAT_REQ'
  | 'HEARTBEAT_CONF'
  | 'CLOSE_REQ'
  | 'CLOSE_CONF'
  | 'CALL_DELIVERED_EVENT'
  | 'CALL_ESTABLISHED_EVENT'
  | 'CALL_HELD_EVENT'
  | 'CALL_RETRIEVED_EVENT'
  | 'CALL_CLEARED_EVENT'
  | 'CALL_CONNECTION_CLEARED_EVENT'
  | 'CALL_ORIGINATED_EVENT'
  | 'CALL_FAILED_EVENT'
  | 'CALL_CONFERENCED_EVENT'
  | 'CALL_TRANSFERRED_EVENT'
  | 'CALL_DIVERTED_EVENT'
  | 'CALL_SERVICE_INITIATED_EVENT'
  | 'CALL_QUEUED_EVENT'
  | 'BEGIN_CALL_EVENT'
  | 'END_CALL_EVENT'
  | 'CALL_DATA_UPDATE_EVENT'
  | 'SET_CALL_DATA_REQ'
  | 'SET_CALL_DATA_CONF'
  | 'AGENT_STATE_EVENT'
  | 'SYSTEM_EVENT'
  | 'CONTROL_FAILURE_CONF'
  | 'QUERY_AGENT_STATE_REQ'
  | 'QUERY_AGENT_STATE_CONF'
  | 'SET_AGENT_STATE_REQ'
  | 'SET_AGENT_STATE_CONF'
  | 'ALTERNATE_CALL_REQ'
  | 'ALTERNATE_CALL_CONF'
  | 'ANSWER_CALL_REQ'
  | 'ANSWER_CALL_CONF'
  | 'CLEAR_CALL_REQ'
  | 'CLEAR_CALL_CONF'
  | 'CLEAR_CONNECTION_REQ'
  | 'CLEAR_CONNECTION_CONF'
  | 'CONFERENCE_CALL_REQ'
  | 'CONFERENCE_CALL_CONF'
  | 'CONSULT_CALL_REQ'
  | 'CONSULT_CALL_CONF'
  | 'HOLD_CALL_REQ'
  | 'HOLD_CALL_CONF'
  | 'MAKE_CALL_REQ'
  | 'MAKE_CALL_CONF'
  | 'RECONNECT_CALL_REQ'
  | 'RECONNECT_CALL_CONF'
  | 'RETRIEVE_CALL_REQ'
  | 'RETRIEVE_CALL_CONF'
  | 'TRANSFER_CALL_REQ'
  | 'TRANSFER_CALL_CONF'
  | 'QUERY_DEVICE_INFO_REQ'
  | 'QUERY_DEVICE_INFO_CONF'
  | 'SNAPSHOT_CALL_REQ'
  | 'SNAPSHOT_CALL_CONF'
  | 'SNAPSHOT_DEVICE_REQ'
  | 'SNAPSHOT_DEVICE_CONF'
  | 'CALL_DEQUEUED_EVENT'
  | 'SEND_DTMF_SIGNAL_REQ'
  | 'SEND_DTMF_SIGNAL_CONF'
  | 'RTP_STARTED_EVENT'
  | 'RTP_STOPPED_EVENT'
  | 'SUPERVISOR_ASSIST_REQ'
  | 'SUPERVISOR_ASSIST_CONF'
  | 'SUPERVISOR_ASSIST_EVENT'
  | 'EMERGENCY_CALL_REQ'
  | 'EMERGENCY_CALL_CONF'
  | 'EMERGENCY_CALL_EVENT'
  | 'SUPERVISE_CALL_REQ'
  | 'SUPERVISE_CALL_CONF'
  | 'BAD_CALL_REQ'
  | 'BAD_CALL_CONF'
  | 'QUERY_QUEUE_STATISTICS_REQ'
  | 'QUERY_QUEUE_STATISTICS_CONF'
  | 'QUERY_SUMMARY_STATISTICS_REQ'
  | 'QUERY_SUMMARY_STATISTICS_CONF'
  | 'CONFIG_REQUEST_KEY_EVENT'
  | 'CONFIG_KEY_EVENT'
  | 'CONFIG_REQUEST_EVENT'
  | 'CONFIG_BEGIN_EVENT'
  | 'CONFIG_END_EVENT'
  | 'CONFIG_APPLICATION_EVENT'
  | 'CONFIG_CSQ_EVENT'
  | 'CONFIG_AGENT_EVENT'
  | 'CONFIG_DEVICE_EVENT'
  | 'QUERY_AGENT_QUEUE_STATISTICS_REQ'
  | 'QUERY_AGENT_QUEUE_STATISTICS_CONF'
  | 'TEAM_CONFIG_REQ'
  | 'TEAM_CONFIG_EVENT'
  | 'TEAM_CONFIG_CONF'
  | 'CONFIG_TERMINAL_EVENT';

export type Names = [
  Expect<Same<CtiMessage['type'], Name | 'UNKNOWN'>>,
  Expect<Same<keyof typeof MessageType, Name>>,
  Expect<Same<(typeof MessageType)['CALL_HELD_EVENT'], 11>>,
  Expect<Same<(typeof MessageType)['CONFIG_TERMINAL_EVENT'], 276>>,
  Expect<Same<(typeof confirmationOf)['OPEN_REQ'], 'OPEN_CONF'>>,
  // Each name stands for one message, and for no other.
  Expect<Same<{ [Type in Name]: Message<Type>['type'] }, { [Type in Name]: Type }>>,
  // Each known message keeps unknown fields and lists unreadable ones.
  Expect<
    Same<
      { [Type in Name]: Pick<Message<Type>, 'unknownFields' | 'fieldErrors'> },
      { [Type in Name]: Flat<Known> }
    >
  >,
];

export type Messages = [
  // fixed and required floating fields
  Expect<
    Same<
      Flat<Message<'CALL_HELD_EVENT'>>,
      Flat<
        {
          readonly type: 'CALL_HELD_EVENT';
          readonly connectionDeviceType: number;
          readonly callId: number;
          readonly holdingDeviceType: number;
          readonly localConnectionState: number;
          readonly eventCause: number;
          readonly connectionDeviceId: string;
          readonly holdingDeviceId: string;
        } & Known
      >
    >
  >,
  // strings, bytes, and fields that only agents send
  Expect<
    Same<
      Flat<Message<'OPEN_REQ'>>,
      Flat<
        {
          readonly type: 'OPEN_REQ';
          readonly invokeId: number;
          readonly versionNumber: number;
          readonly idleTimeout: number;
          readonly servicesRequested: number;
          readonly callMsgMask: number;
          readonly agentStateMask: number;
          readonly configMsgMask: number;
          readonly clientId: string;
          readonly clientPassword: Uint8Array;
          readonly clientSignature?: string | undefined;
          readonly agentExtension?: string | undefined;
          readonly agentInstrument?: string | undefined;
          readonly agentId?: string | undefined;
        } & Known
      >
    >
  >,
  // a message of one field
  Expect<
    Same<
      Flat<Message<'HEARTBEAT_REQ'>>,
      Flat<{ readonly type: 'HEARTBEAT_REQ'; readonly invokeId: number } & Known>
    >
  >,
  // a fixed field that not every version has is optional
  Expect<Same<Message<'SET_AGENT_STATE_REQ'>['agentCapacity'], number | undefined>>,
  Expect<Same<Message<'SET_AGENT_STATE_REQ'>['forcedFlag'], number>>,
  // inferred fixed fields at the end are optional, those before them are not
  Expect<Same<Message<'CALL_DELIVERED_EVENT'>['eventCause'], number | undefined>>,
  Expect<Same<Message<'CALL_DELIVERED_EVENT'>['localConnectionState'], number>>,
  // and so is a required field that only the sibling protocol knows
  Expect<Same<Message<'CALL_DELIVERED_EVENT'>['connectionDeviceId'], string | undefined>>,
  Expect<Same<Message<'BEGIN_CALL_EVENT'>['connectionDeviceId'], string>>,
  Expect<Same<Message<'CLEAR_CONNECTION_CONF'>['invokeId'], number>>,
  // booleans, times
  Expect<Same<Message<'OPEN_CONF'>['ccxOnline'], boolean>>,
  Expect<Same<Message<'SYSTEM_EVENT'>['ccxTime'], number>>,
  Expect<Same<Message<'CONFIG_KEY_EVENT'>['agentConfigKey'], Uint8Array | undefined>>,
  // a number of parties without a list is a field like others
  Expect<Same<Message<'TRANSFER_CALL_CONF'>['numParties'], number>>,
];

export type Lists = [
  Expect<
    Same<
      Item<Message<'AGENT_STATE_EVENT'>['csqs']>,
      { readonly csqId: number; readonly csqState?: number | undefined }
    >
  >,
  // lists are readonly, and absent when empty
  Expect<Message<'AGENT_STATE_EVENT'>['csqs'] extends readonly unknown[] | undefined ? true : false>,
  Expect<Same<Message<'AGENT_STATE_EVENT'>['csqs'] extends unknown[] | undefined ? true : false, false>>,
  Expect<Same<undefined extends Message<'AGENT_STATE_EVENT'>['csqs'] ? true : false, true>>,
  // a list in an item of a list
  Expect<Same<Item<Item<Message<'CONFIG_AGENT_EVENT'>['records']>['csqs']>, { readonly csqId: number }>>,
  Expect<Same<Item<Message<'CONFIG_AGENT_EVENT'>['records']>['loginId'], string | undefined>>,
  Expect<Same<Item<Message<'CONFIG_CSQ_EVENT'>['records']>['autoWork'], boolean | undefined>>,
  // a list of one field keeps the field's name
  Expect<
    Same<
      Item<Item<Message<'CONFIG_TERMINAL_EVENT'>['records']>['instruments']>,
      { readonly instrument: string }
    >
  >,
  // except named variables, which are what they are
  Expect<Same<Message<'MAKE_CALL_REQ'>['namedVariables'], readonly NamedVariable[] | undefined>>,
  Expect<Same<Message<'MAKE_CALL_REQ'>['namedArrays'], readonly NamedArrayElement[] | undefined>>,
  Expect<Same<Flat<NamedVariable>, { readonly name: string; readonly value: string }>>,
  Expect<
    Same<Flat<NamedArrayElement>, { readonly index: number; readonly name: string; readonly value: string }>
  >,
  Expect<Same<Flat<UnknownField>, { readonly tag: number; readonly data: Uint8Array }>>,
];

export type Unknown = [
  Expect<
    Same<
      Flat<Message<'UNKNOWN'>>,
      { readonly type: 'UNKNOWN'; readonly messageType: number; readonly body: Uint8Array }
    >
  >,
];

declare const message: CtiMessage;

export function narrowing(): number | string | undefined {
  // @ts-expect-error: not every message is about a call
  message.callId;
  switch (message.type) {
    case 'CALL_HELD_EVENT':
    case 'CALL_RETRIEVED_EVENT':
      // @ts-expect-error: only one of the two has it
      message.holdingDeviceId;
      return message.callId;
    case 'AGENT_STATE_EVENT':
      // @ts-expect-error: the counts are not in the message
      message.numCsqs;
      // @ts-expect-error: the list may be absent
      message.csqs.length;
      return message.csqs?.[0]?.csqState;
    case 'UNKNOWN':
      // @ts-expect-error: nothing is known of it, not even an InvokeID
      message.invokeId;
      return message.body.length;
    // @ts-expect-error: there is no such message
    case 'CALL_HELD':
      return 0;
    default:
      // @ts-expect-error: that one is dealt with above
      if (message.type === 'CALL_HELD_EVENT') return 0;
      return message.type;
  }
}

export function writing(held: Message<'CALL_HELD_EVENT'>, agents: Message<'CONFIG_AGENT_EVENT'>): void {
  // @ts-expect-error: messages are readonly
  held.callId = 1;
  // @ts-expect-error: their lists too
  agents.records?.push({ recordType: 0 });
  // @ts-expect-error: and what is in the lists
  if (agents.records?.[0]) agents.records[0].recordType = 1;
}

export const good: CtiMessage[] = [
  { type: 'HEARTBEAT_REQ', invokeId: 1 },
  { type: 'HEARTBEAT_REQ', invokeId: 1, unknownFields: [{ tag: 200, data: new Uint8Array(1) }] },
  { type: 'FAILURE_EVENT', status: 1, text: undefined },
  { type: 'UNKNOWN', messageType: 999, body: new Uint8Array(0) },
  { type: 'CONFIG_AGENT_EVENT', records: [{ recordType: 0, csqs: [{ csqId: 1 }] }] },
];

export const bad: CtiMessage[] = [
  // @ts-expect-error: a fixed field is missing
  { type: 'HEARTBEAT_REQ' },
  // @ts-expect-error: there is no such field
  { type: 'HEARTBEAT_REQ', invokeId: 1, agentId: '1' },
  // @ts-expect-error: a number is no text
  { type: 'FAILURE_EVENT', status: 1, text: 1 },
  // @ts-expect-error: a text is no number
  { type: 'HEARTBEAT_REQ', invokeId: '1' },
  // @ts-expect-error: a required floating field is missing
  { type: 'QUERY_DEVICE_INFO_REQ', invokeId: 1 },
  // @ts-expect-error: an item begins with its first field
  { type: 'CONFIG_AGENT_EVENT', records: [{ loginId: 'a' }] },
  // @ts-expect-error: there is no such message
  { type: 'HEARTBEAT', invokeId: 1 },
];
