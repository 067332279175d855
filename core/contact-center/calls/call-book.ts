/**
 * All calls that the mirror knows, and which of them an event means.
 * Guide: Call Event messages.
 * @module
 */
import type { Clock } from '../../clock.ts';
import type { CtiMessage, SnapshotCallConf } from '../../protocol/generated/messages.ts';
import { type CollectionStore, createCollectionStore } from '../collection.ts';
import { type Call, newCall } from './call.ts';
import { knowsMoreThan, withCallData } from './call-data.ts';
import {
  type CallChange,
  type CallMerge,
  ended,
  stateFromConnections,
  withCallEvent,
  withConnection,
  withMergedCall,
} from './call-events.ts';
import { Connections } from './connections.ts';

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
  find(callId: number, device?: string): Call | undefined;
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
  const store = createCollectionStore<number, Call>();
  /**
   * Ids of the live calls that are not found under their CallID: it was changed, or another call had it first. Nearly
   * all calls are found under their CallID, so that an event costs one look-up.
   */
  const elsewhere = new Map<number, readonly number[]>();
  const removals = new Map<number, unknown>();
  /** Data of calls that have not begun: a conference's new CallID is named before CALL_CONFERENCED_EVENT. */
  const early = new Map<number, Call>();

  /** The live calls with this CallID. */
  function sharing(callId: number): readonly Call[] {
    const first = underItsCallId(callId);
    const others = elsewhere.get(callId)?.map((id) => store.at(id) as Call) ?? [];
    return first === undefined ? others : [first, ...others];
  }

  function underItsCallId(callId: number): Call | undefined {
    const call = store.at(callId);
    return call?.callId === callId && call.endedAt === undefined ? call : undefined;
  }

  function find(callId: number, device?: string): Call | undefined {
    if (!elsewhere.has(callId)) return underItsCallId(callId);
    const calls = sharing(callId);
    return (
      calls.find((call) => call.connections.has(device ?? '')) ??
      calls.find((call) => call.origin === device) ??
      calls[0]
    );
  }

  /** With two calls of one CallID, CALL_ESTABLISHED_EVENT means the one without a destination connection. */
  function findEstablished(callId: number, device: string | undefined): Call | undefined {
    const calls = elsewhere.has(callId) ? sharing(callId) : [];
    return (
      (calls.length > 1 ? calls.find((call) => !hasDestination(call)) : undefined) ?? find(callId, device)
    );
  }

  function open(callId: number): Call {
    let id = callId;
    while (store.at(id) !== undefined) id += 0x1_0000_0000; // another call has the number; IDs stay unique
    place(id, callId);
    const known = early.get(callId) ?? newCall(id, callId, clock.now());
    early.delete(callId);
    return { ...known, id };
  }

  /** From now on the call is found under this CallID. */
  function place(id: number, callId: number): void {
    if (id !== callId) elsewhere.set(callId, [...(elsewhere.get(callId) ?? []), id]);
  }

  function forget({ id, callId }: Call): void {
    const ids = elsewhere.get(callId)?.filter((other) => other !== id);
    if (ids === undefined || ids.length === 0) elsewhere.delete(callId);
    else elsewhere.set(callId, ids);
  }

  function remember(call: Call): void {
    early.delete(call.callId);
    early.set(call.callId, call);
    const [oldest] = early.keys();
    if (early.size > mostEarly && oldest !== undefined) early.delete(oldest);
  }

  function end(call: Call): void {
    const over = ended(call, clock.now());
    store.set(call.id, over, call.endedAt === undefined ? 'ended' : undefined);
    forget(call);
    const timer = clock.setTimeout(() => {
      removals.delete(call.id);
      store.delete(call.id);
      options.onChange();
    }, keepEndedMs);
    removals.set(call.id, timer);
    unlink(call);
  }

  /** A consult that is over leaves no trace at its primary call. */
  function unlink(call: Call): void {
    const primary = call.consultOf === undefined ? undefined : store.at(call.consultOf);
    if (primary === undefined || primary.consult !== call.id) return;
    store.set(primary.id, { ...primary, consult: undefined });
  }

  function change(event: CallChange | CallCleared): void {
    const now = clock.now();
    if (event.type === 'CALL_CLEARED_EVENT') {
      const call = find(event.callId, event.connectionDeviceId);
      if (call !== undefined) end({ ...call, cause: event.eventCause });
      return;
    }
    const known =
      event.type === 'CALL_ESTABLISHED_EVENT'
        ? findEstablished(event.callId, event.connectionDeviceId)
        : event.type === 'BEGIN_CALL_EVENT'
          ? begun(event.callId, event.connectionDeviceId)
          : find(event.callId, event.connectionDeviceId);
    // An ended call whose last events come late does not rise again.
    if (known === undefined && event.type === 'CALL_CONNECTION_CLEARED_EVENT') return;
    if (known === undefined && event.type === 'CALL_DATA_UPDATE_EVENT') {
      const call = early.get(event.callId) ?? newCall(event.callId, event.callId, now);
      remember(withCallEvent(call, event, now));
      return;
    }
    const call = withCallEvent(known ?? open(event.callId), event, now);
    store.set(call.id, call);
    if (event.type === 'BEGIN_CALL_EVENT' && event.callType === consultType)
      link(call, event.connectionDeviceId);
    if (event.type === 'CALL_DATA_UPDATE_EVENT') rename(call, event.newCallId);
  }

  /** The call that BEGIN_CALL_EVENT repeats or completes; undefined when it begins a new one of the same CallID. */
  function begun(callId: number, origin: string): Call | undefined {
    return sharing(callId).find((call) => call.origin === undefined || call.origin === origin);
  }

  function link(consult: Call, device: string): void {
    for (const primary of store.values()) {
      if (primary.id === consult.id || primary.endedAt !== undefined || primary.consult !== undefined)
        continue;
      if (primary.connections.get(device)?.state !== 'held') continue;
      store.set(primary.id, { ...primary, consult: consult.id });
      store.set(consult.id, { ...consult, consultOf: primary.id });
      return;
    }
  }

  function rename(call: Call, callId: number): void {
    if (callId === call.callId || callId === noCall || callId === 0) return;
    forget(call);
    place(call.id, callId);
    store.set(call.id, { ...call, callId });
  }

  function merge(event: CallMerge): void {
    const now = clock.now();
    const primary = find(event.primaryCallId, event.primaryDeviceId) ?? open(event.primaryCallId);
    const secondary = find(event.secondaryCallId, event.secondaryDeviceId);
    const callId = event.connectedParties?.[0]?.connectedPartyCallId ?? event.primaryCallId;
    const joined = withMergedCall(primary, secondary === primary ? undefined : secondary, event, callId, now);
    const callType = early.get(callId)?.callType;
    early.delete(callId);
    const merged = callType === undefined ? joined : { ...joined, callType };
    forget(primary);
    if (secondary !== undefined && secondary.id !== primary.id) end(secondary);
    place(primary.id, callId);
    store.set(primary.id, merged);
  }

  return {
    store,
    find,
    apply(event) {
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
        case 'CALL_CLEARED_EVENT':
          return change(event);
        case 'CALL_CONFERENCED_EVENT':
        case 'CALL_TRANSFERRED_EVENT':
          return merge(event);
        case 'END_CALL_EVENT': {
          const call = find(event.callId, event.connectionDeviceId);
          if (call !== undefined) end(call);
          early.delete(event.callId);
          return;
        }
        default:
          return;
      }
    },
    markStale() {
      for (const call of [...store.values()]) {
        if (!call.stale && call.endedAt === undefined) store.set(call.id, { ...call, stale: true });
      }
    },
    confirm(callId, origin, answer) {
      const now = clock.now();
      const known = find(callId, origin) ?? open(callId);
      const restored = known.restored || (known.startedAt < now && knowsMoreThan(known, answer));
      // SNAPSHOT_CALL_CONF always says call type 0: what is known is better.
      const { callType: _, ...data } = answer;
      let call = withCallData({ ...known, connections: Connections.none, stale: false, restored }, data);
      for (const { callDeviceId, callConnectionDeviceId, callDeviceConnectionState } of answer.callDevices ??
        []) {
        const device = callDeviceId ?? callConnectionDeviceId;
        const before = device === undefined ? undefined : known.connections.get(device);
        if (device !== undefined) {
          call = withConnection(call, device, callDeviceConnectionState ?? 0xffff, before?.since ?? now);
        }
      }
      store.set(call.id, stateFromConnections(call, now));
    },
    endUnconfirmed() {
      for (const call of [...store.values()]) if (call.stale) end({ ...call, stale: false });
    },
    dispose() {
      for (const timer of removals.values()) clock.clearTimeout(timer);
      removals.clear();
      store.complete();
    },
  };
}

/** Somebody besides the caller is connected. */
function hasDestination(call: Call): boolean {
  let connected = 0;
  for (const { state } of call.connections.values())
    if (state === 'connected' || state === 'held') connected++;
  return connected > 1;
}
