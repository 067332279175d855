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
import { createHistory, type Told } from './history.ts';
import { type Places, placeBehind, placeIn } from './places.ts';
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
  /** How far the events that were told have come; 0 while nothing is known. */
  readonly place: number;
  /** CCX came in reach, or went out of it: what comes now does not follow what was before. */
  begin(): void;
  /** Everything behind this place can be told again. */
  covers(place: number): boolean;
  /** What a user sees now, as text. */
  fingerprintOf(rights: Rights): string;
  /** Tells one session what it missed behind a place. */
  retell(rights: Rights, session: ServingSession, place: number): void;
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

/** `keepsHistory`: sessions may come from other relays and be told what they missed. */
export function createAudiences(upstream: Upstream, places: Places, keepsHistory: boolean): Audiences {
  const { mirror, version } = upstream;
  const groups = new Map<string, Group>();
  const history = keepsHistory ? createHistory(mirror) : undefined;
  let place = 0;
  /** Where the events begin is known. */
  let begun = false;

  /** A follower may learn after the beginning how far the events had come. */
  function settle(): void {
    if (begun || !upstream.isReady || upstream.sequence === undefined) return;
    begun = true;
    place = placeBehind(upstream.sequence);
    history?.begin(upstream.sequence);
  }

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

  function publish(
    group: Pick<Group, 'scope' | 'sessions'>,
    message: CtiMessage,
    at: number,
    forms: Forms,
  ): number {
    let told = 0;
    if (isPrivate(group)) {
      const { message: shown, frame } = forms.private(message, at);
      for (const session of group.sessions) if (session.publish(shown, frame)) told++;
    } else {
      const frame = forms.plain(message, at);
      for (const session of group.sessions) if (session.publish(message, frame)) told++;
    }
    return told;
  }

  /** Tells a group of an event, from a place on. */
  function tellGroup(group: Group, { event, sequence, news }: Told, forms: Forms, behind = 0): number {
    const messages = messagesFor(group, event, eventRules[event.type], news, mirror);
    const itself = Math.max(0, messages.indexOf(event));
    let told = 0;
    messages.forEach((message, index) => {
      const at = placeIn(sequence, index - itself);
      if (at > behind) told += publish(group, message, at, forms);
    });
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
      const forms = createForms(isOurs, places);
      const news = rule === 'call' || rule === 'assist' ? callNews(event, mirror) : undefined;
      begun = true;
      const told: Told = { sequence, event, news };
      history?.add(told);
      let deliveries = 0;
      for (const group of groups.values()) deliveries += tellGroup(group, told, forms);
      place = placeBehind(sequence);
      return deliveries;
    },
    get place() {
      settle();
      return place;
    },
    begin() {
      places.forget();
      begun = false;
      place = 0;
      history?.begin(undefined);
      settle();
    },
    covers(from) {
      settle();
      return history?.covers(from) === true;
    },
    fingerprintOf: (rights) => scopeOf(rights, mirror).fingerprint,
    retell(rights, session, behind) {
      if (history === undefined) return;
      const scope = scopeOf(rights, mirror);
      const { callsBefore, events } = history;
      const then = { calls: { getSnapshot: () => callsBefore }, devices: mirror.devices };
      // Which calls it had been told of comes of all that was told; only what it missed is told to it again.
      const group = {
        rights,
        sessions: new Set([session]),
        scope,
        view: createCallView(scope, then, version),
      };
      for (const told of events) tellGroup(group, told, createForms(isOurs, places), behind);
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
  rule: (typeof eventRules)[CtiMessage['type']],
  news: CallNews | undefined,
  mirror: Mirror,
): readonly CtiMessage[] {
  switch (rule) {
    case undefined:
      return [];
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

function createForms(isOurs: (deviceId: string) => boolean, places: Places): Forms {
  const plain = new Map<CtiMessage, SharedFrame>();
  const hidden = new Map<CtiMessage, { message: CtiMessage; frame: SharedFrame }>();
  return {
    plain(message, place) {
      const known = plain.get(message);
      if (known !== undefined) return known;
      const frame = createSharedFrame(message, (bytes) => places.set(bytes, place));
      plain.set(message, frame);
      return frame;
    },
    private(message, place) {
      const known = hidden.get(message);
      if (known !== undefined) return known;
      const shown = withoutCallerData(message, isOurs);
      const frame = createSharedFrame(shown, (bytes) => places.set(bytes, place));
      const made = { message: shown, frame };
      hidden.set(message, made);
      return made;
    },
  };
}
