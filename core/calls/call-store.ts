/**
 * The calls: which call an event concerns, and when calls begin and end.
 * Guide: Call Event messages.
 * @module
 */
import type { Clock } from '../clock.ts';
import type { CtiMessage, SnapshotCallConf } from '../protocol/generated/messages.ts';
import type { ChangeQueue } from '../store/change-queue.ts';
import { type CollectionStore, createRecordStore } from '../store/collection-store.ts';
import type { Call, UnexpectedEvent } from './call.ts';
import { hasLostData, mergeCallData } from './call-data.ts';
import {
  applyCallEvent,
  type CallChangeEvent,
  type CallMergeEvent,
  endCall,
  mergeCalls,
  setStateByConnections,
} from './call-events.ts';
import { nextCallState } from './call-machine.ts';
import {
  type CallRecord,
  connectionAt,
  newCall,
  replaceConnections,
  setCallState,
  setConnection,
  snapshotOf,
} from './call-record.ts';
import { connectionStateName } from './connections.ts';

/** No call, in fields that hold a CallID. Guide: Special values. */
const noCall = 0xffffffff;
/** Limit of calls whose data arrived before they began. */
const maxEarlyCalls = 100;
/** CallType of a consult call. Guide: CallType values. */
const consultCallType = 12;

export interface CallStore {
  readonly store: CollectionStore<number, Call>;
  apply(event: CtiMessage): void;
  /** Returns the live call with this CallID; of several, the one with a connection at the device. */
  find(callId: number, deviceId?: string): Readonly<CallRecord> | undefined;
  markStale(): void;
  /** Applies the answer to SNAPSHOT_CALL_REQ; `origin` is the device of the connection in the request. */
  confirm(callId: number, origin: string, answer: SnapshotCallConf): void;
  /** Ends the calls that are still stale. */
  endUnconfirmed(): void;
  complete(): void;
}

interface CallStoreOptions {
  readonly clock: Clock;
  /** Time from the end of a call to its removal. */
  readonly keepEndedMs: number;
  /** Called when a call was removed by that timer. */
  onRemoved(): void;
  onUnexpected(event: UnexpectedEvent): void;
  readonly queue: ChangeQueue;
}

export function createCallStore(options: CallStoreOptions): CallStore {
  const { clock, keepEndedMs, onRemoved, onUnexpected } = options;
  const epoch = clock.now();
  /** Record time. Rounded: V8 keeps the difference of two non-integer times in a box. */
  const now = (): number => Math.floor(clock.now() - epoch);
  const store = createRecordStore<number, CallRecord, Call>({
    toSnapshot: (call) => snapshotOf(call, epoch),
    isEnded: ({ endedAt }) => endedAt !== undefined,
    queue: options.queue,
  });
  /**
   * `id`s by CallID of live calls whose `id` is not their CallID: it was changed, or another call had it first. All
   * other calls are found by one lookup in the store.
   */
  const idsByCallId = new Map<number, readonly number[]>();
  const removalTimers = new Map<number, unknown>();
  /** `id`s of cleared calls that wait for END_CALL_EVENT, by CallID. */
  const clearedCalls = new Map<number, number>();
  /** Data of calls that have not begun. A conference's new CallID gets data before CALL_CONFERENCED_EVENT. */
  const earlyCalls = new Map<number, CallRecord>();

  function liveCallById(callId: number): CallRecord | undefined {
    const call = store.getRecord(callId);
    return call?.callId === callId && call.endedAt === undefined ? call : undefined;
  }

  function liveCalls(callId: number): readonly CallRecord[] {
    const first = liveCallById(callId);
    const others = idsByCallId.get(callId)?.map((id) => store.getRecord(id) as CallRecord) ?? [];
    return first === undefined ? others : [first, ...others];
  }

  function find(callId: number, deviceId?: string): CallRecord | undefined {
    if (!idsByCallId.has(callId)) return liveCallById(callId);
    const calls = liveCalls(callId);
    return (
      calls.find((call) => connectionAt(call, deviceId) !== undefined) ??
      calls.find((call) => call.origin === deviceId) ??
      calls[0]
    );
  }

  function findFor(event: CallChangeEvent): CallRecord | undefined {
    const { callId, connectionDeviceId } = event;
    if (event.type === 'BEGIN_CALL_EVENT') {
      // Repeats or completes a known call, or begins another one with the same CallID.
      return liveCalls(callId).find(
        (call) => call.origin === undefined || call.origin === connectionDeviceId,
      );
    }
    if (event.type === 'CALL_ESTABLISHED_EVENT' && idsByCallId.has(callId)) {
      // Of two calls with the same CallID, the event concerns the unanswered one.
      const calls = liveCalls(callId);
      const unanswered = calls.length > 1 ? calls.find((call) => !isAnswered(call)) : undefined;
      if (unanswered !== undefined) return unanswered;
    }
    return find(callId, connectionDeviceId);
  }

  /** Must be called before a record of the store is changed. */
  function edit(call: CallRecord): CallRecord {
    store.edit(call.id);
    call.isChanged = true;
    return call;
  }

  function add(callId: number): CallRecord {
    let id = callId;
    while (store.getRecord(id) !== undefined) id += 0x1_0000_0000; // the CallID is in use: derive a unique id
    addToIndex(id, callId);
    const call = earlyCalls.get(callId) ?? newCall(id, callId, now());
    earlyCalls.delete(callId);
    call.id = id;
    store.edit(id);
    store.setRecord(id, call);
    return call;
  }

  function addToIndex(id: number, callId: number): void {
    if (id !== callId) idsByCallId.set(callId, [...(idsByCallId.get(callId) ?? []), id]);
  }

  function removeFromIndex({ id, callId }: CallRecord): void {
    const ids = idsByCallId.get(callId)?.filter((other) => other !== id);
    if (ids === undefined || ids.length === 0) idsByCallId.delete(callId);
    else idsByCallId.set(callId, ids);
  }

  function setCallId(call: CallRecord, callId: number): void {
    removeFromIndex(call);
    addToIndex(call.id, callId);
    call.callId = callId;
  }

  function applyEarlyData(event: CallChangeEvent): void {
    const call = earlyCalls.get(event.callId) ?? newCall(event.callId, event.callId, now());
    applyCallEvent(call, event, now());
    earlyCalls.delete(call.callId);
    earlyCalls.set(call.callId, call);
    const [oldest] = earlyCalls.keys();
    if (earlyCalls.size > maxEarlyCalls && oldest !== undefined) earlyCalls.delete(oldest);
  }

  function transition(call: CallRecord, event: string, at: number): void {
    const next = nextCallState(call.state, event);
    if (next === undefined) return;
    if (next.isUnexpected)
      onUnexpected({ type: 'unexpected-event', callId: call.callId, state: call.state, event });
    setCallState(call, next.state, at);
  }

  /** The call is over: it is kept for a while. */
  function end(call: CallRecord, state: 'cleared' | 'ended'): void {
    const at = now();
    endCall(edit(call), at);
    setCallState(call, state, at);
    if (state === 'cleared') clearedCalls.set(call.callId, call.id);
    removeFromIndex(call);
    unlinkConsult(call);
    const timer = clock.setTimeout(() => {
      removalTimers.delete(call.id);
      if (clearedCalls.get(call.callId) === call.id) clearedCalls.delete(call.callId);
      store.edit(call.id);
      store.deleteRecord(call.id);
      store.notify();
      onRemoved();
    }, keepEndedMs);
    removalTimers.set(call.id, timer);
  }

  /** Applies END_CALL_EVENT to a call that was cleared before. */
  function endCleared(callId: number): void {
    const id = clearedCalls.get(callId);
    const call = id === undefined ? undefined : store.getRecord(id);
    clearedCalls.delete(callId);
    if (call !== undefined) transition(edit(call), 'END_CALL_EVENT', now());
  }

  /** Links a consult call with the call that is held for it at the device. */
  function linkConsult(consult: CallRecord, deviceId: string): void {
    for (const primary of store.records()) {
      if (primary.id === consult.id || primary.endedAt !== undefined || primary.consult !== undefined)
        continue;
      if (connectionAt(primary, deviceId)?.state !== 'held') continue;
      edit(primary).consult = consult.id;
      consult.consultOf = primary.id;
      return;
    }
  }

  function unlinkConsult(call: CallRecord): void {
    const primary = call.consultOf === undefined ? undefined : store.getRecord(call.consultOf);
    if (primary?.consult === call.id) edit(primary).consult = undefined;
  }

  function change(event: CallChangeEvent): void {
    const known = findFor(event);
    if (known === undefined) {
      if (event.type === 'CALL_CONNECTION_CLEARED_EVENT') return; // late: the call has ended
      if (event.type === 'CALL_DATA_UPDATE_EVENT') {
        applyEarlyData(event);
        return;
      }
    }
    const call = known === undefined ? add(event.callId) : edit(known);
    const at = now();
    applyCallEvent(call, event, at);
    transition(call, event.type, at);
    if (event.type === 'BEGIN_CALL_EVENT' && event.callType === consultCallType)
      linkConsult(call, event.connectionDeviceId);
    if (event.type === 'CALL_DATA_UPDATE_EVENT') {
      const { newCallId } = event;
      if (newCallId !== call.callId && newCallId !== noCall && newCallId !== 0) setCallId(call, newCallId);
    }
  }

  function merge(event: CallMergeEvent): void {
    const known = find(event.primaryCallId, event.primaryDeviceId);
    const found = find(event.secondaryCallId, event.secondaryDeviceId);
    // Changes are emitted in the order of edits: the secondary call ends before the primary shows its parties.
    const secondary = found === undefined || found === known ? undefined : edit(found);
    const primary = known === undefined ? add(event.primaryCallId) : edit(known);
    const at = now();
    mergeCalls(primary, secondary, event, at);
    transition(primary, event.type, at);
    const callId = event.connectedParties?.[0]?.connectedPartyCallId ?? event.primaryCallId;
    primary.callType = earlyCalls.get(callId)?.callType ?? primary.callType;
    earlyCalls.delete(callId);
    if (secondary !== undefined) end(secondary, 'ended');
    setCallId(primary, callId);
  }

  function route(event: CtiMessage): void {
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
      case 'CALL_CLEARED_EVENT': {
        const call = find(event.callId, event.connectionDeviceId);
        if (call === undefined) break;
        edit(call).cause = event.eventCause;
        end(call, 'cleared');
        break;
      }
      case 'CALL_CONFERENCED_EVENT':
      case 'CALL_TRANSFERRED_EVENT':
        merge(event);
        break;
      case 'END_CALL_EVENT': {
        const call = find(event.callId, event.connectionDeviceId);
        if (call === undefined) endCleared(event.callId);
        else end(call, 'ended');
        earlyCalls.delete(event.callId);
        break;
      }
    }
  }

  return {
    store,
    find,
    apply(event) {
      route(event);
      store.notify();
    },
    markStale() {
      for (const call of store.records()) {
        if (!call.stale && call.endedAt === undefined) edit(call).stale = true;
      }
      store.notify();
    },
    confirm(callId, origin, answer) {
      const known = find(callId, origin);
      const call = known === undefined ? add(callId) : edit(known);
      call.restored ||= call.startedAt < now() && hasLostData(call, answer);
      call.stale = false;
      // SNAPSHOT_CALL_CONF always has call type 0: the known type is kept.
      const { callType: _, ...data } = answer;
      mergeCallData(call, data);
      const before = call.connections;
      replaceConnections(call, []);
      for (const found of answer.callDevices ?? []) {
        const deviceId = found.callDeviceId ?? found.callConnectionDeviceId;
        const state = connectionStateName(found.callDeviceConnectionState ?? 0xffff);
        const connection = before.find((one) => one.deviceId === deviceId);
        setConnection(call, deviceId, state, connection?.state === state ? connection.since : now());
      }
      setStateByConnections(call, now());
      store.notify();
    },
    endUnconfirmed() {
      for (const call of store.records()) {
        if (call.stale) end(call, 'ended');
      }
      store.notify();
    },
    complete() {
      for (const timer of removalTimers.values()) clock.clearTimeout(timer);
      removalTimers.clear();
      store.complete();
    },
  };
}

/** Whether a party besides the caller is connected. */
function isAnswered(call: CallRecord): boolean {
  let connected = 0;
  for (const { state } of call.connections) if (state === 'connected' || state === 'held') connected++;
  return connected > 1;
}
