/**
 * The client's state: agents, calls and configuration, updated by the server's events.
 * @module
 */
import { type Observable, Subject } from 'rxjs';
import { type AgentStore, createAgentStore } from './agents/agent-store.ts';
import type { UnexpectedEvent } from './calls/call.ts';
import { type CallStore, createCallStore } from './calls/call-store.ts';
import type { Clock } from './clock.ts';
import {
  type ConfigurationStore,
  createConfigurationStore,
  type SavedConfiguration,
} from './configuration/configuration-store.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';
import { createChangeQueue } from './store/change-queue.ts';
import type { StreamPosition } from './transport.ts';

interface ClientStateOptions {
  readonly clock: Clock;
  /** Time from the end of a call to its removal. */
  readonly keepEndedMs: number;
  readonly savedConfiguration: SavedConfiguration | undefined;
}

/** An event with its stream position. Without a message, only a position was received. */
export interface PositionedEvent {
  readonly message: CtiMessage | undefined;
  /** Undefined if the transport carries no positions, and for replies to this client only. */
  readonly position: StreamPosition | undefined;
}

/** An observation that is no error, by `type`: what an operator or a developer may want to count. More types may be added. */
export type Diagnostic = UnexpectedEvent;

/** The events that wait for the end of a resync. */
type ResyncBuffer = readonly CtiMessage[];

export interface ClientState {
  readonly agents: AgentStore;
  readonly calls: CallStore;
  readonly configuration: ConfigurationStore;
  /** Every event of the server, after it was applied or buffered. */
  readonly events$: Observable<CtiMessage>;
  readonly positionedEvents$: Observable<PositionedEvent>;
  readonly diagnostics$: Observable<Diagnostic>;
  /** Server time minus local time, in milliseconds; undefined before the first SYSTEM_EVENT with a time. */
  readonly serverClockOffsetMs: number | undefined;
  /** Applies an event of the server. During a resync, events of agents and calls are buffered. */
  apply(event: CtiMessage, position?: StreamPosition | undefined): void;
  /** Emits a stream position that arrived without an event. */
  applyPosition(position: StreamPosition | undefined): void;
  /** Publishes the changes since the last flush. Does nothing during a resync. */
  flush(): void;
  /** Marks agents and calls as possibly outdated. */
  markStale(): void;
  /** Begins a resync; replaces one that is in progress. */
  beginResync(): ResyncBuffer;
  /**
   * Returns calls that have events in the buffer but were found at no device: they moved from a device that was queried later
   * to one that was queried before. `deviceId` is a device of the call.
   */
  missedCalls(): readonly { readonly callId: number; readonly deviceId: string }[];
  /** Ends a resync: ends calls that were not confirmed, then applies the buffered events. Ignored if another has begun. */
  endResync(buffer: ResyncBuffer): void;
  /** Aborts a resync: keeps what was confirmed, ends no call. Ignored if another has begun. */
  abortResync(buffer: ResyncBuffer): void;
  complete(): void;
}

export function createClientState(options: ClientStateOptions): ClientState {
  const { clock } = options;
  const queue = createChangeQueue();
  const agents = createAgentStore(clock, queue);
  const diagnostics = new Subject<Diagnostic>();
  const calls = createCallStore({
    clock,
    keepEndedMs: options.keepEndedMs,
    onRemoved: () => flush(),
    queue,
    onUnexpected(event) {
      if (!isReplaying) diagnostics.next(event);
    },
  });
  const configuration = createConfigurationStore(agents, options.savedConfiguration, queue);
  const stores = [
    agents.store,
    calls.store,
    configuration.queues,
    configuration.applications,
    configuration.devices,
    configuration.teams,
    configuration.terminals,
  ];
  const events = new Subject<CtiMessage>();
  const positionedEvents = new Subject<PositionedEvent>();
  let buffer: CtiMessage[] | undefined;
  /** True while the buffer of a resync is applied: the queried state may contain its events already. */
  let isReplaying = false;
  let serverClockOffsetMs: number | undefined;

  function applyNow(event: CtiMessage): void {
    if (event.type === 'AGENT_STATE_EVENT') agents.apply(event);
    else calls.apply(event);
  }

  function flush(): void {
    if (buffer !== undefined) return; // a resync is published as a whole
    for (const store of stores) store.flush();
    queue.emit();
  }

  function markStale(): void {
    agents.markStale();
    calls.markStale();
    configuration.markIncomplete();
  }

  return {
    agents,
    calls,
    configuration,
    events$: events.asObservable(),
    positionedEvents$: positionedEvents.asObservable(),
    diagnostics$: diagnostics.asObservable(),
    get serverClockOffsetMs() {
      return serverClockOffsetMs;
    },
    apply(event, position) {
      if (event.type === 'SYSTEM_EVENT' && event.ccxTime > 0)
        serverClockOffsetMs = event.ccxTime * 1000 - clock.now();
      if (!configuration.apply(event)) {
        if (buffer !== undefined) buffer.push(event);
        else applyNow(event);
      }
      events.next(event);
      if (positionedEvents.observed) positionedEvents.next({ message: event, position });
    },
    applyPosition(position) {
      if (positionedEvents.observed) positionedEvents.next({ message: undefined, position });
    },
    flush,
    markStale,
    beginResync() {
      markStale();
      flush();
      for (const store of stores) store.getSnapshot(); // keep showing the state before the resync
      buffer = [];
      return buffer;
    },
    missedCalls() {
      const missed = new Map<number, { callId: number; deviceId: string }>();
      for (const event of buffer ?? []) {
        if (!('callId' in event) || !('connectionDeviceId' in event) || !event.type.endsWith('_EVENT'))
          continue;
        const { callId, connectionDeviceId: deviceId } = event;
        const hasEnded = event.type === 'END_CALL_EVENT' || event.type === 'CALL_CLEARED_EVENT';
        if (hasEnded) missed.delete(callId);
        else if (calls.find(callId)?.stale !== false && deviceId) missed.set(callId, { callId, deviceId });
      }
      return [...missed.values()];
    },
    endResync(ended) {
      if (ended !== buffer) return;
      calls.endUnconfirmed();
      buffer = undefined;
      isReplaying = true;
      for (const event of ended) applyNow(event);
      isReplaying = false;
    },
    abortResync(aborted) {
      if (aborted === buffer) buffer = undefined;
    },
    complete() {
      events.complete();
      positionedEvents.complete();
      diagnostics.complete();
      agents.store.complete();
      calls.complete();
      configuration.complete();
    },
  };
}
