/**
 * Browsers that see the same hear the same: each event is looked at once for each audience, encoded once for each form
 * in which it is shown, and then only handed round.
 * @module
 */

import { actualDevice } from '../../../core/index.ts';
import type { CtiMessage } from '../../../core/protocol/generated/messages.ts';
import type { ServingSession } from '../../../core/serving/host.ts';
import { createSharedFrame, type SharedFrame } from '../../../core/serving/shared-frame.ts';
import { type CallNews, type CallView, callNews, createCallView } from '../rights/call-view.ts';
import { withoutCallerData } from '../rights/privacy.ts';
import { type Rights, scopeKey } from '../rights/rights.ts';
import { type Scope, scopeOf } from '../rights/scope.ts';
import { eventRules } from '../rights/table.ts';
import type { Mirror, Upstream } from '../upstream/upstream.ts';
import { placeIn, setPlace } from './places.ts';
import { visibleRecords } from './visible-records.ts';

/** Those who see the same part of the contact centre. */
export interface Audience {
  readonly scope: Scope;
  readonly sessions: ReadonlySet<ServingSession>;
  /** A message as this audience may see it. */
  shown(message: CtiMessage): CtiMessage;
}

/** All audiences of one upstream. */
export interface Audiences {
  /** The audience of a user; it is made when the first session needs it. */
  join(rights: Rights, session: ServingSession): Audience;
  leave(rights: Rights, session: ServingSession): void;
  /** Hands an event with its number to all who may see it; gives how many sessions were sent something. */
  tell(event: CtiMessage, sequence: number): number;
  /** Looks anew at who sees what; gives the sessions for whom that changed. */
  refresh(): readonly ServingSession[];
  /** A device of this house, not a caller's number. */
  isOurs(deviceId: string): boolean;
  /** Every session of every audience. */
  sessions(): Iterable<ServingSession>;
}

interface Group {
  readonly rights: Rights;
  readonly sessions: Set<ServingSession>;
  scope: Scope;
  view: CallView;
}

/** An event in the forms in which it is shown, each made when somebody needs it. */
interface Forms {
  plain(message: CtiMessage, place: number): SharedFrame;
  private(message: CtiMessage, place: number): { readonly message: CtiMessage; readonly frame: SharedFrame };
}

export function createAudiences(upstream: Upstream): Audiences {
  const { mirror, version } = upstream;
  const groups = new Map<string, Group>();

  const isOurs = (deviceId: string): boolean =>
    mirror.devices.get(actualDevice(deviceId)) !== undefined ||
    mirror.queues.get(Number(deviceId)) !== undefined;
  const isPrivate = ({ scope }: { readonly scope: Scope }): boolean => scope.role === 'wallboard';

  function audienceOf(group: Group): Audience {
    return {
      get scope() {
        return group.scope;
      },
      sessions: group.sessions,
      shown: (message) => (isPrivate(group) ? withoutCallerData(message, isOurs) : message),
    };
  }

  function publish(group: Group, message: CtiMessage, place: number, forms: Forms): number {
    let told = 0;
    if (isPrivate(group)) {
      const { message: shown, frame } = forms.private(message, place);
      for (const session of group.sessions) if (session.publish(shown, frame)) told++;
    } else {
      const frame = forms.plain(message, place);
      for (const session of group.sessions) if (session.publish(message, frame)) told++;
    }
    return told;
  }

  return {
    join(rights, session) {
      const key = scopeKey(rights);
      let group = groups.get(key);
      if (group === undefined) {
        const scope = scopeOf(rights, mirror);
        group = { rights, sessions: new Set(), scope, view: createCallView(scope, mirror, version) };
        groups.set(key, group);
      }
      group.sessions.add(session);
      return audienceOf(group);
    },
    leave(rights, session) {
      const group = groups.get(scopeKey(rights));
      group?.sessions.delete(session);
      if (group?.sessions.size === 0) groups.delete(scopeKey(rights));
    },
    tell(event, sequence) {
      const rule = eventRules[event.type];
      if (rule === undefined) return 0;
      const forms = createForms(isOurs);
      const news: CallNews | undefined =
        rule === 'call' || rule === 'assist' ? callNews(event, mirror) : undefined;
      let told = 0;
      for (const group of groups.values()) {
        const messages = messagesFor(group, event, rule, news, mirror);
        const itself = Math.max(0, messages.indexOf(event));
        messages.forEach((message, index) => {
          told += publish(group, message, placeIn(sequence, index - itself), forms);
        });
      }
      return told;
    },
    refresh() {
      const moved: ServingSession[] = [];
      for (const group of groups.values()) {
        const scope = scopeOf(group.rights, mirror);
        if (scope.fingerprint === group.scope.fingerprint) continue;
        group.scope = scope;
        group.view = createCallView(scope, mirror, version);
        moved.push(...group.sessions);
      }
      return moved;
    },
    isOurs,
    *sessions() {
      for (const group of groups.values()) yield* group.sessions;
    },
  };
}

function messagesFor(
  { scope, view }: Group,
  event: CtiMessage,
  rule: NonNullable<(typeof eventRules)[CtiMessage['type']]>,
  news: CallNews | undefined,
  mirror: Mirror,
): readonly CtiMessage[] {
  switch (rule) {
    case 'all':
      return [event];
    case 'call':
      return view.tell(news as CallNews);
    case 'assist':
      return scope.role !== 'agent' && news?.calls.some((call) => call !== undefined && scope.seesCall(call))
        ? [event]
        : scope.everybody
          ? [event]
          : [];
    case 'agent':
      return seesAgentOf(event, scope, mirror) ? [event] : [];
    case 'device': {
      const device = event.type === 'SYSTEM_EVENT' ? (event.eventDeviceId ?? '') : '';
      return device === '' || scope.seesDevice(device) ? [event] : [];
    }
    case 'team':
      return event.type === 'TEAM_CONFIG_EVENT' && scope.seesTeam(event.teamId) ? [event] : [];
    case 'records': {
      const shown = visibleRecords(event, scope);
      return shown === undefined ? [] : [shown];
    }
  }
}

function seesAgentOf(event: CtiMessage, scope: Scope, mirror: Mirror): boolean {
  if (scope.everybody) return true;
  if (event.type !== 'AGENT_STATE_EVENT') return false;
  const { agentId = '', agentExtension = '' } = event;
  if (agentId !== '') return scope.seesAgent(agentId);
  return (
    agentExtension !== '' &&
    mirror.devices.get(agentExtension) !== undefined &&
    scope.seesDevice(agentExtension)
  );
}

function createForms(isOurs: (deviceId: string) => boolean): Forms {
  const plain = new Map<CtiMessage, SharedFrame>();
  const hidden = new Map<CtiMessage, { message: CtiMessage; frame: SharedFrame }>();
  return {
    plain(message, place) {
      const known = plain.get(message);
      if (known !== undefined) return known;
      const frame = createSharedFrame(message, (bytes) => setPlace(bytes, place));
      plain.set(message, frame);
      return frame;
    },
    private(message, place) {
      const known = hidden.get(message);
      if (known !== undefined) return known;
      const shown = withoutCallerData(message, isOurs);
      const frame = createSharedFrame(shown, (bytes) => setPlace(bytes, place));
      const made = { message: shown, frame };
      hidden.set(message, made);
      return made;
    },
  };
}
