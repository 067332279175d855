/**
 * Codes of the team messages.
 * @module
 */

import { type Codes, codes, type MaskCodes, maskCodes } from './lookup.ts';

/** What TEAM_CONFIG_REQ asks for (guide: TEAM_CONFIG_REQ). */
export const TeamConfigParam = {
  Initial: 1,
  UpdatesOnly: 2,
} as const;

/** One value of {@link TeamConfigParam} (guide: TEAM_CONFIG_REQ). */
export type TeamConfigParam = (typeof TeamConfigParam)[keyof typeof TeamConfigParam];

/** Names and sentences of {@link TeamConfigParam} (guide: TEAM_CONFIG_REQ). */
export const teamConfigParamCodes: Codes = /* @__PURE__ */ codes(
  TeamConfigParam,
  {
    Initial: 'The client asks for all teams and then for the changes.',
    UpdatesOnly: 'The client asks for changes to teams only.',
  },
  'team request',
);

/** How a request for teams went (guide: TEAM_CONFIG_CONF). */
export const TeamConfigStatus = {
  Success: 0,
  InternalError: 1,
} as const;

/** One value of {@link TeamConfigStatus} (guide: TEAM_CONFIG_CONF). */
export type TeamConfigStatus = (typeof TeamConfigStatus)[keyof typeof TeamConfigStatus];

/** Names and sentences of {@link TeamConfigStatus} (guide: TEAM_CONFIG_CONF). */
export const teamConfigStatusCodes: Codes = /* @__PURE__ */ codes(
  TeamConfigStatus,
  {
    Success: 'All teams were sent.',
    InternalError: 'The teams could not be sent because of an error inside the server.',
  },
  'team configuration status',
);

/** What happened to a team (guide: TEAM_CONFIG_EVENT). */
export const TeamConfigOperation = {
  AddTeam: 1,
  RemoveTeam: 2, // comes without a list of members
  ChangeTeam: 3,
} as const;

/** One value of {@link TeamConfigOperation} (guide: TEAM_CONFIG_EVENT). */
export type TeamConfigOperation = (typeof TeamConfigOperation)[keyof typeof TeamConfigOperation];

/** Names and sentences of {@link TeamConfigOperation} (guide: TEAM_CONFIG_EVENT). */
export const teamConfigOperationCodes: Codes = /* @__PURE__ */ codes(
  TeamConfigOperation,
  {
    AddTeam: 'The team was added.',
    RemoveTeam: 'The team was removed, with all that is known of it.',
    ChangeTeam: 'The name, the members or the supervisors of the team changed.',
  },
  'team operation',
);

/**
 * What a member is in a team (guide: TEAM_CONFIG_EVENT).
 *
 * No bit set means a regular agent.
 */
export const TeamAgentFlags = {
  RegularAgent: 0x0,
  PrimarySupervisor: 0x1,
  TemporaryAgent: 0x2,
  Supervisor: 0x4,
} as const;

/** One value of {@link TeamAgentFlags} (guide: TEAM_CONFIG_EVENT). */
export type TeamAgentFlags = (typeof TeamAgentFlags)[keyof typeof TeamAgentFlags];

/** Names and sentences of {@link TeamAgentFlags} (guide: TEAM_CONFIG_EVENT). */
export const teamAgentFlagsCodes: MaskCodes = /* @__PURE__ */ maskCodes(
  TeamAgentFlags,
  {
    RegularAgent: 'The member is a regular agent of the team.',
    PrimarySupervisor: 'The member is the primary supervisor of the team.',
    TemporaryAgent: 'The member belongs to the team for a time only.',
    Supervisor: 'The member is a supervisor.',
  },
  'team member bit',
);

/** What kind of member a team record names (guide: TEAM_CONFIG_EVENT). */
export const TeamMemberType = {
  AgentOrSupervisor: 1,
  CSQ: 2, // AgentID then holds the CSQ id as text
} as const;

/** One value of {@link TeamMemberType} (guide: TEAM_CONFIG_EVENT). */
export type TeamMemberType = (typeof TeamMemberType)[keyof typeof TeamMemberType];

/** Names and sentences of {@link TeamMemberType} (guide: TEAM_CONFIG_EVENT). */
export const teamMemberTypeCodes: Codes = /* @__PURE__ */ codes(
  TeamMemberType,
  {
    AgentOrSupervisor: 'The member is an agent or a supervisor.',
    CSQ: 'The member is a contact service queue.',
  },
  'member type',
);

/** What happened to a member of a team (guide: TEAM_CONFIG_EVENT). */
export const TeamRecordType = {
  Add: 0,
  Delete: 2,
} as const;

/** One value of {@link TeamRecordType} (guide: TEAM_CONFIG_EVENT). */
export type TeamRecordType = (typeof TeamRecordType)[keyof typeof TeamRecordType];

/** Names and sentences of {@link TeamRecordType} (guide: TEAM_CONFIG_EVENT). */
export const teamRecordTypeCodes: Codes = /* @__PURE__ */ codes(
  TeamRecordType,
  {
    Add: 'The member was added to the team.',
    Delete: 'The member was taken out of the team.',
  },
  'team record type',
);
