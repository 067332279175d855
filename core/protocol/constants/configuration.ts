/**
 * Codes of the configuration messages: agents, contact service queues (CSQs), applications, devices,
 * terminals.
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/** Type of a block of configuration records (guide: CONFIG_BEGIN_EVENT). */
export const ConfigType = {
  Initial: 1,
  Update: 2,
} as const;

/** One value of {@link ConfigType} (guide: CONFIG_BEGIN_EVENT). */
export type ConfigType = (typeof ConfigType)[keyof typeof ConfigType];

/** Names and sentences of {@link ConfigType} (guide: CONFIG_BEGIN_EVENT). */
export const configTypeCodes: Codes = /* @__PURE__ */ codes(
  ConfigType,
  {
    Initial: 'The records are the initial configuration and replace all earlier records.',
    Update: 'The records are changes to the configuration.',
  },
  'configuration type',
);

/**
 * Result of a request for configuration keys (CONFIG_KEY_EVENT) (guide: CONFIG_KEY_EVENT).
 *
 * CONFIG_UNKNOWN_DATA is 3 here and 2 in {@link ConfigEndStatus}.
 */
export const ConfigKeyStatus = {
  CONFIG_SUCCESS: 0,
  CONFIG_SERVICE_PROVIDER: 1,
  CONFIG_NO_KEY_SUPPORT: 2,
  CONFIG_UNKNOWN_DATA: 3,
} as const;

/** One value of {@link ConfigKeyStatus} (guide: CONFIG_KEY_EVENT). */
export type ConfigKeyStatus = (typeof ConfigKeyStatus)[keyof typeof ConfigKeyStatus];

/** Names and sentences of {@link ConfigKeyStatus} (guide: CONFIG_KEY_EVENT). */
export const configKeyStatusCodes: Codes = /* @__PURE__ */ codes(
  ConfigKeyStatus,
  {
    CONFIG_SUCCESS: 'The configuration keys were sent.',
    CONFIG_SERVICE_PROVIDER:
      'Nothing was sent because the session was opened without the configuration service.',
    CONFIG_NO_KEY_SUPPORT: 'The configuration keys are unavailable because of an error inside the server.',
    CONFIG_UNKNOWN_DATA: 'The request carried a reserved field with a wrong value.',
  },
  'configuration key status',
);

/**
 * End of a block of configuration records (CONFIG_END_EVENT) (guide: CONFIG_END_EVENT).
 *
 * CONFIG_UNKNOWN_DATA is 2 here and 3 in {@link ConfigKeyStatus}.
 */
export const ConfigEndStatus = {
  CONFIG_SUCCESS: 0,
  CONFIG_SERVICE_PROVIDER: 1,
  CONFIG_UNKNOWN_DATA: 2,
  CONFIG_ERROR: 3,
  CONFIG_EMPTY: 4,
  CONFIG_PARTIAL: 5,
} as const;

/** One value of {@link ConfigEndStatus} (guide: CONFIG_END_EVENT). */
export type ConfigEndStatus = (typeof ConfigEndStatus)[keyof typeof ConfigEndStatus];

/** Names and sentences of {@link ConfigEndStatus} (guide: CONFIG_END_EVENT). */
export const configEndStatusCodes: Codes = /* @__PURE__ */ codes(
  ConfigEndStatus,
  {
    CONFIG_SUCCESS: 'All configuration records were sent.',
    CONFIG_SERVICE_PROVIDER:
      'Nothing was sent because the session was opened without the configuration service.',
    CONFIG_UNKNOWN_DATA: 'The request carried a reserved field with a wrong value.',
    CONFIG_ERROR: 'An error occurred: the records sent are invalid or incomplete.',
    CONFIG_EMPTY: 'Nothing of this kind is configured.',
    CONFIG_PARTIAL: 'Only a part of the configuration was sent.',
  },
  'configuration end status',
);

/**
 * Change of the object of a configuration record (guide: CONFIG_AGENT_EVENT, CONFIG_CSQ_EVENT,
 * CONFIG_DEVICE_EVENT, CONFIG_APPLICATION_EVENT).
 */
export const RecordType = {
  Add: 0,
  Change: 1,
  Delete: 2,
} as const;

/**
 * One value of {@link RecordType} (guide: CONFIG_AGENT_EVENT, CONFIG_CSQ_EVENT, CONFIG_DEVICE_EVENT,
 * CONFIG_APPLICATION_EVENT).
 */
export type RecordType = (typeof RecordType)[keyof typeof RecordType];

/**
 * Names and sentences of {@link RecordType} (guide: CONFIG_AGENT_EVENT, CONFIG_CSQ_EVENT,
 * CONFIG_DEVICE_EVENT, CONFIG_APPLICATION_EVENT).
 */
export const recordTypeCodes: Codes = /* @__PURE__ */ codes(
  RecordType,
  {
    Add: 'The record was added.',
    Change: 'The record was changed.',
    Delete: 'The record was deleted.',
  },
  'record type',
);

/**
 * Change of the terminal of a configuration record, since version 18 (guide: CONFIG_TERMINAL_EVENT).
 */
export const TerminalRecordType = {
  Add: 0,
  Delete: 2,
} as const;

/** One value of {@link TerminalRecordType} (guide: CONFIG_TERMINAL_EVENT). */
export type TerminalRecordType = (typeof TerminalRecordType)[keyof typeof TerminalRecordType];

/** Names and sentences of {@link TerminalRecordType} (guide: CONFIG_TERMINAL_EVENT). */
export const terminalRecordTypeCodes: Codes = /* @__PURE__ */ codes(
  TerminalRecordType,
  {
    Add: 'The terminal was added.',
    Delete: 'The terminal was deleted.',
  },
  'terminal record type',
);

/** Whether a configured agent is a supervisor (guide: CONFIG_AGENT_EVENT). */
export const AgentType = {
  Agent: 1,
  Supervisor: 2,
} as const;

/** One value of {@link AgentType} (guide: CONFIG_AGENT_EVENT). */
export type AgentType = (typeof AgentType)[keyof typeof AgentType];

/** Names and sentences of {@link AgentType} (guide: CONFIG_AGENT_EVENT). */
export const agentTypeCodes: Codes = /* @__PURE__ */ codes(
  AgentType,
  {
    Agent: 'The person is an agent.',
    Supervisor: 'The person is a supervisor.',
  },
  'agent type',
);

/**
 * The DeviceType of CONFIG_DEVICE_EVENT, which is not the DeviceType of the call events (guide:
 * CONFIG_DEVICE_EVENT).
 *
 * The class says what DeviceField0 to DeviceField2 and MaxQueued hold: for agents the internal record id,
 * nothing, the login id and nothing; for route points the call control group id, the application id, the
 * route point and its session limit; for CTI ports the call control group id, nothing, the port id and
 * nothing; for call control groups their id, nothing, nothing and the number of CTI ports.
 *
 * The page's own example contradicts that table: it has the AgentID in DeviceField0 and, for route points,
 * the CallControlGroupID in DeviceField1.
 */
export const ConfigDeviceClass = {
  Agent: 3,
  RoutePoint: 5,
  CTIPort: 6,
  CallControlGroup: 7,
} as const;

/** One value of {@link ConfigDeviceClass} (guide: CONFIG_DEVICE_EVENT). */
export type ConfigDeviceClass = (typeof ConfigDeviceClass)[keyof typeof ConfigDeviceClass];

/** Names and sentences of {@link ConfigDeviceClass} (guide: CONFIG_DEVICE_EVENT). */
export const configDeviceClassCodes: Codes = /* @__PURE__ */ codes(
  ConfigDeviceClass,
  {
    Agent: "The device is an agent's extension.",
    RoutePoint: 'The device is a route point, the number that callers dial.',
    CTIPort: 'The device is a CTI port.',
    CallControlGroup: 'The device is a group of CTI ports.',
  },
  'device class',
);

/** The kind of contacts a queue takes, since version 11 (guide: CONFIG_CSQ_EVENT). */
export const MRDomainID = {
  Voice: 0,
  Email: 1, // only from UCCX 7.0(1) on
} as const;

/** One value of {@link MRDomainID} (guide: CONFIG_CSQ_EVENT). */
export type MRDomainID = (typeof MRDomainID)[keyof typeof MRDomainID];

/** Names and sentences of {@link MRDomainID} (guide: CONFIG_CSQ_EVENT). */
export const mrDomainIdCodes: Codes = /* @__PURE__ */ codes(
  MRDomainID,
  {
    Voice: 'The queue takes voice calls.',
    Email: 'The queue takes e-mails.',
  },
  'media routing domain',
);
