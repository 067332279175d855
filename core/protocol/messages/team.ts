/**
 * Agent teams.
 * Guide: Share agent team configuration data.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const teamMessages: readonly MessageDefinition[] = [
  // UNSPEC of 8 zero bytes in a fixed part, although the data type page says UNSPEC is for floating parts
  // only. The GED-188 v15 manual printed 236-238 for the three team messages; later GED-188 lists say
  // 242-244 and 236-238 are configuration events.
  defineMessage('TEAM_CONFIG_REQ', 242, {
    from: 'client',
    confirm: 'TEAM_CONFIG_CONF',
    typeInferred: true,
    summary: 'Ask for agent team data, or for updates only.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'ConfigParam', key: 'configParam', type: 'USHORT', enum: 'TeamConfigParam' },
      { name: 'reserved', type: 'UNSPEC', bytes: 8, value: 0 },
    ],
    floating: [],
  }),
  // With Operation 2 (remove) there is no member list; the client drops all it knows of the team.
  defineMessage('TEAM_CONFIG_EVENT', 243, {
    from: 'server',
    typeInferred: true,
    summary: 'One team (or a part of one) was added, removed or changed.',
    fixed: [
      { name: 'TeamID', key: 'teamId', type: 'UINT' },
      { name: 'NumRecords', key: 'numRecords', type: 'USHORT' },
      { name: 'Operation', key: 'operation', type: 'USHORT', enum: 'TeamConfigOperation' },
      { name: 'reserved', type: 'UNSPEC', bytes: 8, value: 0 },
    ],
    floating: [
      { name: 'TeamName', key: 'teamName', type: 'STRING', tag: 204, max: 50, required: true, about: 'must be the first floating field' },
      {
        group: 'members',
        count: 'numRecords',
        fields: [
          { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, about: 'agent or supervisor id, or the CSQ id when MemberType is 2' },
          { name: 'AgentFlags', key: 'agentFlags', type: 'USHORT', tag: 87, max: 2, enum: 'TeamAgentFlags' },
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType', about: 'only add (0) and delete (2)' },
          { name: 'MemberType', key: 'memberType', type: 'USHORT', tag: 205, max: 2, enum: 'TeamMemberType' },
        ],
      },
    ],
  }),
  defineMessage('TEAM_CONFIG_CONF', 244, {
    from: 'server',
    typeInferred: true,
    summary: 'Confirms a team request, after the initial upload.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'Status', key: 'status', type: 'UINT', enum: 'TeamConfigStatus' },
    ],
    floating: [{ name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 128 }],
  }),
];
