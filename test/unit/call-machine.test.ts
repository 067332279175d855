/** All transitions of the call's state machine, and the message flows of the guide. */
import { describe, expect, it } from 'vitest';
import type { CallStateName } from '../../core/calls/call.ts';
import {
  callLogic,
  callStateAllows,
  callStateTable,
  initialCallState,
  nextCallState,
} from '../../core/calls/call-machine.ts';
import { allTransitions } from './machine-graph.ts';

const callStates = [
  'initiated',
  'queued',
  'alerting',
  'connected',
  'held',
  'failed',
  'cleared',
  'ended',
] as const;

const callLifecycleEvents = [
  'CALL_SERVICE_INITIATED_EVENT',
  'CALL_ORIGINATED_EVENT',
  'CALL_QUEUED_EVENT',
  'CALL_DELIVERED_EVENT',
  'CALL_ESTABLISHED_EVENT',
  'CALL_HELD_EVENT',
  'CALL_RETRIEVED_EVENT',
  'CALL_CONFERENCED_EVENT',
  'CALL_TRANSFERRED_EVENT',
  'CALL_FAILED_EVENT',
  'CALL_CLEARED_EVENT',
  'CALL_DATA_UPDATE_EVENT',
  'END_CALL_EVENT',
] as const;

const paths = allTransitions(
  callLogic,
  undefined,
  callLifecycleEvents.map((type) => ({ type })),
);

/** States after each message, and the messages that the machine reports as unexpected. */
function follow(messages: readonly string[]): { states: CallStateName[]; unexpected: string[] } {
  const states: CallStateName[] = [initialCallState];
  const unexpected: string[] = [];
  for (const message of messages) {
    const state = states.at(-1) ?? initialCallState;
    const next = nextCallState(state, message);
    if (next?.isUnexpected) unexpected.push(`${message} in ${state}`);
    states.push(next?.state ?? state);
  }
  return { states: states.slice(1), unexpected };
}

/** Guide: Call Event message flows; after the cut of a page its text. Messages of one CallID, as a bridge client gets them. */
const flows: readonly (readonly [title: string, flow: readonly (readonly [string, CallStateName])[]])[] = [
  [
    'queued and answered call',
    [
      ['BEGIN_CALL_EVENT', 'initiated'],
      ['CALL_SERVICE_INITIATED_EVENT', 'initiated'],
      ['CALL_ORIGINATED_EVENT', 'initiated'],
      ['CALL_DELIVERED_EVENT', 'alerting'],
      ['CALL_ESTABLISHED_EVENT', 'connected'],
      ['CALL_QUEUED_EVENT', 'queued'],
      ['CALL_DIVERTED_EVENT', 'queued'],
      ['CALL_DELIVERED_EVENT', 'alerting'],
      ['CALL_ESTABLISHED_EVENT', 'connected'],
      ['CALL_CONNECTION_CLEARED_EVENT', 'connected'],
      ['CALL_CLEARED_EVENT', 'cleared'],
      ['CALL_DATA_UPDATE_EVENT', 'cleared'],
      ['END_CALL_EVENT', 'ended'],
      ['END_CALL_EVENT', 'ended'],
    ],
  ],
  [
    'customer call of a consult transfer',
    [
      ['CALL_DELIVERED_EVENT', 'alerting'],
      ['CALL_ESTABLISHED_EVENT', 'connected'],
      ['CALL_HELD_EVENT', 'held'],
      ['CALL_TRANSFERRED_EVENT', 'connected'],
      ['CALL_CLEARED_EVENT', 'cleared'],
      ['END_CALL_EVENT', 'ended'],
    ],
  ],
  [
    'consult call',
    [
      ['BEGIN_CALL_EVENT', 'initiated'],
      ['CALL_SERVICE_INITIATED_EVENT', 'initiated'],
      ['CALL_ORIGINATED_EVENT', 'initiated'],
      ['CALL_DELIVERED_EVENT', 'alerting'],
      ['END_CALL_EVENT', 'ended'],
    ],
  ],
  [
    'conference, blind: the added phone rings during the merge',
    [
      ['CALL_ESTABLISHED_EVENT', 'connected'],
      ['CALL_HELD_EVENT', 'held'],
      ['CALL_DATA_UPDATE_EVENT', 'held'],
      ['CALL_CONFERENCED_EVENT', 'connected'],
      ['CALL_ESTABLISHED_EVENT', 'connected'],
      ['CALL_CLEARED_EVENT', 'cleared'],
    ],
  ],
  [
    'outbound reservation',
    [
      ['BEGIN_CALL_EVENT', 'initiated'],
      ['CALL_DELIVERED_EVENT', 'alerting'],
      ['CALL_DATA_UPDATE_EVENT', 'alerting'],
      ['CALL_CONNECTION_CLEARED_EVENT', 'alerting'],
      ['END_CALL_EVENT', 'ended'],
    ],
  ],
  [
    'outgoing call to a busy number',
    [
      ['CALL_SERVICE_INITIATED_EVENT', 'initiated'],
      ['CALL_ORIGINATED_EVENT', 'initiated'],
      ['CALL_FAILED_EVENT', 'failed'],
      ['CALL_CLEARED_EVENT', 'cleared'],
    ],
  ],
];

/** Every unexpected event, by state: what stays and what the call follows. */
const late = callLifecycleEvents.filter(
  (event) => event !== 'END_CALL_EVENT' && event !== 'CALL_DATA_UPDATE_EVENT',
);
const lateInitiation = ['CALL_SERVICE_INITIATED_EVENT', 'CALL_ORIGINATED_EVENT'];
const unexpectedIn: Readonly<Record<CallStateName, readonly string[]>> = {
  initiated: ['CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT'],
  queued: [...lateInitiation, 'CALL_ESTABLISHED_EVENT'],
  alerting: lateInitiation,
  connected: lateInitiation,
  held: lateInitiation,
  failed: [
    ...lateInitiation,
    'CALL_ESTABLISHED_EVENT',
    'CALL_HELD_EVENT',
    'CALL_RETRIEVED_EVENT',
    'CALL_CONFERENCED_EVENT',
    'CALL_TRANSFERRED_EVENT',
  ],
  cleared: late,
  ended: [...late, 'CALL_DATA_UPDATE_EVENT'],
};

describe('the call machine', () => {
  it.each(flows)('follows the flow of the guide: %s', (_, flow) => {
    expect(follow(flow.map(([message]) => message))).toEqual({
      states: flow.map(([, state]) => state),
      unexpected: [],
    });
  });

  it('has a row for each state and an entry for each event', () => {
    expect([...callStateTable().keys()]).toEqual(callStates);
    for (const { transitions } of callStateTable().values())
      expect(new Set(transitions.keys())).toEqual(new Set(callLifecycleEvents));
  });

  it('reaches every state by a path of the graph', () => {
    expect(new Set([initialCallState, ...paths.map(({ state }) => state.value)])).toEqual(
      new Set(callStates),
    );
  });

  it.each(paths)('has the same state in the table: $title', ({ events, state }) => {
    expect(follow(events.map(({ type }) => type)).states.at(-1)).toBe(state.value);
  });

  it.each(callStates)('reports the events that the protocol does not allow in %s', (state) => {
    const reported = callLifecycleEvents.filter((event) => nextCallState(state, event)?.isUnexpected);
    expect(new Set(reported)).toEqual(new Set(unexpectedIn[state]));
  });

  it.each(callStates)('never returns from an end, and reaches one from %s', (state) => {
    const next = (event: string) => nextCallState(state, event)?.state;
    expect(next('END_CALL_EVENT')).toBe('ended');
    if (state === 'ended') for (const event of callLifecycleEvents) expect(next(event)).toBe('ended');
    if (state === 'cleared') for (const event of late) expect(next(event)).toBe('cleared');
  });

  it('allows control before the call is cleared, and call data until it has ended', () => {
    const allowed = (tag: 'control' | 'data') => callStates.filter((state) => callStateAllows(state, tag));
    expect(allowed('control')).toEqual(['initiated', 'queued', 'alerting', 'connected', 'held', 'failed']);
    expect(allowed('data')).toEqual([...allowed('control'), 'cleared']);
  });
});
