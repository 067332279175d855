/**
 * When to raise an alarm and when to tell that it is over: pure functions of what is known and of the time. Each alarm
 * is raised once and its recovery is told once.
 *
 * While the session is not ready nothing is known of agents, queues and devices: their alarms stay as they are.
 */
import type { AgentStateName, SessionState } from 'rxcti';
import { duration } from './report.ts';
import type { Picture } from './snapshot.ts';

export type AlarmKind =
  | 'deviceDown'
  | 'agentFlapping'
  | 'agentNotReady'
  | 'queueWaiting'
  | 'ccxOffline'
  | 'sessionDown';

/** What is told: on the console, and to the webhook as it stands here. It carries nothing of any caller. */
export interface Alarm {
  readonly kind: AlarmKind;
  /** Device, agent or queue ID; `ccx`, `session`. */
  readonly subject: string;
  /** False: it is over. */
  readonly raised: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
}

/** What is too much. */
export interface Limits {
  /** More changes of state than this... */
  readonly flapChanges: number;
  /** ...within this time. Over again at half as many. */
  readonly flapMs: number;
  readonly notReadyMs: number;
  readonly waitMs: number;
}

/** What has to be remembered from one look to the next. */
export interface AlarmState {
  readonly active: ReadonlyMap<string, Alarm>;
  /** When each agent's state changed, oldest first. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
  /** A new reason is no end of being not ready: since when without a break. */
  readonly notReadySince: ReadonlyMap<string, number>;
}

export const noAlarms: AlarmState = { active: new Map(), changes: new Map(), notReadySince: new Map() };

/** An agent's state changed. */
export function withStateChange(known: AlarmState, agentId: string, now: number, limits: Limits): AlarmState {
  // As many as can matter: an agent who flaps for days takes no more room.
  const times = [...(known.changes.get(agentId) ?? []), now].slice(-limits.flapChanges - 1);
  return { ...known, changes: new Map(known.changes).set(agentId, times) };
}

/** What is wrong now, and what of that was not so before. */
export function review(
  known: AlarmState,
  picture: Picture,
  limits: Limits,
  now: number,
): { readonly state: AlarmState; readonly told: readonly Alarm[] } {
  const ready = picture.session.name === 'ready';
  const state = ready ? remember(known, picture, limits, now) : known;
  const verdicts = [
    ...judgeSession(picture.session),
    ...(ready ? judgeCenter(state, picture, limits, now) : []),
  ];
  const active = new Map(state.active);
  const told: Alarm[] = [];
  const at = new Date(now).toISOString();
  const tell = (verdict: Verdict): void => {
    const { kind, subject, wrong, message } = verdict;
    const key = keyOf(verdict);
    const before = active.get(key);
    if (wrong === undefined || wrong === (before !== undefined)) return;
    const alarm: Alarm = { kind, subject, raised: wrong, at, message };
    if (wrong) active.set(key, alarm);
    else active.delete(key);
    told.push(alarm);
  };
  for (const verdict of verdicts) tell(verdict);
  if (ready) {
    // Whom the configuration does not know any more, nobody can set right.
    const judged = new Set(verdicts.map(keyOf));
    for (const [key, { kind, subject }] of state.active) {
      if (!judged.has(key))
        tell({ kind, subject, wrong: false, message: `${subject} is not configured any more.` });
    }
  }
  return { state: { ...state, active }, told };
}

interface Verdict {
  readonly kind: AlarmKind;
  readonly subject: string;
  /** Undefined: nobody can tell now, so it stays as it was. */
  readonly wrong: boolean | undefined;
  readonly message: string;
}

const keyOf = ({ kind, subject }: { readonly kind: AlarmKind; readonly subject: string }): string =>
  `${kind} ${subject}`;

function remember(known: AlarmState, { agents }: Picture, { flapMs }: Limits, now: number): AlarmState {
  const notReadySince = new Map<string, number>();
  const changes = new Map<string, readonly number[]>();
  for (const { agentId, state, since } of agents) {
    if (state === 'notReady') notReadySince.set(agentId, known.notReadySince.get(agentId) ?? since);
    const recent = known.changes.get(agentId)?.filter((time) => now - time < flapMs) ?? [];
    if (recent.length > 0) changes.set(agentId, recent);
  }
  return { ...known, changes, notReadySince };
}

function judgeSession(session: SessionState): Verdict[] {
  const open = session.name === 'ready' || session.name === 'synchronizing';
  const offline = session.name === 'synchronizing' && !session.online;
  const lost = session.name === 'waiting' || (session.name === 'closed' && session.reason !== 'user');
  const reason = lost && 'error' in session && session.error ? `: ${session.error.message}` : '.';
  // A session that opens and breaks again and again is down until it is of use.
  const up = session.name === 'ready' || offline;
  return [
    {
      kind: 'ccxOffline',
      subject: 'ccx',
      wrong: open ? offline : undefined,
      message: offline ? 'CCX is offline.' : 'CCX is online again.',
    },
    {
      kind: 'sessionDown',
      subject: 'session',
      wrong: lost ? true : up ? false : undefined,
      message: lost ? `The session is down${reason}` : 'The session is open again.',
    },
  ];
}

function judgeCenter(known: AlarmState, picture: Picture, limits: Limits, now: number): Verdict[] {
  return [
    ...picture.devices.map(
      ({ deviceId, deviceClass, inService }): Verdict => ({
        kind: 'deviceDown',
        subject: deviceId,
        wrong: !inService,
        message: `Device ${deviceId} (${deviceClass}) is ${inService ? 'back in' : 'out of'} service.`,
      }),
    ),
    ...picture.agents.flatMap(({ agentId, state }): Verdict[] => [
      judgeFlapping(known, agentId, limits),
      judgeNotReady(known, agentId, state, limits, now),
    ]),
    ...picture.queues.map(({ queueId, name, oldestSince }): Verdict => {
      const waitMs = oldestSince === undefined ? 0 : now - oldestSince;
      const wrong = waitMs > limits.waitMs;
      return {
        kind: 'queueWaiting',
        subject: String(queueId),
        wrong,
        message: wrong
          ? `Queue ${name}: the oldest call has waited for ${duration(waitMs)}.`
          : `Queue ${name}: no call waits for longer than ${duration(limits.waitMs)}.`,
      };
    }),
  ];
}

function judgeFlapping(known: AlarmState, agentId: string, { flapChanges, flapMs }: Limits): Verdict {
  const count = known.changes.get(agentId)?.length ?? 0;
  const wrong = count > flapChanges ? true : count <= flapChanges / 2 ? false : undefined;
  return {
    kind: 'agentFlapping',
    subject: agentId,
    wrong,
    message: wrong
      ? `Agent ${agentId} changed state more than ${flapChanges} times in ${duration(flapMs)}.`
      : `Agent ${agentId} is calm again.`,
  };
}

function judgeNotReady(
  known: AlarmState,
  agentId: string,
  state: AgentStateName,
  { notReadyMs }: Limits,
  now: number,
): Verdict {
  const since = known.notReadySince.get(agentId);
  const wrong = since !== undefined && now - since > notReadyMs;
  return {
    kind: 'agentNotReady',
    subject: agentId,
    wrong,
    message: wrong
      ? `Agent ${agentId} has been not ready for ${duration(now - since)}.`
      : `Agent ${agentId} is ${state}.`,
  };
}
