/** Finds alerts in the current state and tracks them until they end. */
import type { Agent, Device, LiveQueueStatistics } from 'rxcti';
import type { Limits } from '../session/limits.ts';

export type AlertKind = 'emergency' | 'assist' | 'longWait' | 'deviceDown' | 'notReady';

/** Most severe first. */
const severityOrder: readonly AlertKind[] = ['emergency', 'assist', 'longWait', 'deviceDown', 'notReady'];

export interface Alert {
  /** Identifies the cause; each cause raises one alert. */
  readonly key: string;
  readonly kind: AlertKind;
  readonly agentId?: string;
  readonly queueId?: number;
  readonly deviceId?: string;
  /** Of a help request: the call with the agent. */
  readonly callId?: number;
  /** Start time in milliseconds since 1970. */
  readonly since: number;
  /** End time; the alert stays visible for `endedVisibleMs`. */
  readonly endedAt?: number;
}

/** True for requests by an agent. */
export const isHelpRequest = ({ kind }: Alert): boolean => kind === 'emergency' || kind === 'assist';

/** An agent's request for help, active until its call ends. */
export interface HelpRequest {
  readonly kind: 'assist' | 'emergency';
  readonly callId: number;
  readonly deviceId: string;
  readonly agentId?: string;
  readonly at: number;
}

export interface AlertInput {
  readonly agents: Iterable<Agent>;
  readonly queueStatistics: Iterable<LiveQueueStatistics>;
  readonly devices: Iterable<Device>;
  readonly helpRequests: Iterable<HelpRequest>;
}

/** Returns all conditions that exceed a limit, and all help requests. */
export function findAlerts(input: AlertInput, limits: Limits, now: number): readonly Alert[] {
  const { agents, queueStatistics, devices, helpRequests } = input;
  const found: Alert[] = [];
  for (const { kind, callId, deviceId, agentId, at } of helpRequests) {
    found.push({
      key: `${kind} ${callId}`,
      kind,
      callId,
      deviceId,
      since: at,
      ...(agentId === undefined ? {} : { agentId }),
    });
  }
  for (const { queueId, longestWaitingSince: since } of queueStatistics) {
    if (since === undefined || now - since < limits.longWaitSeconds * 1000) continue;
    found.push({ key: `longWait ${queueId}`, kind: 'longWait', queueId, since });
  }
  for (const { deviceId, agentId, inService } of devices) {
    if (inService) continue;
    const about = agentId === undefined ? {} : { agentId };
    found.push({ key: `deviceDown ${deviceId}`, kind: 'deviceDown', deviceId, since: now, ...about });
  }
  for (const { agentId, state, since, role } of agents) {
    // Supervisors are normally not ready.
    if (state !== 'notReady' || role === 'supervisor') continue;
    if (now - since < limits.notReadySeconds * 1000) continue;
    found.push({ key: `notReady ${agentId}`, kind: 'notReady', agentId, since });
  }
  return found;
}

/** How long an ended alert stays visible. */
export const endedVisibleMs = 30_000;

export interface AlertState {
  /** Most severe first, then newest first. */
  readonly shown: readonly Alert[];
  /** Keys of dismissed alerts; removed when the condition ends. */
  readonly dismissed: ReadonlySet<string>;
}

export const noAlerts: AlertState = { shown: [], dismissed: new Set() };

/** Merges newly found alerts into the state: adds new ones, marks ended ones, omits dismissed ones. */
export function updateAlerts(before: AlertState, found: readonly Alert[], now: number): AlertState {
  const active = new Map(found.map((alert) => [alert.key, alert]));
  const dismissed = new Set([...before.dismissed].filter((key) => active.has(key)));
  const shown: Alert[] = [];
  for (const alert of before.shown) {
    const current = active.get(alert.key);
    if (current !== undefined && alert.endedAt === undefined) {
      // Keeps its original start time: the longest wait of a queue changes as callers leave.
      shown.push(alert);
      active.delete(alert.key);
    } else if (current === undefined && now - (alert.endedAt ?? now) < endedVisibleMs) {
      shown.push(alert.endedAt === undefined ? { ...alert, endedAt: now } : alert);
    }
  }
  for (const alert of active.values()) if (!dismissed.has(alert.key)) shown.push(alert);
  shown.sort(bySeverity);
  const same =
    shown.length === before.shown.length &&
    shown.every((alert, index) => alert === before.shown[index]) &&
    dismissed.size === before.dismissed.size;
  return same ? before : { shown, dismissed };
}

function bySeverity(one: Alert, other: Alert): number {
  const isOver = ({ endedAt }: Alert): number => (endedAt === undefined ? 0 : 1);
  return (
    isOver(one) - isOver(other) ||
    severityOrder.indexOf(one.kind) - severityOrder.indexOf(other.kind) ||
    other.since - one.since
  );
}

/** Removes an alert until its condition ends. */
export function dismiss({ shown, dismissed }: AlertState, key: string): AlertState {
  const alert = shown.find((one) => one.key === key);
  if (alert === undefined) return { shown, dismissed };
  return {
    shown: shown.filter((one) => one !== alert),
    dismissed: alert.endedAt === undefined ? new Set(dismissed).add(key) : dismissed,
  };
}
