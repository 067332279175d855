/**
 * `rxcti/server`: the server side of a CTI session, for the simulator and the relay.
 * @module
 */
export type { MachineLogic } from '../machine-logic.ts';
export { namedFieldLimits } from '../protocol/data-types.ts';
export { encodeUtf8 } from '../protocol/strings.ts';
export { grantedKinds, hasServices, wantsConfiguration } from './event-masks.ts';
export { type ClientMode, type Grant, type Granted, modeOf } from './grant.ts';
export type { VersionRange } from './open-request.ts';
export type { Refusal } from './refusal.ts';
export { createSharedFrame, type SharedFrame } from './server-codec.ts';
export type {
  ClientRequest,
  ControlFailure,
  HeartbeatAnswer,
  ProtocolViolation,
  ServerHost,
  ServerSession,
  ServerSessionEnd,
} from './server-host.ts';
export { createServerSession } from './server-session.ts';
export { wrapLink } from './wrap-link.ts';
