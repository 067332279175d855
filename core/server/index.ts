/**
 * `rxcti/server`: the server side of a CTI session. The simulator and the relay stand on it.
 * @module
 */
export { namedFieldLimits } from '../protocol/data-types.ts';
export { encodeUtf8 } from '../protocol/strings.ts';
export { type ClientMode, type Grant, type Granted, modeOf, type Refusal } from './grant.ts';
export type {
  Breach,
  ClientRequest,
  ControlFailure,
  HeartbeatAnswer,
  ServingEnd,
  ServingHost,
  ServingSession,
} from './host.ts';
export { has, offeredKinds, wantsConfiguration } from './masks.ts';
export type { ServedVersions } from './open-check.ts';
export { createServingSession } from './session.ts';
export { createSharedFrame, type SharedFrame } from './shared-frame.ts';
