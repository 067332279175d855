/**
 * Clients with identical visibility form a subscriber group: an event is checked once per group, and encoded once for
 * each form in which it is sent.
 * @module
 */
import { actualDevice } from 'rxcti';
import type { CtiMessage } from 'rxcti/protocol';
import type { ServerSession, SharedFrame } from 'rxcti/server';
import { redactCallerData } from '../authorization/message-fields.ts';
import { type EventRule, eventRules } from '../authorization/message-policy.ts';
import { type Rights, scopeKey } from '../authorization/rights.ts';
import { type Replica, type Scope, scopeOf } from '../authorization/scope.ts';
import type { NumberedEvent } from './event-history.ts';
import type { Upstream } from './upstream.ts';
import {
  type CallVisibility,
  createCallVisibility,
  type VisibilitySource,
  visibleRecords,
} from './visibility.ts';

/** An event on its way to the sessions. */
export interface PublishedEvent {
  readonly type: CtiMessage['type'];
  readonly sequence: number;
  readonly receivedAt: number;
  /** Sessions that it was sent to. */
  deliveries: number;
}

/** A message for all sessions of a group. */
export interface PendingMessage {
  readonly event: PublishedEvent;
  readonly message: CtiMessage;
  readonly frame: SharedFrame;
  /** The message cannot be encoded. */
  isBad: boolean;
}

/** The sessions that see the same part of the contact center. */
export class SubscriberGroup {
  readonly sessions: Set<ServerSession> = new Set();
  /** Messages to be sent at the end of this turn. */
  pending: PendingMessage[] = [];
  /** Caller data is removed from all messages. */
  readonly isRedacted: boolean;
  readonly #rights: Rights;
  readonly #version: number;
  readonly #replica: Replica;
  #scope: Scope;
  #calls: CallVisibility;

  constructor(
    rights: Rights,
    { replica, version }: Pick<Upstream, 'replica' | 'version'>,
    source: VisibilitySource = replica,
  ) {
    this.#rights = rights;
    this.#replica = replica;
    this.#version = version;
    this.#scope = scopeOf(rights, replica);
    this.#calls = createCallVisibility(this.#scope, source, version);
    this.isRedacted = rights.role === 'wallboard';
  }

  get scope(): Scope {
    return this.#scope;
  }

  /** A message as this group may see it. */
  redact(message: CtiMessage): CtiMessage {
    return this.isRedacted ? redactCallerData(message, (id) => isInternalDevice(id, this.#replica)) : message;
  }

  /** Recomputes the scope; true if it changed. */
  refresh(): boolean {
    const scope = scopeOf(this.#rights, this.#replica);
    if (scope.fingerprint === this.#scope.fingerprint) return false;
    this.#scope = scope;
    this.#calls = createCallVisibility(scope, this.#replica, this.#version);
    return true;
  }

  /** The messages that this group gets for an event, before redaction. Call it once for each event. */
  messagesFor({ message, calls }: NumberedEvent): readonly CtiMessage[] {
    const scope = this.#scope;
    const rule: EventRule | undefined = eventRules[message.type];
    switch (rule) {
      case undefined:
        return [];
      case 'all':
        return [message];
      case 'call':
        return calls === undefined ? [] : this.#calls.messagesFor(calls);
      case 'assist':
        return scope.seesAll ||
          (scope.role !== 'agent' && calls?.calls.some((call) => call !== undefined && scope.seesCall(call)))
          ? [message]
          : [];
      case 'agent':
        return seesAgentOf(message, scope, this.#replica) ? [message] : [];
      case 'device': {
        const device = message.type === 'SYSTEM_EVENT' ? (message.eventDeviceId ?? '') : '';
        return device === '' || scope.seesDevice(device) ? [message] : [];
      }
      case 'team':
        return message.type === 'TEAM_CONFIG_EVENT' && scope.seesTeam(message.teamId) ? [message] : [];
      case 'records': {
        const visible = visibleRecords(message, scope);
        return visible === undefined ? [] : [visible];
      }
    }
  }
}

/** All groups of one upstream. */
export interface SubscriberGroups {
  /** Adds a session to the group of its user; creates the group for its first session. */
  join(rights: Rights, session: ServerSession): SubscriberGroup;
  leave(rights: Rights, session: ServerSession): void;
  /** Recomputes all scopes; returns the sessions whose scope changed. */
  refresh(): readonly ServerSession[];
  all(): Iterable<SubscriberGroup>;
  sessions(): Iterable<ServerSession>;
}

export function createSubscriberGroups(upstream: Pick<Upstream, 'replica' | 'version'>): SubscriberGroups {
  const groups = new Map<string, SubscriberGroup>();
  return {
    join(rights, session) {
      const key = scopeKey(rights);
      let group = groups.get(key);
      if (group === undefined) {
        group = new SubscriberGroup(rights, upstream);
        groups.set(key, group);
      }
      group.sessions.add(session);
      return group;
    },
    leave(rights, session) {
      const key = scopeKey(rights);
      const group = groups.get(key);
      group?.sessions.delete(session);
      if (group?.sessions.size === 0) groups.delete(key);
    },
    refresh: () => [...groups.values()].flatMap((group) => (group.refresh() ? [...group.sessions] : [])),
    all: () => groups.values(),
    *sessions() {
      for (const { sessions } of groups.values()) yield* sessions;
    },
  };
}

/** True for a configured device or queue, false for a caller's number. */
export function isInternalDevice(deviceId: string, { devices, queues }: Replica): boolean {
  return devices.get(actualDevice(deviceId)) !== undefined || queues.get(Number(deviceId)) !== undefined;
}

function seesAgentOf(event: CtiMessage, scope: Scope, replica: Replica): boolean {
  if (scope.seesAll) return true;
  if (event.type !== 'AGENT_STATE_EVENT') return false;
  const { agentId = '', agentExtension = '' } = event;
  if (agentId !== '') return scope.seesAgent(agentId);
  return (
    agentExtension !== '' &&
    replica.devices.get(agentExtension) !== undefined &&
    scope.seesDevice(agentExtension)
  );
}
