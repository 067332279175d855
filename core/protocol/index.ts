/**
 * `rxcti/protocol`: the codec and framer, the message types and the constants of the protocol, without sessions.
 * @module
 */
export { type Codec, type CodecOptions, createCodec } from './codec.ts';
export * from './constants/agent-reasons.ts';
export * from './constants/agents.ts';
export * from './constants/calls.ts';
export * from './constants/configuration.ts';
export * from './constants/devices.ts';
export * from './constants/failures.ts';
export type { Codes, MaskCodes } from './constants/lookup.ts';
export * from './constants/media.ts';
export * from './constants/outbound.ts';
export * from './constants/service-masks.ts';
export * from './constants/session.ts';
export * from './constants/tags.ts';
export * from './constants/teams.ts';
export type {
  DataType,
  FieldError,
  NamedArrayElement,
  NamedVariable,
  NumberType,
  UnknownField,
} from './data-types.ts';
export { createFramer, type Framer, type FramerOptions } from './framer.ts';
export * from './generated/messages.ts';
export { messageDefinitions } from './messages/all.ts';
export type { FixedField, FloatingField, FloatingPart, Group, MessageDefinition } from './schema.ts';
export { createTextCodec, defaultEncoding, type TextCodec, toHex } from './strings.ts';
export {
  defaultVersion,
  highestVersion,
  lengthBytesOf,
  lowestVersion,
  type ProtocolVersion,
} from './versions.ts';
