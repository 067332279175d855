/** Colors of agent, call and connection states. */
import type { AgentStateName, CallStateName, ConnectionStateName } from 'rxcti';

export type Tone = 'ready' | 'busy' | 'away' | 'work' | 'ringing' | 'danger' | 'off';

export const agentTones: Readonly<Record<AgentStateName, Tone>> = {
  ready: 'ready',
  notReady: 'away',
  talking: 'busy',
  reserved: 'ringing',
  work: 'work',
  workReady: 'work',
  busyOther: 'busy',
  active: 'busy',
  paused: 'away',
  loggedOut: 'off',
  unknown: 'off',
};

export const callTones: Readonly<Record<CallStateName | ConnectionStateName, Tone>> = {
  initiated: 'busy',
  alerting: 'ringing',
  queued: 'away',
  connected: 'ready',
  held: 'away',
  failed: 'danger',
  cleared: 'off',
  ended: 'off',
  null: 'off',
  unknown: 'off',
};
