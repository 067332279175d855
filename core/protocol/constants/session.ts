/**
 * Codes of the session itself: what the system reports about its own state, and the numbers that stand for
 * none.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/** What a SYSTEM_EVENT is about (guide: SystemEventID values). */
export const SystemEventID = {
  SYS_CCX_ONLINE: 3,
  SYS_CCX_OFFLINE: 4,
  SYS_INSTRUMENT_OUT_OF_SERVICE: 10,
  SYS_INSTRUMENT_BACK_IN_SERVICE: 11,
} as const;

/** One value of {@link SystemEventID} (guide: SystemEventID values). */
export type SystemEventID = (typeof SystemEventID)[keyof typeof SystemEventID];

/** Names and sentences of {@link SystemEventID} (guide: SystemEventID values). */
export const systemEventIdCodes: Codes = /* @__PURE__ */ codes(
  SystemEventID,
  {
    SYS_CCX_ONLINE: 'The contact center server came online.',
    SYS_CCX_OFFLINE: 'The contact center server went offline.',
    SYS_INSTRUMENT_OUT_OF_SERVICE: "An agent's phone or another device went out of service.",
    SYS_INSTRUMENT_BACK_IN_SERVICE: "An agent's phone or another device is back in service.",
  },
  'system event',
);

/**
 * The state of the contact center server in a SYSTEM_EVENT (guide: Unified CCX status values).
 *
 * The guide heads the column `mask value`, yet the values overlap (0x300 is 0x100 and 0x200): compare for
 * equality. Its SYSTEM_EVENT page says that any number but 0 means trouble, which CCX_IN_SERVICE contradicts.
 */
export const CCXStatus = {
  CCX_INITIALIZING: 0x100,
  CCX_SHUTTING_DOWN: 0x200,
  CCX_SHUTDOWN: 0x300,
  CCX_IN_SERVICE: 0x400,
  CCX_PARTIAL_SERVICE: 0x500,
  CCX_OUT_OF_SERVICE: 0x600,
} as const;

/** One value of {@link CCXStatus} (guide: Unified CCX status values). */
export type CCXStatus = (typeof CCXStatus)[keyof typeof CCXStatus];

/** Names and sentences of {@link CCXStatus} (guide: Unified CCX status values). */
export const ccxStatusCodes: Codes = /* @__PURE__ */ codes(
  CCXStatus,
  {
    CCX_INITIALIZING: 'The contact center server is starting up.',
    CCX_SHUTTING_DOWN: 'The contact center server is shutting down.',
    CCX_SHUTDOWN: 'The contact center server is shut down.',
    CCX_IN_SERVICE: 'The contact center server is in service.',
    CCX_PARTIAL_SERVICE: 'Only a part of the contact center server is in service.',
    CCX_OUT_OF_SERVICE: 'The contact center server failed to start and is out of service.',
  },
  'server status',
);

/**
 * Limits, and the numbers that stand for none (guide: special values).
 *
 * NULL_CALL_ID, NULL_APPLICATION and NULL_CSQ share one number; its lookup answers for the first of them.
 */
export const SpecialValues = {
  MAX_NUM_DEVICES: 16,
  MAX_CSQ_COUNT: 99,
  MAX_AGENTS: 64,
  NULL_CALL_ID: 0xffffffff,
  NULL_APPLICATION: 0xffffffff,
  NULL_CSQ: 0xffffffff,
  NULL_LINEHANDLE: 0xffff,
} as const;

/** One value of {@link SpecialValues} (guide: special values). */
export type SpecialValues = (typeof SpecialValues)[keyof typeof SpecialValues];

/** Names and sentences of {@link SpecialValues} (guide: special values). */
export const specialValuesCodes: Codes = /* @__PURE__ */ codes(
  SpecialValues,
  {
    MAX_NUM_DEVICES: 'A list of the devices of a call holds at most 16 devices.',
    MAX_CSQ_COUNT: 'An agent state event holds at most 99 contact service queues.',
    MAX_AGENTS: 'A team message holds at most 64 members.',
    NULL_CALL_ID: 'There is none: no call, no application or no contact service queue.',
    NULL_APPLICATION: 'There is no application.',
    NULL_CSQ: 'There is no contact service queue.',
    NULL_LINEHANDLE: 'There is no line handle.',
  },
  'special value',
);

/**
 * Whether OPEN_CONF grants control of more than one line of an agent, from version 14 on (guide: OPEN_CONF;
 * meaning from GED-188, session management).
 */
export const MultilineAgentControl = {
  SingleLine: 0, // inferred
  Multiline: 1, // inferred
} as const;

/**
 * One value of {@link MultilineAgentControl} (guide: OPEN_CONF; meaning from GED-188, session management).
 */
export type MultilineAgentControl = (typeof MultilineAgentControl)[keyof typeof MultilineAgentControl];

/**
 * Names and sentences of {@link MultilineAgentControl} (guide: OPEN_CONF; meaning from
 * GED-188, session management).
 */
export const multilineAgentControlCodes: Codes = /* @__PURE__ */ codes(
  MultilineAgentControl,
  {
    SingleLine: "Only the contact center line of an agent's phone is controlled.",
    Multiline: "All lines of an agent's phone are controlled.",
  },
  'multiline setting',
);

/**
 * The switch type behind the constant 21 in the reserved word of every call event and of AGENT_STATE_EVENT
 * (GED-188: constants and status codes; not in the guide).
 */
export const PeripheralType = {
  PT_ACMI_CRS: 21, // inferred
} as const;

/** One value of {@link PeripheralType} (GED-188: constants and status codes; not in the guide). */
export type PeripheralType = (typeof PeripheralType)[keyof typeof PeripheralType];

/**
 * Names and sentences of {@link PeripheralType} (GED-188: constants and status codes; not in
 * the guide).
 */
export const peripheralTypeCodes: Codes = /* @__PURE__ */ codes(
  PeripheralType,
  {
    PT_ACMI_CRS: 'The switch is a Unified Contact Center Express system.',
  },
  'peripheral type',
);
