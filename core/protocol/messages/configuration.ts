/**
 * Configuration: keys, upload and updates.
 * Guide: Share configuration data.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const configurationMessages: readonly MessageDefinition[] = [
  // No InvokeID.
  defineMessage('CONFIG_REQUEST_KEY_EVENT', 230, {
    from: 'client',
    confirm: 'CONFIG_KEY_EVENT',
    summary: 'Ask for the current configuration keys.',
    fixed: [{ name: 'reserved', type: 'UINT', value: 0, since: 11, about: 'GED-188 slot: PeripheralID' }],
    floating: [{ name: 'reserved', type: 'UINT', tag: 131, max: 4, value: 0, about: 'GED-188 slot: CustomerID' }],
  }),
  // A key is an 8-byte integer; all zero means that this part has to be uploaded.
  // A TerminalConfigKey is not listed.
  defineMessage('CONFIG_KEY_EVENT', 231, {
    from: 'server',
    summary: 'The current configuration keys.',
    fixed: [{ name: 'Status', key: 'status', type: 'UINT', enum: 'ConfigKeyStatus' }],
    floating: [
      { name: 'ApplicationConfigKey', key: 'applicationConfigKey', type: 'UNSPEC', tag: 177, max: 8, about: 'GED-188 slot: ServiceConfigKey' },
      { name: 'CSQConfigKey', key: 'csqConfigKey', type: 'UNSPEC', tag: 178, max: 8, about: 'GED-188 slot: SkillGroupConfigKey' },
      { name: 'AgentConfigKey', key: 'agentConfigKey', type: 'UNSPEC', tag: 179, max: 8 },
      { name: 'DeviceConfigKey', key: 'deviceConfigKey', type: 'UNSPEC', tag: 180, max: 8 },
    ],
  }),
  // Answer: CONFIG_BEGIN_EVENT, record messages, CONFIG_END_EVENT for each part; or CONFIG_END_EVENT alone
  // on error or when empty.
  // What is sent is also limited by the masks of OPEN_REQ.
  defineMessage('CONFIG_REQUEST_EVENT', 232, {
    from: 'client',
    confirm: 'CONFIG_BEGIN_EVENT',
    typeInferred: true,
    summary: 'Ask for the configuration itself, or (mask 0) for updates only.',
    fixed: [
      { name: 'ConfigurationMask', key: 'configurationMask', type: 'UINT', enum: 'ConfigurationMask' },
      { name: 'reserved', type: 'UINT', value: 0, since: 11, about: 'GED-188 slot: PeripheralID' },
    ],
    floating: [{ name: 'reserved', type: 'UINT', tag: 131, max: 4, value: 0, required: true, about: 'GED-188 slot: CustomerID' }],
  }),
  defineMessage('CONFIG_BEGIN_EVENT', 233, {
    from: 'server',
    typeInferred: true,
    summary: 'Start of a block of configuration data.',
    fixed: [
      { name: 'ConfigType', key: 'configType', type: 'USHORT', enum: 'ConfigType' },
      { name: 'ConfigurationMask', key: 'configurationMask', type: 'UINT', enum: 'ConfigurationMask' },
    ],
    floating: [
      { name: 'ApplicationConfigKey', key: 'applicationConfigKey', type: 'UNSPEC', tag: 177, max: 8, about: 'GED-188 slot: ServiceConfigKey' },
      { name: 'CSQueueConfigKey', key: 'csqConfigKey', type: 'UNSPEC', tag: 178, max: 8, about: 'GED-188 slot: SkillGroupConfigKey' },
      { name: 'AgentConfigKey', key: 'agentConfigKey', type: 'UNSPEC', tag: 179, max: 8 },
      { name: 'DeviceConfigKey', key: 'deviceConfigKey', type: 'UNSPEC', tag: 180, max: 8 },
    ],
  }),
  defineMessage('CONFIG_END_EVENT', 234, {
    from: 'server',
    typeInferred: true,
    summary: 'End of a block of configuration data, or an error report.',
    fixed: [{ name: 'Status', key: 'status', type: 'UINT', enum: 'ConfigEndStatus' }],
    floating: [{ name: 'Text', key: 'text', type: 'STRING', tag: 7, max: 255 }],
  }),
  // GED-188 calls message 235 CONFIG_SERVICE_EVENT.
  defineMessage('CONFIG_APPLICATION_EVENT', 235, {
    from: 'server',
    typeInferred: true,
    summary: 'Applications (name, id, session limit).',
    fixed: [{ name: 'NumRecords', key: 'numRecords', type: 'USHORT' }],
    floating: [
      {
        group: 'records',
        count: 'numRecords',
        fields: [
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType' },
          { name: 'reserved', type: 'UINT', tag: 208, max: 4, value: 0, since: 11, about: 'GED-188 slot: FltPeripheralID' },
          { name: 'ApplicationID', key: 'applicationId', type: 'UINT', tag: 184, max: 4, about: 'GED-188 slot: PeripheralNumber' },
          { name: 'reserved', type: 'UINT', tag: 213, max: 4, value: 0, since: 11, about: 'GED-188 slot: OldPeripheralNumber' },
          { name: 'MaxQueued', key: 'maxQueued', type: 'UINT', tag: 129, max: 4, about: 'most sessions of the application' },
          { name: 'reserved', type: 'STRING', tag: 173, max: 16, value: '', about: 'GED-188 slot: Extension' },
          { name: 'PreviousApplicationID', key: 'previousApplicationId', type: 'UINT', tag: 132, max: 4, about: 'former id when the id changed' },
          { name: 'ApplicationName', key: 'applicationName', type: 'STRING', tag: 133, max: 64 },
          { name: 'Description', key: 'description', type: 'STRING', tag: 134, max: 128 },
          { name: 'reserved', type: 'UINT', tag: 174, max: 4, value: 0, about: 'GED-188 slot: ServiceLevelThreshold' },
          { name: 'reserved', type: 'UINT', tag: 175, max: 4, value: 0, about: 'GED-188 slot: ServiceLevelType' },
          { name: 'reserved', type: 'STRING', tag: 176, max: 255, value: '', about: 'GED-188 slot: ConfigParam' },
          { name: 'reserved', type: 'UINT', tag: 216, max: 4, value: 0, since: 11, about: 'GED-188 slot: MRDomainID' },
        ],
      },
    ],
  }),
  // GED-188 calls message 236 CONFIG_SKILL_GROUP_EVENT.
  defineMessage('CONFIG_CSQ_EVENT', 236, {
    from: 'server',
    typeInferred: true,
    summary: 'Contact service queues.',
    fixed: [{ name: 'NumRecords', key: 'numRecords', type: 'USHORT' }],
    floating: [
      {
        group: 'records',
        count: 'numRecords',
        fields: [
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType' },
          { name: 'reserved', type: 'UINT', tag: 208, max: 4, value: 0, since: 11, inferred: true, about: 'the guide prints tag 184 here, the same as CSQID; the sister records have 208. A reader takes the last 184 of a record as CSQID.' },
          { name: 'CSQID', key: 'csqId', type: 'UINT', tag: 184, max: 4, about: 'GED-188 slot: PeripheralNumber' },
          { name: 'reserved', type: 'UINT', tag: 213, max: 4, value: 0, since: 11, about: 'GED-188 slot: OldPeripheralNumber' },
          { name: 'reserved', type: 'USHORT', tag: 64, max: 2, value: 0, about: 'GED-188 slot: SkillGroupPriority' },
          { name: 'reserved', type: 'UINT', tag: 192, max: 4, value: 0, about: 'GED-188 slot: SkillGroupSkillTargetID' },
          { name: 'AutoWork', key: 'autoWork', type: 'BOOL', tag: 185, max: 4, about: 'true: work state follows a call of this CSQ; absent means false. Printed as BOOL with size 4 (BOOL is 2 elsewhere)' },
          { name: 'reserved', type: 'STRING', tag: 173, max: 16, value: '', about: 'GED-188 slot: Extension' },
          { name: 'CSQName', key: 'csqName', type: 'STRING', tag: 133, max: 64 },
          { name: 'Description', key: 'description', type: 'STRING', tag: 134, max: 128, value: '' },
          { name: 'MRDomainID', key: 'mrDomainId', type: 'UINT', tag: 216, max: 4, enum: 'MRDomainID', since: 11 },
          { name: 'reserved', type: 'STRING', tag: 176, max: 255, value: '', about: 'GED-188 slot: ConfigParam' },
        ],
      },
    ],
  }),
  // Not shown by the guide: The table is cut inside the description of MRD_ID[246]; its type and everything
  // after it are inferred. Whether agentState[247]/MRD_ID[246] repeat for each media routing domain is not
  // visible.
  // 246 and 247 mean something else in GED-188 (FLT_MRD_ID, MEDIA_CLASS_ID).
  // In GED-188 the skill-group fields are arrays packed in one floating field; the CCX text speaks of
  // NumCSQ pairs of separate fields after NumCSQ.
  defineMessage('CONFIG_AGENT_EVENT', 237, {
    from: 'server',
    typeInferred: true,
    summary: 'Agents and supervisors, with the CSQs of each.',
    fixed: [{ name: 'NumRecords', key: 'numRecords', type: 'USHORT' }],
    floating: [
      {
        group: 'records',
        count: 'numRecords',
        fields: [
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType' },
          { name: 'reserved', type: 'UINT', tag: 208, max: 4, value: 0, since: 11, about: 'GED-188 slot: FltPeripheralID' },
          { name: 'AgentType', key: 'agentType', type: 'USHORT', tag: 189, max: 2, enum: 'AgentType' },
          { name: 'LoginID', key: 'loginId', type: 'STRING', tag: 190, max: 129, about: 'key of the record: a second record with the same LoginID is the same agent' },
          { name: 'reserved', type: 'STRING', tag: 214, max: 64, value: '', since: 11, about: 'GED-188 slot: OldLoginID' },
          { name: 'reserved', type: 'STRING', tag: 207, max: 32, value: '', since: 11, about: 'GED-188 slot: LoginName' },
          { name: 'LastName', key: 'lastName', type: 'STRING', tag: 138, max: 32 },
          { name: 'FirstName', key: 'firstName', type: 'STRING', tag: 137, max: 32 },
          { name: 'Extension', key: 'extension', type: 'STRING', tag: 173, max: 16 },
          { name: 'Description', key: 'description', type: 'STRING', tag: 134, max: 128, value: '' },
          { name: 'reserved', type: 'UINT', tag: 141, max: 4, value: 0, about: 'GED-188 slot: AgentSkillTargetID' },
          { name: 'NumCSQ', key: 'numCsqs', type: 'USHORT', tag: 191, max: 2, about: 'GED-188 slot: NumSkills' },
          {
            group: 'csqs',
            count: 'numCsqs',
            fields: [
              { name: 'CSQID', key: 'csqId', type: 'UINT', tag: 62, max: 4 },
              { name: 'reserved', type: 'USHORT', tag: 64, max: 2, value: 0, about: 'GED-188 slot: FltSkillGroupPriority' },
            ],
          },
          { name: 'agentState', key: 'agentState', type: 'USHORT', tag: 247, max: 2, enum: 'AgentState' },
          { name: 'MRD_ID', key: 'mrdId', type: 'INT', tag: 246, max: 4, since: 17, inferred: true, about: 'media routing domain id; type and size are behind the cut, INT/4 as MRDID elsewhere' },
          { name: 'ActiveTerminal', key: 'activeTerminal', type: 'STRING', tag: 303, max: 64, since: 18, inferred: true, about: 'change history says the field was added to this message; tag and size as in SET_AGENT_STATE_REQ; place in the record unknown (GED-188 has it right after FltPeripheralID)' },
        ],
      },
    ],
  }),
  // Not shown by the guide: The field table is whole. In the table of meanings by device type the rows
  // DeviceField3 (partly) and DeviceField4 are cut.
  // Meaning by DeviceType 3 agent / 5 route point / 6 CTI port / 7 call control group:
  // DeviceField0: agent record id / call control group id / call control group id / call control group id
  // DeviceField1: unused / application id / unused / unused
  // DeviceField2: login id / route point / CTI port id / unused
  // MaxQueued: unused / session limit / unused / CTI port count
  // DeviceField3: unused / unused / (cut)
  defineMessage('CONFIG_DEVICE_EVENT', 238, {
    from: 'server',
    typeInferred: true,
    summary: 'Devices: agent extensions, route points, CTI ports, call control groups.',
    fixed: [{ name: 'NumRecords', key: 'numRecords', type: 'USHORT' }],
    floating: [
      {
        group: 'records',
        count: 'numRecords',
        fields: [
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType' },
          { name: 'reserved', type: 'UINT', tag: 208, max: 4, value: 0, since: 11, about: 'GED-188 slot: FltPeripheralID' },
          { name: 'DeviceField0', key: 'deviceField0', type: 'UINT', tag: 184, max: 4, about: 'GED-188 slot: PeripheralNumber' },
          { name: 'DeviceType', key: 'deviceType', type: 'USHORT', tag: 195, max: 2, enum: 'ConfigDeviceClass' },
          { name: 'MaxQueued', key: 'maxQueued', type: 'UINT', tag: 129, max: 4 },
          { name: 'DeviceField1', key: 'deviceField1', type: 'UINT', tag: 193, max: 4, about: 'GED-188 slot: FltServiceID' },
          { name: 'DeviceField2', key: 'deviceField2', type: 'STRING', tag: 11, max: 129, about: 'GED-188 slot: DialedNumber' },
          { name: 'reserved', type: 'STRING', tag: 10, max: 32, about: 'value varies; called DeviceField3 in the table by device type' },
          { name: 'DeviceField4', key: 'deviceField4', type: 'STRING', tag: 173, max: 16, about: 'GED-188 slot: Extension' },
          { name: 'Description', key: 'description', type: 'STRING', tag: 134, max: 128 },
        ],
      },
    ],
  }),
  // Message exists from version 18 (agent device selection, Release 12.5(1)SU1).
  // The type number is GED-188's (276); no CCX page seen prints it.
  // The page writes the type of Instrument as STRING[NumInstruments]: an array; whether as repeated fields
  // or one packed field is not said.
  defineMessage('CONFIG_TERMINAL_EVENT', 276, {
    from: 'server',
    since: 18,
    typeInferred: true,
    summary: 'Terminals tied to agent extensions were added or removed.',
    fixed: [{ name: 'NumRecords', key: 'numRecords', type: 'USHORT' }],
    floating: [
      {
        group: 'records',
        count: 'numRecords',
        fields: [
          { name: 'RecordType', key: 'recordType', type: 'USHORT', tag: 183, max: 2, enum: 'RecordType', about: 'only add (0) and delete (2)' },
          { name: 'TerminalType', key: 'terminalType', type: 'USHORT', tag: 302, max: 2 },
          { name: 'TerminalDeviceName', key: 'terminalDeviceName', type: 'STRING', tag: 303, max: 64 },
          { name: 'TerminalTypeName', key: 'terminalTypeName', type: 'STRING', tag: 304, max: 100 },
          { name: 'NumInstruments', key: 'numInstruments', type: 'USHORT', tag: 305, max: 2 },
          {
            group: 'instruments',
            count: 'numInstruments',
            fields: [{ name: 'Instrument', key: 'instrument', type: 'STRING', tag: 6, max: 64 }],
          },
        ],
      },
    ],
  }),
];
