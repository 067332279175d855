/**
 * Browsers that see the same hear the same: each event is looked at once for each audience, encoded once for each form
 * in which it is shown, and then only handed round. All events of a turn are handed round together, session by session:
 * with a thousand of them, fetching what a session is made of costs more than anything that is done with it.
 * @module
 */

import type { CtiMessage, StreamPosition } from 'rxcti';
import { actualDevice, type Clock } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import { createSharedFrame, type SharedFrame } from 'rxcti/server';
import { redactCallerData } from '../authorization/message-fields.ts';
import { eventRules } from '../authorization/message-policy.ts';
import { type Rights, scopeKey } from '../authorization/rights.ts';
import type { Replica } from '../authorization/scope.ts';
import { type Scope, scopeOf } from '../authorization/scope.ts';
import type { Batch } from './batch.ts';
import { type CallNews, type CallView, callNews, createCallView } from './call-visibility.ts';
import { visibleRecords } from './configuration-visibility.ts';
import { createHistory, type Told } from './event-history.ts';
import { placeBehind, placeIn } from './stream-offset.ts';
import type { Upstream } from './upstream.ts';

/** Those who see the same part of the contact center. */
export interface Audience {
  readonly scope: Scope;
  readonly sessions: ReadonlySet<ServerSession>;
  /** A message as this audience may see it. */
  shown(message: CtiMessage): CtiMessage;
}

/** All audiences of one upstream. */
export interface Audiences {
  /** The audience of a user; it is made when the first session needs it. */
  join(rights: Rights, session: ServerSession): Audience;
  leave(rights: Rights, session: ServerSession): void;
  /** Hands an event with its number to all who may see it, when this turn is over. */
  tell(event: CtiMessage, sequence: number): void;
  /** Does so now: whatever else a session is sent comes behind what was told before. */
  deliver(): void;
  /** Position after the delivered events; offset 0 while it is not known. */
  readonly position: StreamPosition;
  /** CCX came in reach, or went out of it: what comes now does not follow what was before. */
  begin(): void;
  /** Everything behind this place can be told again. */
  covers(place: number): boolean;
  /** What a user sees now, as text. */
  fingerprintOf(rights: Rights): string;
  /** Tells one session what it missed behind a place. */
  retell(rights: Rights, session: ServerSession, place: number): void;
  /** Looks anew at who sees what; gives the sessions for whom that changed. */
  refresh(): readonly ServerSession[];
  /** A device of this house, not a caller's number. */
  isOurs(deviceId: string): boolean;
  /** Every session of every audience. */
  sessions(): Iterable<ServerSession>;
}

interface Group {
  readonly rights: Rights;
  readonly sessions: Set<ServerSession>;
  scope: Scope;
  view: CallView;
  /** What its sessions are to be sent when this turn is over. */
  due: Shown[];
}

/** An event on its way to those who may see it. */
interface News {
  readonly type: CtiMessage['type'];
  readonly sequence: number;
  readonly startedAt: number;
  /** Sessions that were sent it. */
  deliveries: number;
}

/** A message as a group is shown it. */
interface Shown {
  readonly news: News;
  readonly message: CtiMessage;
  readonly frame: SharedFrame;
  /** It cannot be written. */
  isBad: boolean;
}

/** An event in the forms in which it is shown, each made when somebody needs it. */
interface Forms {
  plain(message: CtiMessage, place: number): SharedFrame;
  private(message: CtiMessage, place: number): { readonly message: CtiMessage; readonly frame: SharedFrame };
}

/** What audiences are made of. */
export interface AudiencesOptions {
  readonly upstream: Upstream;
  /** Sessions may come from other relays and be told what they missed. */
  readonly keepsHistory: boolean;
  readonly batch: Batch;
  readonly clock: Clock;
  /** An event has reached so many sessions, so long after it came. */
  told(type: CtiMessage['type'], deliveries: number, durationMs: number): void;
  /** An event cannot be passed on. */
  failed(type: CtiMessage['type'], error: unknown): void;
}

export function createAudiences(options: AudiencesOptions): Audiences {
  const { upstream, keepsHistory, batch, clock } = options;
  const { mirror, version } = upstream;
  const groups = new Map<string, Group>();
  const history = keepsHistory ? createHistory(mirror) : undefined;
  /** Events that were told and are not delivered. */
  let waiting: News[] = [];
  let position: StreamPosition = { epoch: upstream.epoch, offset: 0 };
  /** Where the events begin is known. */
  let begun = false;

  /** A follower may learn after the beginning how far the events had come. */
  function settle(): void {
    if (begun || !upstream.isReady || upstream.sequence === undefined) return;
    begun = true;
    position = { epoch: upstream.epoch, offset: placeBehind(upstream.sequence) };
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
      shown: (message) => (isPrivate(group) ? redactCallerData(message, isOurs) : message),
    };
  }

  /** What a group is shown of an event, from a place on. */
  function shownTo(
    group: Group,
    { event, sequence, news: calls }: Told,
    news: News,
    forms: Forms,
    behind = 0,
  ): Shown[] {
    const messages = messagesFor(group, event, eventRules[event.type], calls, mirror);
    const itself = Math.max(0, messages.indexOf(event));
    return messages.flatMap((message, index) => {
      const at = placeIn(sequence, index - itself);
      if (at <= behind) return [];
      return isPrivate(group)
        ? { news, isBad: false, ...forms.private(message, at) }
        : { news, isBad: false, message, frame: forms.plain(message, at) };
    });
  }

  function publish(shown: Shown, session: ServerSession): void {
    if (shown.isBad) return;
    try {
      if (session.publish(shown.message, shown.frame)) shown.news.deliveries++;
    } catch (error) {
      // CCX may leave out what its guide calls required: we read that, but cannot write it.
      shown.isBad = true;
      options.failed(shown.news.type, error);
    }
  }

  /** Goes once through all sessions: each is sent what waits for it, and writes it while it is at hand. */
  function deliver(): void {
    const all = waiting;
    if (all.length === 0) return;
    waiting = [];
    for (const group of groups.values()) {
      const { due } = group;
      if (due.length === 0) continue;
      group.due = [];
      for (const session of group.sessions) {
        for (const shown of due) publish(shown, session);
        batch.flush();
      }
    }
    position = { epoch: upstream.epoch, offset: placeBehind((all.at(-1) as News).sequence) };
    for (const { type, deliveries, startedAt } of all)
      options.told(type, deliveries, clock.now() - startedAt);
  }

  return {
    join(rights, session) {
      deliver();
      const key = scopeKey(rights);
      let group = groups.get(key);
      if (group === undefined) {
        const scope = scopeOf(rights, mirror);
        const view = createCallView(scope, mirror, version);
        group = { rights, sessions: new Set(), scope, view, due: [] };
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
      const news: News = { type: event.type, sequence, startedAt: clock.now(), deliveries: 0 };
      if (rule === undefined) {
        options.told(event.type, 0, 0);
        return;
      }
      const forms = createForms(isOurs, keepsHistory ? upstream.epoch : undefined);
      const calls = rule === 'call' || rule === 'assist' ? callNews(event, mirror) : undefined;
      begun = true;
      const told: Told = { sequence, event, news: calls };
      history?.add(told);
      for (const group of groups.values()) group.due.push(...shownTo(group, told, news, forms));
      waiting.push(news);
      if (waiting.length === 1) batch.schedule(deliver);
    },
    get position() {
      settle();
      if (position.epoch !== upstream.epoch) position = { epoch: upstream.epoch, offset: 0 };
      return position;
    },
    deliver,
    begin() {
      deliver();
      begun = false;
      position = { epoch: upstream.epoch, offset: 0 };
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
      const view = createCallView(scope, then, version);
      const group: Group = { rights, sessions: new Set([session]), scope, view, due: [] };
      for (const told of events) {
        const { sequence, event } = told;
        const news: News = { type: event.type, sequence, startedAt: 0, deliveries: 0 };
        const forms = createForms(isOurs, keepsHistory ? upstream.epoch : undefined);
        for (const shown of shownTo(group, told, news, forms, behind)) publish(shown, session);
      }
    },
    refresh() {
      deliver();
      const moved: ServerSession[] = [];
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
  mirror: Replica,
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
        : scope.seesAll
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

function seesAgentOf(event: CtiMessage, scope: Scope, mirror: Replica): boolean {
  if (scope.seesAll) return true;
  if (event.type !== 'AGENT_STATE_EVENT') return false;
  const { agentId = '', agentExtension = '' } = event;
  if (agentId !== '') return scope.seesAgent(agentId);
  return (
    agentExtension !== '' &&
    mirror.devices.get(agentExtension) !== undefined &&
    scope.seesDevice(agentExtension)
  );
}

/** `epoch`: of the positions that the frames carry; undefined for frames without positions. */
function createForms(isOurs: (deviceId: string) => boolean, epoch: string | undefined): Forms {
  const positionAt = (offset: number): StreamPosition | undefined =>
    epoch === undefined ? undefined : { epoch, offset };
  const plain = new Map<CtiMessage, SharedFrame>();
  const hidden = new Map<CtiMessage, { message: CtiMessage; frame: SharedFrame }>();
  return {
    plain(message, place) {
      const known = plain.get(message);
      if (known !== undefined) return known;
      const frame = createSharedFrame(message, positionAt(place));
      plain.set(message, frame);
      return frame;
    },
    private(message, place) {
      const known = hidden.get(message);
      if (known !== undefined) return known;
      const shown = redactCallerData(message, isOurs);
      const frame = createSharedFrame(shown, positionAt(place));
      const made = { message: shown, frame };
      hidden.set(message, made);
      return made;
    },
  };
}
