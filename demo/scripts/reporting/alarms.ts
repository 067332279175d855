/**
 * Alarm conditions as pure functions of the data and the time. Each alarm is raised once and cleared once. While the
 * session is not ready, alarms about agents, queues and devices keep their state.
 */
import type { AgentStateName, SessionState } from 'rxcti';
import { duration } from './report.ts';
import type { Snapshot } from './snapshot.ts';

type AlarmKind =
  | 'deviceDown'
  | 'agentFlapping'
  | 'agentNotReady'
  | 'queueWaiting'
  | 'ccxOffline'
  | 'sessionDown';

/** A raised or cleared alarm, as posted to the webhook. Contains no caller data. */
export interface Alarm {
  readonly kind: AlarmKind;
  /** Device, agent or queue ID; `ccx` or `session`. */
  readonly subject: string;
  /** False when the alarm is cleared. */
  readonly raised: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
}

export interface Limits {
  /** Raised at more state changes than this within `flapMs`, cleared at half as many. */
  readonly flapChanges: number;
  readonly flapMs: number;
  readonly notReadyMs: number;
  readonly waitMs: number;
}

export interface AlarmState {
  readonly active: ReadonlyMap<string, Alarm>;
  /** Times of each agent's state changes, oldest first. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
  /** Since when each agent is not ready; a new reason code does not restart it. */
  readonly notReadySince: ReadonlyMap<string, number>;
}

export const initialAlarmState: AlarmState = {
  active: new Map(),
  changes: new Map(),
  notReadySince: new Map(),
};

/** Records a state change of an agent. */
export function recordStateChange(
  state: AlarmState,
  agentId: string,
  now: number,
  limits: Limits,
): AlarmState {
  // Older changes cannot affect the alarm, so an agent who flaps for days takes no more memory.
  const times = [...(state.changes.get(agentId) ?? []), now].slice(-limits.flapChanges - 1);
  return { ...state, changes: new Map(state.changes).set(agentId, times) };
}

/** The new state, and the alarms that were raised or cleared. */
export function evaluateAlarms(
  previous: AlarmState,
  snapshot: Snapshot,
  limits: Limits,
  now: number,
): { readonly state: AlarmState; readonly changes: readonly Alarm[] } {
  const isReady = snapshot.session.name === 'ready';
  const state = isReady ? updateHistory(previous, snapshot, limits, now) : previous;
  const conditions = [
    ...sessionConditions(snapshot.session),
    ...(isReady ? centerConditions(state, snapshot, limits, now) : []),
  ];
  const active = new Map(state.active);
  const changes: Alarm[] = [];
  const at = new Date(now).toISOString();
  const update = (condition: Condition): void => {
    const { kind, subject, isMet, message } = condition;
    const key = keyOf(condition);
    if (isMet === undefined || isMet === active.has(key)) return;
    const alarm: Alarm = { kind, subject, raised: isMet, at, message };
    if (isMet) active.set(key, alarm);
    else active.delete(key);
    changes.push(alarm);
  };
  for (const condition of conditions) update(condition);
  if (isReady) {
    // Items that were removed from the configuration cannot recover.
    const checked = new Set(conditions.map(keyOf));
    for (const [key, { kind, subject }] of state.active) {
      if (!checked.has(key))
        update({ kind, subject, isMet: false, message: `${subject} is no longer configured.` });
    }
  }
  return { state: { ...state, active }, changes };
}

interface Condition {
  readonly kind: AlarmKind;
  readonly subject: string;
  /** Undefined when it cannot be decided now: the alarm keeps its state. */
  readonly isMet: boolean | undefined;
  readonly message: string;
}

const keyOf = ({ kind, subject }: { readonly kind: AlarmKind; readonly subject: string }): string =>
  `${kind} ${subject}`;

function updateHistory(state: AlarmState, { agents }: Snapshot, { flapMs }: Limits, now: number): AlarmState {
  const notReadySince = new Map<string, number>();
  const changes = new Map<string, readonly number[]>();
  for (const { agentId, state: agentState, since } of agents) {
    if (agentState === 'notReady') notReadySince.set(agentId, state.notReadySince.get(agentId) ?? since);
    const recent = state.changes.get(agentId)?.filter((time) => now - time < flapMs) ?? [];
    if (recent.length > 0) changes.set(agentId, recent);
  }
  return { ...state, changes, notReadySince };
}

function sessionConditions(session: SessionState): Condition[] {
  const isOpen = session.name === 'ready' || session.name === 'synchronizing';
  const isOffline = session.name === 'synchronizing' && !session.online;
  const isLost = session.name === 'waiting' || (session.name === 'closed' && session.reason !== 'user');
  const reason = isLost && 'error' in session && session.error ? `: ${session.error.message}` : '.';
  // Cleared only once the session is usable, so that a session that reconnects and fails repeatedly stays down.
  const isUsable = session.name === 'ready' || isOffline;
  return [
    {
      kind: 'ccxOffline',
      subject: 'ccx',
      isMet: isOpen ? isOffline : undefined,
      message: isOffline ? 'CCX is offline.' : 'CCX is online.',
    },
    {
      kind: 'sessionDown',
      subject: 'session',
      isMet: isLost ? true : isUsable ? false : undefined,
      message: isLost ? `The session is down${reason}` : 'The session is open.',
    },
  ];
}

function centerConditions(state: AlarmState, snapshot: Snapshot, limits: Limits, now: number): Condition[] {
  return [
    ...snapshot.devices.map(
      ({ deviceId, deviceClass, inService }): Condition => ({
        kind: 'deviceDown',
        subject: deviceId,
        isMet: !inService,
        message: `Device ${deviceId} (${deviceClass}) is ${inService ? 'in' : 'out of'} service.`,
      }),
    ),
    ...snapshot.agents.flatMap(({ agentId, state: agentState }): Condition[] => [
      flappingCondition(state, agentId, limits),
      notReadyCondition(state, agentId, agentState, limits, now),
    ]),
    ...snapshot.queues.map(({ queueId, name, oldestSince }): Condition => {
      const waitMs = oldestSince === undefined ? 0 : now - oldestSince;
      const isMet = waitMs > limits.waitMs;
      return {
        kind: 'queueWaiting',
        subject: String(queueId),
        isMet,
        message: isMet
          ? `Queue ${name}: longest wait ${duration(waitMs)}.`
          : `Queue ${name}: no call waiting longer than ${duration(limits.waitMs)}.`,
      };
    }),
  ];
}

function flappingCondition(state: AlarmState, agentId: string, { flapChanges, flapMs }: Limits): Condition {
  const count = state.changes.get(agentId)?.length ?? 0;
  const isMet = count > flapChanges ? true : count <= flapChanges / 2 ? false : undefined;
  return {
    kind: 'agentFlapping',
    subject: agentId,
    isMet,
    message: isMet
      ? `Agent ${agentId} changed state more than ${flapChanges} times in ${duration(flapMs)}.`
      : `Agent ${agentId} no longer changes state too often.`,
  };
}

function notReadyCondition(
  state: AlarmState,
  agentId: string,
  agentState: AgentStateName,
  { notReadyMs }: Limits,
  now: number,
): Condition {
  const since = state.notReadySince.get(agentId);
  const isMet = since !== undefined && now - since > notReadyMs;
  return {
    kind: 'agentNotReady',
    subject: agentId,
    isMet,
    message: isMet
      ? `Agent ${agentId} has been not ready for ${duration(now - since)}.`
      : `Agent ${agentId} is ${agentState}.`,
  };
}
