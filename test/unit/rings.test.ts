import { beforeEach, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createRings } from '../../core/rings.ts';
import type { SessionState } from '../../core/session/session-state.ts';
import { type ClientState, createClientState } from '../../core/state.ts';
import { createLiveValue, type WritableLiveValue } from '../../core/store/live-value.ts';
import { FakeClock } from './fake-clock.ts';

const endpoint = { host: 'ccx', port: 42_027 };
const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };
const ready: SessionState = { name: 'ready', reachable: true, endpoint, grant };
const synchronizing: SessionState = {
  name: 'synchronizing',
  reachable: true,
  endpoint,
  grant,
  online: true,
  progress: { done: 0, total: 0 },
};

let state: ClientState;
let session: WritableLiveValue<SessionState>;
let rings: string[];

beforeEach(() => {
  state = createClientState({ clock: new FakeClock(), keepEndedMs: 1000, savedConfiguration: undefined });
  session = createLiveValue<SessionState>(ready);
  rings = [];
});

const listen = () =>
  createRings(state, session).subscribe(({ call, deviceId, agent }) =>
    rings.push(`${call.callId} ${deviceId} ${agent?.agentId}`),
  );
const line = {
  connectionDeviceType: 0,
  lineType: 3,
  applicationId: 1,
  csqId: 1,
  callingDeviceType: 0,
  calledDeviceType: 74,
  lastRedirectDeviceType: 0xffff,
  eventCause: 0xffff,
};
const delivered = (callId: number, device: string): CtiMessage => ({
  ...line,
  type: 'CALL_DELIVERED_EVENT',
  callId,
  connectionDeviceId: device,
  alertingDeviceType: 76,
  localConnectionState: 2,
  alertingDeviceId: device,
});
const established = (callId: number, device: string): CtiMessage => ({
  ...line,
  type: 'CALL_ESTABLISHED_EVENT',
  callId,
  connectionDeviceId: device,
  answeringDeviceType: 76,
  localConnectionState: 3,
  answeringDeviceId: device,
});
const agentAt = (agentId: string, agentExtension: string): CtiMessage => ({
  type: 'AGENT_STATE_EVENT',
  csqState: 0,
  stateDuration: 0,
  csqId: 0xffffffff,
  agentState: 3,
  eventReasonCode: 0,
  agentId,
  agentExtension,
});
/** Applies events as one batch. */
function apply(...events: CtiMessage[]): void {
  for (const event of events) state.apply(event);
  state.flush();
}

it('are emitted once with the agent at the device, also when the answer comes in the same batch', () => {
  listen();
  apply(agentAt('jdoe', '2001'), delivered(1, '2001'), delivered(1, '2001'), established(1, '2001'));
  apply(delivered(2, '6001'));
  expect(rings).toEqual(['1 2001 jdoe', '2 6001 undefined']);
});

it('are emitted again when the device rings again', () => {
  listen();
  apply(delivered(1, '2001'), established(1, '2001'), delivered(1, '2001'));
  expect(rings).toEqual(['1 2001 undefined', '1 2001 undefined']);
});

it('that are in progress are emitted on subscription', () => {
  apply(delivered(1, '2001'), delivered(2, '2002'), established(2, '2002'));
  listen();
  expect(rings).toEqual(['1 2001 undefined']);
});

it('wait until the session is ready, and are not repeated after a resync', () => {
  session.set(synchronizing);
  listen();
  apply(delivered(1, '2001'));
  expect(rings).toEqual([]);
  session.set(ready);
  session.set(synchronizing);
  session.set(ready);
  expect(rings).toEqual(['1 2001 undefined']);
});

it('complete with the client, and stop when unsubscribed', () => {
  let completed = false;
  createRings(state, session).subscribe({ complete: () => (completed = true) });
  listen().unsubscribe();
  apply(delivered(1, '2001'));
  state.complete();
  expect(rings).toEqual([]);
  expect(completed).toBe(true);
});
