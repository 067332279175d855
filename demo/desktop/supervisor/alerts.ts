/** What a supervisor should look at: found in the contact center as it is now, and followed until it is over. */
import type { Agent, Device, QueueFigures } from 'rxcti';
import type { Limits } from '../session/limits.ts';

export type AlertKind = 'emergency' | 'assist' | 'longWait' | 'deviceDown' | 'notReady';

/** The gravest first. */
const order: readonly AlertKind[] = ['emergency', 'assist', 'longWait', 'deviceDown', 'notReady'];

export interface Alert {
  /** What it is about; the same thing alerts once. */
  readonly key: string;
  readonly kind: AlertKind;
  readonly agentId?: string;
  readonly queueId?: number;
  readonly deviceId?: string;
  /** Of a request for help: the call with the agent. */
  readonly callId?: number;
  /** Since when it is so, in milliseconds since 1970. */
  readonly since: number;
  /** When it was over; it stays in sight for a while. */
  readonly overAt?: number;
}

/** Somebody waits for an answer. */
export const isCryForHelp = ({ kind }: Alert): boolean => kind === 'emergency' || kind === 'assist';

/** An agent's request for help, until its call is over. */
export interface HelpRequest {
  readonly kind: 'assist' | 'emergency';
  readonly callId: number;
  readonly deviceId: string;
  readonly agentId?: string;
  readonly at: number;
}

export interface Situation {
  readonly agents: Iterable<Agent>;
  readonly figures: Iterable<QueueFigures>;
  readonly devices: Iterable<Device>;
  readonly help: Iterable<HelpRequest>;
}

/** Everything that is too long, down or asked for now. */
export function findAlerts(situation: Situation, limits: Limits, now: number): readonly Alert[] {
  const { agents, figures, devices, help } = situation;
  const found: Alert[] = [];
  for (const { kind, callId, deviceId, agentId, at } of help) {
    found.push({
      key: `${kind} ${callId}`,
      kind,
      callId,
      deviceId,
      since: at,
      ...(agentId === undefined ? {} : { agentId }),
    });
  }
  for (const { queueId, longestWaitingSince: since } of figures) {
    if (since === undefined || now - since < limits.longWaitSeconds * 1000) continue;
    found.push({ key: `longWait ${queueId}`, kind: 'longWait', queueId, since });
  }
  for (const { deviceId, agentId, inService } of devices) {
    if (inService) continue;
    const about = agentId === undefined ? {} : { agentId };
    found.push({ key: `deviceDown ${deviceId}`, kind: 'deviceDown', deviceId, since: now, ...about });
  }
  for (const { agentId, state, since, role } of agents) {
    // Supervisors are not ready all day: they supervise.
    if (state !== 'notReady' || role === 'supervisor') continue;
    if (now - since < limits.notReadySeconds * 1000) continue;
    found.push({ key: `notReady ${agentId}`, kind: 'notReady', agentId, since });
  }
  return found;
}

/** How long something that is over stays in sight. */
export const overForMs = 30_000;

export interface Followed {
  /** The gravest first, of these the latest. */
  readonly shown: readonly Alert[];
  /** Put away; they do not come back before they were over. */
  readonly dismissed: ReadonlySet<string>;
}

export const nothingFollowed: Followed = { shown: [], dismissed: new Set() };

/** What is shown after another look: the new, those that go on, those that are over, none of those put away. */
export function follow(before: Followed, found: readonly Alert[], now: number): Followed {
  const going = new Map(found.map((alert) => [alert.key, alert]));
  const dismissed = new Set([...before.dismissed].filter((key) => going.has(key)));
  const shown: Alert[] = [];
  for (const alert of before.shown) {
    const again = going.get(alert.key);
    if (again !== undefined && alert.overAt === undefined) {
      // It keeps the moment that it was first seen with: a queue's longest wait moves on with its callers.
      shown.push(alert);
      going.delete(alert.key);
    } else if (again === undefined && now - (alert.overAt ?? now) < overForMs) {
      shown.push(alert.overAt === undefined ? { ...alert, overAt: now } : alert);
    }
  }
  for (const alert of going.values()) if (!dismissed.has(alert.key)) shown.push(alert);
  shown.sort(gravestFirst);
  const same =
    shown.length === before.shown.length &&
    shown.every((alert, index) => alert === before.shown[index]) &&
    dismissed.size === before.dismissed.size;
  return same ? before : { shown, dismissed };
}

function gravestFirst(one: Alert, other: Alert): number {
  const isOver = ({ overAt }: Alert): number => (overAt === undefined ? 0 : 1);
  return (
    isOver(one) - isOver(other) ||
    order.indexOf(one.kind) - order.indexOf(other.kind) ||
    other.since - one.since
  );
}

/** Puts one away. What is over needs no remembering. */
export function dismiss({ shown, dismissed }: Followed, key: string): Followed {
  const alert = shown.find((one) => one.key === key);
  if (alert === undefined) return { shown, dismissed };
  return {
    shown: shown.filter((one) => one !== alert),
    dismissed: alert.overAt === undefined ? new Set(dismissed).add(key) : dismissed,
  };
}
