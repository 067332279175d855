/**
 * Messages of a busy contact center: each call has its own caller, ID and data, with a few hundred agents. They contain more
 * distinct strings than any cache in the codec holds.
 */
import type { AgentStateEvent, CallDeliveredEvent } from '../../core/protocol/generated/messages.ts';

export const sampleCount = 1000;

/** A seeded random number generator. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const digits = (draw: (below: number) => number, count: number): string =>
  Array.from({ length: count }, () => draw(10)).join('');

/** 20 fixed and 12 floating fields, about 200 bytes. */
export function callDeliveredSamples(): CallDeliveredEvent[] {
  const draw = random(1);
  return Array.from({ length: sampleCount }, (_, index) => {
    const caller = `0${digits(draw, 10)}`;
    const agent = String(40_000 + draw(400));
    const trigger = String(6000 + draw(250));
    return {
      type: 'CALL_DELIVERED_EVENT',
      connectionDeviceType: 0,
      callId: 16_777_216 + index * 17,
      lineType: 3,
      applicationId: draw(200),
      csqId: draw(250),
      alertingDeviceType: 0,
      callingDeviceType: 3,
      calledDeviceType: 0,
      lastRedirectDeviceType: 2,
      localConnectionState: 2,
      eventCause: 22,
      connectionDeviceId: agent,
      alertingDeviceId: agent,
      callingDeviceId: caller,
      calledDeviceId: agent,
      lastRedirectDeviceId: String(7000 + draw(300)),
      secondaryConnectionCallId: 33_554_432 + index,
      ani: caller,
      dnis: trigger,
      dialedNumber: trigger,
      callVariable1: `customer ${digits(draw, 8)}`,
      callVariable2: `ticket-${digits(draw, 7)}`,
      callVariable3: ['English', 'Deutsch', 'Italiano'][draw(3)] as string,
    };
  });
}

/** 18 fixed fields, three strings, a list of two. */
export function agentStateSamples(): AgentStateEvent[] {
  const draw = random(2);
  return Array.from({ length: sampleCount }, () => {
    const agent = draw(400);
    return {
      type: 'AGENT_STATE_EVENT',
      csqState: 0,
      stateDuration: 0,
      csqId: draw(250),
      agentState: draw(10),
      eventReasonCode: draw(50),
      agentId: `agent${agent}`,
      agentExtension: String(40_000 + agent),
      agentInstrument: `SEP${(0xa0b0c000 + agent).toString(16).toUpperCase()}`,
      csqs: [
        { csqId: draw(250), csqState: 3 },
        { csqId: draw(250), csqState: 3 },
      ],
    };
  });
}
