/**
 * The live mirror: what is true in the contact center now, as far as the server's messages tell.
 * @module
 */

import { type AgentBook, createAgentBook } from './agents/agent-store.ts';
import { type CallBook, createCallBook } from './calls/call-store.ts';
import type { Clock } from './clock.ts';
import {
  type ConfigurationBook,
  createConfigurationBook,
  type SavedConfiguration,
} from './configuration/configuration-store.ts';
import type { CtiMessage } from './protocol/generated/messages.ts';

export interface ContactCenterOptions {
  readonly clock: Clock;
  readonly keepEndedMs: number;
  readonly saved: SavedConfiguration | undefined;
}

/** One rebuild: the events that wait for its end. */
export type Rebuild = readonly CtiMessage[];

export interface ContactCenter {
  readonly agents: AgentBook;
  readonly calls: CallBook;
  readonly configuration: ConfigurationBook;
  /** Takes an event of the server. While the mirror is being rebuilt, those of agents and calls wait. */
  apply(event: CtiMessage): void;
  /** The session is down: what is shown may be out of date. */
  markStale(): void;
  /** Begins a rebuild, in place of one that is still going on; gives what ends it. */
  beginRebuild(): Rebuild;
  /**
   * Calls that lived while the mirror was being rebuilt, but were found at no device: they moved from one that was asked
   * later to one that was asked before. Each with a device at which it was.
   */
  missedCalls(): readonly { readonly callId: number; readonly deviceId: string }[];
  /** Ends a rebuild: calls that were not confirmed have ended, and the events that waited are applied. */
  endRebuild(rebuild: Rebuild): void;
  /** A rebuild broke off: what it found stays, nothing is ended. Does nothing once another has begun. */
  abandonRebuild(rebuild: Rebuild): void;
  /** Shows observers what changed. */
  flush(): void;
  complete(): void;
}

export function createContactCenter(options: ContactCenterOptions): ContactCenter {
  const agents = createAgentBook(options.clock);
  const calls = createCallBook({
    clock: options.clock,
    keepEndedMs: options.keepEndedMs,
    onChange: () => flush(),
  });
  const configuration = createConfigurationBook(agents, options.saved);
  const stores = [
    agents.store,
    calls.store,
    configuration.queues,
    configuration.applications,
    configuration.devices,
    configuration.teams,
    configuration.terminals,
  ];
  let waiting: CtiMessage[] | undefined;

  function applyLive(event: CtiMessage): void {
    if (event.type === 'AGENT_STATE_EVENT') agents.apply(event);
    else calls.apply(event);
  }

  function flush(): void {
    if (waiting !== undefined) return; // half a rebuild is no picture
    for (const store of stores) store.flush();
  }

  function markStale(): void {
    agents.markStale();
    calls.markStale();
    configuration.fallBehind();
  }

  return {
    agents,
    calls,
    configuration,
    apply(event) {
      if (configuration.apply(event)) return;
      if (waiting !== undefined) waiting.push(event);
      else applyLive(event);
    },
    markStale,
    beginRebuild() {
      markStale();
      flush();
      for (const store of stores) store.getSnapshot(); // what is shown from now on is the picture of before
      waiting = [];
      return waiting;
    },
    missedCalls() {
      const missed = new Map<number, { callId: number; deviceId: string }>();
      for (const event of waiting ?? []) {
        if (!('callId' in event) || !('connectionDeviceId' in event) || !event.type.endsWith('_EVENT'))
          continue;
        const { callId, connectionDeviceId: deviceId } = event;
        const over = event.type === 'END_CALL_EVENT' || event.type === 'CALL_CLEARED_EVENT';
        if (over) missed.delete(callId);
        else if (calls.find(callId)?.stale !== false && deviceId) missed.set(callId, { callId, deviceId });
      }
      return [...missed.values()];
    },
    endRebuild(rebuild) {
      if (rebuild !== waiting) return; // another has begun meanwhile
      calls.endUnconfirmed();
      waiting = undefined;
      for (const event of rebuild) applyLive(event);
    },
    abandonRebuild(rebuild) {
      if (rebuild === waiting) waiting = undefined;
    },
    flush,
    complete() {
      agents.store.complete();
      calls.dispose();
      configuration.complete();
    },
  };
}
