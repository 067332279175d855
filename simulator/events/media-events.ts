/**
 * Builders of RTP events: one for each direction.
 * Guide: RTP_STARTED_EVENT, RTP_STOPPED_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  AudioCodec,
  ConnectionDeviceType,
  RTPDirection,
  RTPType,
  type RtpStoppedEvent,
} from 'rxcti/protocol';
import type { Agent } from '../model/entities.ts';

const directions = [RTPDirection.Input, RTPDirection.Output];

/** The far end of every stream: a gateway in a documentation network (RFC 5737). */
const gateway = { address: '192.0.2.1', firstPort: 16_384 };

/** RTP_STARTED_EVENT for both directions. */
export function rtpStartedEvents(agent: Agent, callId: number): readonly CtiMessage[] {
  return directions.map((direction) => ({
    ...streamOf(agent, callId, direction),
    type: 'RTP_STARTED_EVENT',
    rtpType: RTPType.audio,
    bitRate: 0,
    echoCancellation: 0,
    packetSize: 20,
    payloadType: AudioCodec.G711ULAW64K,
  }));
}

/** RTP_STOPPED_EVENT for both directions. */
export function rtpStoppedEvents(agent: Agent, callId: number): readonly CtiMessage[] {
  return directions.map((direction) => ({
    ...streamOf(agent, callId, direction),
    type: 'RTP_STOPPED_EVENT',
  }));
}

function streamOf(
  { config }: Agent,
  callId: number,
  direction: number,
): Omit<RtpStoppedEvent, 'type' | 'unknownFields'> {
  const { agentId, extension, recordId } = config;
  return {
    clientPort: 24_576 + 2 * (recordId % 4096),
    direction,
    connectionDeviceType: ConnectionDeviceType.CONNECTION_ID_STATIC,
    callId,
    connectionDeviceId: extension,
    clientAddress: `198.51.${100 + ((recordId >> 8) % 100)}.${recordId & 0xff}`,
    agentExtension: extension,
    agentInstrument: extension,
    sendingAddress: gateway.address,
    sendingPort: gateway.firstPort + 2 * (callId & 0x1fff),
    agentId,
  };
}
