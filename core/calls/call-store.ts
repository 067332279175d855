/**
 * All calls that the mirror knows, and which of them an event means.
 * Guide: Call Event messages.
 * @module
 */
import type { Clock } from '../clock.ts';
import type { CtiMessage, SnapshotCallConf } from '../protocol/generated/messages.ts';
import { type CollectionStore, createRecordStore } from '../store/collection-store.ts';
import { type Call, connectionStateName } from './call.ts';
import { knowsMoreThan, takeData } from './call-data.ts';
import {
  applyCallEvent,
  type CallChange,
  type CallMerge,
  finish,
  mergeCalls,
  moveByParties,
} from './call-events.ts';
import { type CallRecord, connect, newCall, partyAt, replaceParties, snapshotOf } from './call-record.ts';

type CallCleared = Extract<CtiMessage, { type: 'CALL_CLEARED_EVENT' }>;

/** Stands for no call in fields that hold a CallID. */
const noCall = 0xffffffff;
/** More calls are not remembered before they begin: a server that never begins them must not fill the memory. */
const mostEarly = 100;
/** Guide: CallType values. */
const consultType = 12;

export interface CallBook {
  readonly store: CollectionStore<number, Call>;
  apply(event: CtiMessage): void;
  /** The live call with this CallID, at this device where several share it. */
  find(callId: number, device?: string): Readonly<CallRecord> | undefined;
  markStale(): void;
  /** Takes the answer to SNAPSHOT_CALL_REQ; `origin` is the connection that was asked about. */
  confirm(callId: number, origin: string, answer: SnapshotCallConf): void;
  /** Ends the calls that a rebuild did not confirm. */
  endUnconfirmed(): void;
  dispose(): void;
}

export interface CallBookOptions {
  readonly clock: Clock;
  /** How long an ended call can still be looked at. */
  readonly keepEndedMs: number;
  /** Something changed outside a batch. */
  onChange(): void;
}

export function createCallBook(options: CallBookOptions): CallBook {
  const { clock, keepEndedMs } = options;
  const opened = clock.now();
  /** The time of the records; rounded, because the engine takes the difference of two times for no integer. */
  const time = (): number => Math.floor(clock.now() - opened);
  const store = createRecordStore<number, CallRecord, Call>({
    look: (call) => snapshotOf(call, opened),
    isOver: ({ endedAt }) => endedAt !== undefined,
  });
  /**
   * Ids of the live calls that are not found under their CallID: it was changed, or another call had it first. Nearly
   * all calls are found under their CallID, so that an event costs one look-up.
   */
  const elsewhere = new Map<number, readonly number[]>();
  const removals = new Map<number, unknown>();
  /** Data of calls that have not begun: a conference's new CallID is named before CALL_CONFERENCED_EVENT. */
  const early = new Map<number, CallRecord>();

  /** The live calls with this CallID. */
  function sharing(callId: number): readonly CallRecord[] {
    const first = underItsCallId(callId);
    const others = elsewhere.get(callId)?.map((id) => store.record(id) as CallRecord) ?? [];
    return first === undefined ? others : [first, ...others];
  }

  function underItsCallId(callId: number): CallRecord | undefined {
    const call = store.record(callId);
    return call?.callId === callId && call.state !== 'cleared' ? call : undefined;
  }

  function find(callId: number, device?: string): CallRecord | undefined {
    if (!elsewhere.has(callId)) return underItsCallId(callId);
    const calls = sharing(callId);
    return (
      calls.find((call) => partyAt(call, device) !== undefined) ??
      calls.find((call) => call.origin === device) ??
      calls[0]
    );
  }

  /** With two calls of one CallID, CALL_ESTABLISHED_EVENT means the one without a destination connection. */
  function findEstablished(callId: number, device: string | undefined): CallRecord | undefined {
    const calls = elsewhere.has(callId) ? sharing(callId) : [];
    return (
      (calls.length > 1 ? calls.find((call) => !hasDestination(call)) : undefined) ?? find(callId, device)
    );
  }

  /** Every change of a call that the store holds begins with this. */
  function edit(call: CallRecord): CallRecord {
    store.edit(call.id);
    call.touched = true;
    return call;
  }

  function open(callId: number): CallRecord {
    let id = callId;
    while (store.record(id) !== undefined) id += 0x1_0000_0000; // another call has the number; IDs stay unique
    place(id, callId);
    const call = early.get(callId) ?? newCall(id, callId, time());
    early.delete(callId);
    call.id = id;
    store.edit(id);
    store.put(id, call);
    return call;
  }

  /** From now on the call is found under this CallID. */
  function place(id: number, callId: number): void {
    if (id !== callId) elsewhere.set(callId, [...(elsewhere.get(callId) ?? []), id]);
  }

  function forget({ id, callId }: CallRecord): void {
    const ids = elsewhere.get(callId)?.filter((other) => other !== id);
    if (ids === undefined || ids.length === 0) elsewhere.delete(callId);
    else elsewhere.set(callId, ids);
  }

  function remember(call: CallRecord): void {
    early.delete(call.callId);
    early.set(call.callId, call);
    const [oldest] = early.keys();
    if (early.size > mostEarly && oldest !== undefined) early.delete(oldest);
  }

  function end(call: CallRecord): void {
    finish(edit(call), time());
    forget(call);
    unlink(call);
    const timer = clock.setTimeout(() => {
      removals.delete(call.id);
      store.edit(call.id);
      store.drop(call.id);
      store.tell();
      options.onChange();
    }, keepEndedMs);
    removals.set(call.id, timer);
  }

  /** A consult that is over leaves no trace at its primary call. */
  function unlink(call: CallRecord): void {
    const primary = call.consultOf === undefined ? undefined : store.record(call.consultOf);
    if (primary?.consult === call.id) edit(primary).consult = undefined;
  }

  function clear(event: CallCleared): void {
    const call = find(event.callId, event.connectionDeviceId);
    if (call === undefined) return;
    edit(call).cause = event.eventCause;
    end(call);
  }

  function change(event: CallChange): void {
    const known = meantBy(event);
    // An ended call whose last events come late does not rise again.
    if (known === undefined && event.type === 'CALL_CONNECTION_CLEARED_EVENT') return;
    const now = time();
    if (known === undefined && event.type === 'CALL_DATA_UPDATE_EVENT') {
      const call = early.get(event.callId) ?? newCall(event.callId, event.callId, now);
      applyCallEvent(call, event, now);
      remember(call);
      return;
    }
    const call = known === undefined ? open(event.callId) : edit(known);
    applyCallEvent(call, event, now);
    if (event.type === 'BEGIN_CALL_EVENT' && event.callType === consultType)
      link(call, event.connectionDeviceId);
    if (event.type === 'CALL_DATA_UPDATE_EVENT') rename(call, event.newCallId);
  }

  function meantBy(event: CallChange): CallRecord | undefined {
    if (event.type === 'CALL_ESTABLISHED_EVENT')
      return findEstablished(event.callId, event.connectionDeviceId);
    if (event.type === 'BEGIN_CALL_EVENT') return begun(event.callId, event.connectionDeviceId);
    return find(event.callId, event.connectionDeviceId);
  }

  /** The call that BEGIN_CALL_EVENT repeats or completes; undefined when it begins a new one of the same CallID. */
  function begun(callId: number, origin: string): CallRecord | undefined {
    return sharing(callId).find((call) => call.origin === undefined || call.origin === origin);
  }

  function link(consult: CallRecord, device: string): void {
    for (const primary of store.records()) {
      if (primary.id === consult.id || primary.endedAt !== undefined || primary.consult !== undefined)
        continue;
      if (partyAt(primary, device)?.state !== 'held') continue;
      edit(primary).consult = consult.id;
      consult.consultOf = primary.id;
      return;
    }
  }

  function rename(call: CallRecord, callId: number): void {
    if (callId === call.callId || callId === noCall || callId === 0) return;
    forget(call);
    place(call.id, callId);
    call.callId = callId;
  }

  function merge(event: CallMerge): void {
    const known = find(event.primaryCallId, event.primaryDeviceId);
    const found = find(event.secondaryCallId, event.secondaryDeviceId);
    // Edited first, told first: the call that is absorbed has ended before the other one shows its parties.
    const secondary = found === undefined || found === known ? undefined : edit(found);
    const primary = known === undefined ? open(event.primaryCallId) : edit(known);
    mergeCalls(primary, secondary, event, time());
    const callId = event.connectedParties?.[0]?.connectedPartyCallId ?? event.primaryCallId;
    primary.callType = early.get(callId)?.callType ?? primary.callType;
    early.delete(callId);
    if (secondary !== undefined) end(secondary);
    forget(primary);
    place(primary.id, callId);
    primary.callId = callId;
  }

  function apply(event: CtiMessage): void {
    switch (event.type) {
      case 'BEGIN_CALL_EVENT':
      case 'CALL_DATA_UPDATE_EVENT':
      case 'CALL_SERVICE_INITIATED_EVENT':
      case 'CALL_ORIGINATED_EVENT':
      case 'CALL_DELIVERED_EVENT':
      case 'CALL_ESTABLISHED_EVENT':
      case 'CALL_HELD_EVENT':
      case 'CALL_RETRIEVED_EVENT':
      case 'CALL_QUEUED_EVENT':
      case 'CALL_DEQUEUED_EVENT':
      case 'CALL_DIVERTED_EVENT':
      case 'CALL_CONNECTION_CLEARED_EVENT':
      case 'CALL_FAILED_EVENT':
        change(event);
        break;
      case 'CALL_CLEARED_EVENT':
        clear(event);
        break;
      case 'CALL_CONFERENCED_EVENT':
      case 'CALL_TRANSFERRED_EVENT':
        merge(event);
        break;
      case 'END_CALL_EVENT': {
        const call = find(event.callId, event.connectionDeviceId);
        if (call !== undefined) end(call);
        early.delete(event.callId);
        break;
      }
    }
  }

  return {
    store,
    find,
    apply(event) {
      apply(event);
      store.tell();
    },
    markStale() {
      for (const call of store.records()) {
        if (!call.stale && call.endedAt === undefined) edit(call).stale = true;
      }
      store.tell();
    },
    confirm(callId, origin, answer) {
      const now = time();
      const known = find(callId, origin);
      const call = known === undefined ? open(callId) : edit(known);
      call.restored ||= call.startedAt < now && knowsMoreThan(call, answer);
      call.stale = false;
      // SNAPSHOT_CALL_CONF always says call type 0: what is known is better.
      const { callType: _, ...data } = answer;
      takeData(call, data);
      const before = call.parties;
      replaceParties(call, []);
      for (const found of answer.callDevices ?? []) {
        const device = found.callDeviceId ?? found.callConnectionDeviceId;
        const state = connectionStateName(found.callDeviceConnectionState ?? 0xffff);
        const party = before.find(({ deviceId }) => deviceId === device);
        connect(call, device, state, party?.state === state ? party.since : now);
      }
      moveByParties(call, now);
      store.tell();
    },
    endUnconfirmed() {
      for (const call of store.records()) {
        if (call.stale) end(call);
      }
      store.tell();
    },
    dispose() {
      for (const timer of removals.values()) clock.clearTimeout(timer);
      removals.clear();
      store.complete();
    },
  };
}

/** Somebody besides the caller is connected. */
function hasDestination(call: CallRecord): boolean {
  let connected = 0;
  for (const { state } of call.parties) if (state === 'connected' || state === 'held') connected++;
  return connected > 1;
}
