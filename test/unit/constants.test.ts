import { describe, expect, it } from 'vitest';
import * as agentReasons from '../../core/protocol/constants/agent-reasons.ts';
import * as agents from '../../core/protocol/constants/agents.ts';
import * as calls from '../../core/protocol/constants/calls.ts';
import * as configuration from '../../core/protocol/constants/configuration.ts';
import * as devices from '../../core/protocol/constants/devices.ts';
import * as failures from '../../core/protocol/constants/failures.ts';
import { codes, maskCodes } from '../../core/protocol/constants/lookup.ts';
import * as media from '../../core/protocol/constants/media.ts';
import * as outbound from '../../core/protocol/constants/outbound.ts';
import * as serviceMasks from '../../core/protocol/constants/service-masks.ts';
import * as session from '../../core/protocol/constants/session.ts';
import { FieldTag, fieldTagNames } from '../../core/protocol/constants/tags.ts';
import * as teams from '../../core/protocol/constants/teams.ts';

const everything: Record<string, unknown> = {
  ...agentReasons,
  ...agents,
  ...calls,
  ...configuration,
  ...devices,
  ...failures,
  ...media,
  ...serviceMasks,
  ...session,
  ...teams,
};

/** Each table of numbers, its lookup, and how the lookup answers for a number it does not have. */
const tables: readonly (readonly [table: string, lookup: string, unknown: string])[] = [
  ['AgentState', 'agentStateCodes', 'Unknown agent state 999.'],
  [
    'AgentStateReason',
    'agentStateReasonCodes',
    'Reason code 999, defined by the administrators of the contact center.',
  ],
  ['AgentType', 'agentTypeCodes', 'Unknown agent type 999.'],
  ['AudioCodec', 'audioCodecCodes', 'Unknown audio codec 999.'],
  ['CCXErrorCode', 'ccxErrorCodes', 'Unknown Unified CCX error 999.'],
  ['CCXStatus', 'ccxStatusCodes', 'Unknown server status 999.'],
  ['CallType', 'callTypeCodes', 'Unknown call type 999.'],
  ['ConfigDeviceClass', 'configDeviceClassCodes', 'Unknown device class 999.'],
  ['ConfigEndStatus', 'configEndStatusCodes', 'Unknown configuration end status 999.'],
  ['ConfigKeyStatus', 'configKeyStatusCodes', 'Unknown configuration key status 999.'],
  ['ConfigType', 'configTypeCodes', 'Unknown configuration type 999.'],
  ['ConnectionDeviceType', 'connectionDeviceTypeCodes', 'Unknown connection type 999.'],
  ['ConsultType', 'consultTypeCodes', 'Unknown consult type 999.'],
  ['ControlFailureCode', 'controlFailureCodes', 'Unknown control failure 999.'],
  ['DeviceType', 'deviceTypeCodes', 'Unknown device type 999.'],
  ['Disposition', 'dispositionCodes', 'Unknown disposition 999.'],
  ['ErrorStatus', 'errorStatusCodes', 'Unknown error status 999.'],
  ['EventCause', 'eventCauseCodes', 'Unknown event cause 999.'],
  ['ForcedFlag', 'forcedFlagCodes', 'Unknown forced flag 999.'],
  ['InternalAgentState', 'internalAgentStateCodes', 'Unknown internal agent state 999.'],
  ['LineType', 'lineTypeCodes', 'Unknown line type 999.'],
  ['LocalConnectionState', 'localConnectionStateCodes', 'Unknown connection state 999.'],
  ['MRDomainID', 'mrDomainIdCodes', 'Unknown media routing domain 999.'],
  ['MultilineAgentControl', 'multilineAgentControlCodes', 'Unknown multiline setting 999.'],
  ['PeripheralType', 'peripheralTypeCodes', 'Unknown peripheral type 999.'],
  ['RTPBitRate', 'rtpBitRateCodes', 'Unknown bit rate 999.'],
  ['RTPDirection', 'rtpDirectionCodes', 'Unknown stream direction 999.'],
  ['RTPType', 'rtpTypeCodes', 'Unknown stream type 999.'],
  ['RecordType', 'recordTypeCodes', 'Unknown record type 999.'],
  ['SpecialValues', 'specialValuesCodes', 'Unknown special value 999.'],
  ['SupervisoryAction', 'supervisoryActionCodes', 'Unknown supervisory action 999.'],
  ['SystemEventID', 'systemEventIdCodes', 'Unknown system event 999.'],
  ['TeamConfigOperation', 'teamConfigOperationCodes', 'Unknown team operation 999.'],
  ['TeamConfigParam', 'teamConfigParamCodes', 'Unknown team request 999.'],
  ['TeamConfigStatus', 'teamConfigStatusCodes', 'Unknown team configuration status 999.'],
  ['TeamMemberType', 'teamMemberTypeCodes', 'Unknown member type 999.'],
  ['TeamRecordType', 'teamRecordTypeCodes', 'Unknown team record type 999.'],
  ['TerminalRecordType', 'terminalRecordTypeCodes', 'Unknown terminal record type 999.'],
];

/** Each mask, its lookup, and how the lookup answers for bit 31, which no mask has. */
const masks: readonly (readonly [table: string, lookup: string, unknown: string])[] = [
  ['AgentCapacity', 'agentCapacityCodes', 'Unknown capacity bit 0x80000000.'],
  ['AgentStateMask', 'agentStateMaskCodes', 'Unknown agent state bit 0x80000000.'],
  ['CallEventMask', 'callEventMaskCodes', 'Unknown call event bit 0x80000000.'],
  ['ConfigMsgMask', 'configMsgMaskCodes', 'Unknown configuration bit 0x80000000.'],
  ['ConfigurationMask', 'configurationMaskCodes', 'Unknown configuration bit 0x80000000.'],
  ['ServiceMask', 'serviceMaskCodes', 'Unknown service bit 0x80000000.'],
  ['TeamAgentFlags', 'teamAgentFlagsCodes', 'Unknown team member bit 0x80000000.'],
];

/** Names that share their number with an earlier name, on purpose. */
const aliases: Record<string, readonly string[]> = {
  LineType: ['LINETYPE_UNKNOWN', 'LINETYPE_NON_ACD_IN'],
  SpecialValues: ['NULL_APPLICATION', 'NULL_CSQ'],
};

const membersOf = (table: string): [string, number][] =>
  Object.entries(everything[table] as Record<string, number>);
const codesOf = (lookup: string): ReturnType<typeof codes> => everything[lookup] as ReturnType<typeof codes>;
const maskCodesOf = (lookup: string): ReturnType<typeof maskCodes> =>
  everything[lookup] as ReturnType<typeof maskCodes>;

const expectSentence = (sentence: string): void => {
  expect(sentence).toMatch(/^[A-Z].{7,}[^.]\.$/);
  expect(sentence).not.toMatch(/^Unknown /);
};

describe('constant tables', () => {
  it('are all tested below', () => {
    const all = [...tables, ...masks];
    const listed = [...all.map(([table]) => table), ...all.map(([, lookup]) => lookup)];
    expect(Object.keys(everything).sort()).toEqual(listed.sort());
  });

  it.each([...tables, ...masks])('%s has one name per number, except the listed aliases', (table) => {
    const seen = new Set<number>();
    const again = membersOf(table).filter(([, value]) => seen.size === seen.add(value).size);
    expect(again.map(([name]) => name)).toEqual(aliases[table] ?? []);
  });

  it.each([...tables, ...masks])('%s contains only unsigned 32-bit numbers', (table) => {
    expect(membersOf(table).filter(([, value]) => value >>> 0 !== value)).toEqual([]);
  });

  it.each(tables)('%s has a name and a sentence for every member in %s', (table, lookup) => {
    for (const [name, value] of membersOf(table)) {
      if (!aliases[table]?.includes(name)) expect(codesOf(lookup).name(value)).toBe(name);
      expectSentence(codesOf(lookup).sentence(value));
    }
  });

  it.each(tables)('%s describes an unknown number in %s', (_table, lookup, unknown) => {
    expect(codesOf(lookup).name(999)).toBeUndefined();
    expect(codesOf(lookup).sentence(999)).toBe(unknown);
  });

  it.each(masks)('%s has a name and a sentence for every bit in %s', (table, lookup) => {
    for (const [name, value] of membersOf(table)) {
      expect(maskCodesOf(lookup).names(value)).toEqual([name]);
      expectSentence(maskCodesOf(lookup).sentence(value));
      expect(maskCodesOf(lookup).sentences(value)).toEqual([maskCodesOf(lookup).sentence(value)]);
    }
  });

  it.each(masks)('%s describes an unknown bit in %s', (_table, lookup, unknown) => {
    expect(maskCodesOf(lookup).names(0x80000000)).toEqual(['0x80000000']);
    expect(maskCodesOf(lookup).sentence(0x80000000)).toBe(unknown);
  });
});

describe('codes', () => {
  const lamp = codes(
    { OFF: 0, ON: 1, LIT: 1 },
    { OFF: 'The lamp is off.', ON: 'The lamp is on.', LIT: 'The lamp is lit.' },
    'lamp state',
  );

  it('uses the first of two names', () => {
    expect(lamp.name(1)).toBe('ON');
    expect(lamp.sentence(1)).toBe('The lamp is on.');
  });

  it('supports the number 0', () => {
    expect(lamp.name(0)).toBe('OFF');
    expect(lamp.sentence(0)).toBe('The lamp is off.');
  });

  it('describes an unknown number', () => {
    expect(lamp.name(2)).toBeUndefined();
    expect(lamp.sentence(2)).toBe('Unknown lamp state 2.');
    expect(lamp.sentence(-1)).toBe('Unknown lamp state -1.');
  });

  it('ignores properties of Object.prototype', () => {
    expect(codes({}, {}, 'thing').name('constructor' as unknown as number)).toBeUndefined();
  });

  it('calls a function for unknown numbers', () => {
    const doors = codes({ OPEN: 1 }, { OPEN: 'The door is open.' }, (value) => `Door state ${value}?`);
    expect(doors.sentence(1)).toBe('The door is open.');
    expect(doors.sentence(9)).toBe('Door state 9?');
  });
});

describe('maskCodes', () => {
  const rights = maskCodes(
    { WRITE: 2, READ: 1, OWN: 0x80000000 },
    { WRITE: 'It may be written.', READ: 'It may be read.', OWN: 'It is owned.' },
    'right',
  );

  it('returns bits in ascending order', () => {
    expect(rights.names(3)).toEqual(['READ', 'WRITE']);
    expect(rights.sentences(3)).toEqual(['It may be read.', 'It may be written.']);
  });

  it('returns no names for an empty mask', () => {
    expect(rights.names(0)).toEqual([]);
    expect(rights.sentences(0)).toEqual([]);
  });

  it('formats unknown bits as hexadecimal numbers', () => {
    expect(rights.names(0x201)).toEqual(['READ', '0x200']);
    expect(rights.sentences(0x201)).toEqual(['It may be read.', 'Unknown right 0x200.']);
  });

  it('treats bit 31 as unsigned', () => {
    expect(rights.names(0x80000001)).toEqual(['READ', 'OWN']);
    expect(rights.names(0x80000001 | 0)).toEqual(['READ', 'OWN']);
    expect(rights.sentence(1 << 31)).toBe('It is owned.');
    expect(rights.names(0xffffffff)).toHaveLength(32);
    expect(rights.names(-1)).toEqual(rights.names(0xffffffff));
  });

  it('uses the name for 0 for an empty mask', () => {
    const { teamAgentFlagsCodes } = teams;
    expect(teamAgentFlagsCodes.names(0)).toEqual(['RegularAgent']);
    expect(teamAgentFlagsCodes.sentences(0)).toEqual(['The member is a regular agent of the team.']);
    expect(teamAgentFlagsCodes.names(6)).toEqual(['TemporaryAgent', 'Supervisor']);
  });
});

describe('service masks', () => {
  const { ServiceMask, CallEventMask, AgentStateMask, ConfigMsgMask, ConfigurationMask } = serviceMasks;

  it('has the values of the guide', () => {
    expect(ServiceMask).toEqual({
      CTI_SERVICE_CLIENT_EVENTS: 0x1,
      CTI_SERVICE_CALL_DATA_UPDATE: 0x2,
      CTI_SERVICE_CLIENT_CONTROL: 0x4,
      CTI_SERVICE_ALL_EVENTS: 0x10,
      CTI_SERVICE_SUPERVISOR: 0x80,
      CTI_AGENT_STATE_CONTROL_ONLY: 0x2000,
      CTI_SERVICE_CONFIG_EVENTS: 0x40000,
    });
    expect(CallEventMask.CALL_DELIVERED_MASK | CallEventMask.CALL_ESTABLISHED_MASK).toBe(0x5);
    expect(CallEventMask.CALL_DEQUEUED_MASK).toBe(0x40000);
    expect(CallEventMask.RTP_STOPPED_MASK).toBe(0x400000);
    expect(AgentStateMask.AGENT_RESERVED_MASK).toBe(0x100);
  });

  it('names requested services', () => {
    expect(serviceMasks.serviceMaskCodes.names(0x7)).toEqual([
      'CTI_SERVICE_CLIENT_EVENTS',
      'CTI_SERVICE_CALL_DATA_UPDATE',
      'CTI_SERVICE_CLIENT_CONTROL',
    ]);
    expect(serviceMasks.serviceMaskCodes.sentences(0x90)).toEqual([
      'The client receives the events of every agent and every phone (bridge mode).',
      'The client may use supervisor functions and read the teams.',
    ]);
  });

  it('includes bits without a name in the mask of all agent states', () => {
    const names = serviceMasks.agentStateMaskCodes.names(0x3fff);
    expect(names).toHaveLength(14);
    expect(names.slice(8)).toEqual(['AGENT_RESERVED_MASK', '0x200', '0x400', '0x800', '0x1000', '0x2000']);
  });

  it('swaps agents and applications between OPEN_REQ and the configuration requests', () => {
    expect(ConfigMsgMask.CONFIG_AGENT_MASK).toBe(1);
    expect(ConfigMsgMask.CONFIG_APPLICATION_MASK).toBe(4);
    expect(ConfigurationMask.Application).toBe(1);
    expect(ConfigurationMask.Agent).toBe(4);
    expect(ConfigMsgMask.CONFIG_TERMINAL_MASK).toBe(ConfigurationMask.Terminal);
  });
});

describe('session', () => {
  it('has the values of the guide', () => {
    expect(session.SystemEventID.SYS_CCX_ONLINE).toBe(3);
    expect(session.SystemEventID.SYS_INSTRUMENT_BACK_IN_SERVICE).toBe(11);
    expect(session.CCXStatus.CCX_IN_SERVICE).toBe(0x400);
    expect(session.SpecialValues.NULL_CALL_ID).toBe(0xffffffff);
    expect(session.SpecialValues.NULL_LINEHANDLE).toBe(0xffff);
    expect(session.MultilineAgentControl.Multiline).toBe(1);
    expect(session.PeripheralType.PT_ACMI_CRS).toBe(21);
  });

  it('treats the server status as a number, not as a mask', () => {
    expect(session.ccxStatusCodes.name(0x300)).toBe('CCX_SHUTDOWN');
    expect(session.ccxStatusCodes.sentence(0x300)).toBe('The contact center server is shut down.');
    expect(session.ccxStatusCodes.name(0x700)).toBeUndefined();
  });

  it('uses the first of the names for none', () => {
    expect(session.specialValuesCodes.name(0xffffffff)).toBe('NULL_CALL_ID');
  });
});

describe('agents', () => {
  const { AgentState, agentStateCodes, InternalAgentState, internalAgentStateCodes } = agents;

  it('has the values of the guide', () => {
    expect(AgentState.AGENT_STATE_LOGIN).toBe(0);
    expect(AgentState.AGENT_STATE_PAUSED).toBe(12);
    expect(AgentState.AGENT_STATE_NONE).toBe(0xffff);
    expect(agents.ForcedFlag).toEqual({ FALSE: 0, TRUE: 1, AuthenticateOnly: 2 });
    expect(agents.AgentCapacity.Outbound).toBe(1);
    expect(agents.SupervisoryAction.SUPERVISOR_INTERCEPT).toBe(4);
  });

  it('names states', () => {
    expect(agentStateCodes.name(3)).toBe('AGENT_STATE_READY');
    expect(agentStateCodes.sentence(3)).toBe('The agent is waiting for a call.');
    expect(agentStateCodes.name(10)).toBeUndefined();
    expect(agentStateCodes.sentence(10)).toBe('Unknown agent state 10.');
  });

  it('has other names for internal states', () => {
    expect(InternalAgentState.AGENT_STATE_WORK_NOT_READY).toBe(5);
    expect(internalAgentStateCodes.name(3)).toBe('AGENT_STATE_AVAILABLE');
  });
});

describe('agent reasons', () => {
  const { AgentStateReason, agentStateReasonCodes } = agentReasons;

  it('names the reason codes of CCX', () => {
    expect(AgentStateReason.AGT_RELOGON).toBe(32767);
    expect(agentStateReasonCodes.name(32763)).toBe('AGT_RNA');
    expect(agentStateReasonCodes.sentence(32763)).toBe('The agent did not answer a call in time.');
    expect(agentStateReasonCodes.sentence(22)).toBe('A supervisor logged the agent out.');
  });

  it.each([
    [0, 'No reason was given.'],
    [12, 'Reason code 12, defined by the administrators of the contact center.'],
    [32740, 'Reason code 32740, defined by the administrators of the contact center.'],
    [32744, 'Unknown reason code 32744.'],
    [32766, 'Unknown reason code 32766.'],
    [65535, 'Unknown reason code 65535.'],
    [-1, 'Unknown reason code -1.'],
  ])('reads the unlisted reason %i as: %s', (reason, sentence) => {
    expect(agentStateReasonCodes.name(reason)).toBeUndefined();
    expect(agentStateReasonCodes.sentence(reason)).toBe(sentence);
  });
});

describe('calls and devices', () => {
  it('has the values of the guide', () => {
    expect(calls.LocalConnectionState.LCS_ALERTING).toBe(2);
    expect(calls.LocalConnectionState.LCS_NONE).toBe(0xffff);
    expect(calls.EventCause.CEC_TRANSFER).toBe(32);
    expect(calls.EventCause.CECX_DROP_HANDLED_OTHER).toBe(1014);
    expect(calls.CallType.CALLTYPE_CONSULT).toBe(12);
    expect(calls.CallType.CALLTYPE_AGENT_OUTBOUND).toBe(34);
    expect(calls.Disposition.AnnouncedTransfer).toBe(29);
    expect(calls.ConsultType).toEqual({ UNSPECIFIED: 0, TRANSFER: 1, CONFERENCE: 2 });
    expect(devices.DeviceType.DEVID_AGENT_DEVICE).toBe(76);
    expect(devices.DeviceType.DEVID_NON_ACD_DEVICE_IDENTIFIER).toBe(78);
    expect(devices.ConnectionDeviceType.CONNECTION_ID_NONE).toBe(0xffff);
  });

  it('names causes', () => {
    expect(calls.eventCauseCodes.name(65535)).toBe('CEC_NONE');
    expect(calls.eventCauseCodes.sentence(3)).toBe('The called device is busy.');
    expect(calls.eventCauseCodes.name(1)).toBeUndefined();
    expect(calls.eventCauseCodes.sentence(99)).toBe('Unknown event cause 99.');
  });

  it("prefers the guide's two line types to those of the sibling protocol", () => {
    expect(calls.lineTypeCodes.name(3)).toBe('business');
    expect(calls.lineTypeCodes.name(10)).toBe('nonBusiness');
    expect(calls.lineTypeCodes.name(0)).toBe('LINETYPE_INBOUND_ACD');
  });
});

describe('configuration and teams', () => {
  it('has the values of the guide', () => {
    expect(configuration.ConfigType).toEqual({ Initial: 1, Update: 2 });
    expect(configuration.RecordType).toEqual({ Add: 0, Change: 1, Delete: 2 });
    expect(configuration.TerminalRecordType).toEqual({ Add: 0, Delete: 2 });
    expect(configuration.AgentType).toEqual({ Agent: 1, Supervisor: 2 });
    expect(configuration.ConfigDeviceClass.CallControlGroup).toBe(7);
    expect(configuration.MRDomainID.Email).toBe(1);
    expect(teams.TeamConfigOperation.ChangeTeam).toBe(3);
    expect(teams.TeamConfigParam.UpdatesOnly).toBe(2);
    expect(teams.TeamConfigStatus.InternalError).toBe(1);
    expect(teams.TeamMemberType.CSQ).toBe(2);
    expect(teams.TeamRecordType).toEqual({ Add: 0, Delete: 2 });
  });

  it('has two numbers for CONFIG_UNKNOWN_DATA', () => {
    expect(configuration.configKeyStatusCodes.name(3)).toBe('CONFIG_UNKNOWN_DATA');
    expect(configuration.configEndStatusCodes.name(2)).toBe('CONFIG_UNKNOWN_DATA');
    expect(configuration.configEndStatusCodes.name(3)).toBe('CONFIG_ERROR');
  });
});

describe('media', () => {
  it('has the values of the guide', () => {
    expect(media.AudioCodec.G711ULAW64K).toBe(3);
    expect(media.AudioCodec.ACTIVEVOICE).toBe(18);
    expect(media.RTPDirection.BiDirectional).toBe(2);
    expect(media.RTPType.video).toBe(1);
    expect(media.RTPBitRate.R6_4).toBe(2);
  });

  it('names codecs', () => {
    expect(media.audioCodecCodes.name(10)).toBe('G729');
    expect(media.audioCodecCodes.sentence(3)).toBe('The audio is coded as G.711 mu-law at 64 kbit/s.');
  });
});

describe('failures', () => {
  it('has the values of the guide', () => {
    expect(failures.ErrorStatus.E_CTI_NEW_SESSION_OPENED).toBe(11);
    expect(failures.ErrorStatus.E_CTI_AUTO_CONFIG_RESET).toBe(96);
    expect(failures.ControlFailureCode.CF_NO_ACTIVE_CALL).toBe(24);
    expect(failures.ControlFailureCode.CF_EXTENSION_NOT_UNIQUE).toBe(293);
    expect(failures.CCXErrorCode.CCX_AGENT_DEVICE_OFF).toBe(88004);
  });

  it('explains failures', () => {
    expect(failures.errorStatusCodes.name(92)).toBe('E_CTI_SERVER_NOT_MASTER');
    expect(failures.errorStatusCodes.sentence(92)).toBe(
      'This server is on standby; another node of the cluster is the master.',
    );
    expect(failures.errorStatusCodes.name(12)).toBeUndefined();
    expect(failures.controlFailureCodes.name(259)).toBe('CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON');
    expect(failures.controlFailureCodes.sentence(259)).toBe('The agent is already logged in.');
    expect(failures.controlFailureCodes.sentence(20)).toBe('Unknown control failure 20.');
    expect(failures.ccxErrorCodes.name(88018)).toBe('CCX_CALL_CONTROL_MASK_NOT_ON');
    expect(failures.ccxErrorCodes.name(88019)).toBeUndefined();
  });
});

describe('outbound', () => {
  const { BAResponse, BAStatus, baResponseCodes, baStatusCodes } = outbound;

  it('has the texts of the guide', () => {
    expect(BAResponse.RejectClose).toBe('Reject-Close');
    expect(BAResponse.CancelReservation).toBe('Cancel Reservation');
    expect(BAStatus).toEqual({ DO: 'DO', CO: 'CO', ZO: 'ZO' });
  });

  it('has a sentence for every text', () => {
    for (const text of Object.values(BAResponse)) expectSentence(baResponseCodes.sentence(text));
    for (const text of Object.values(BAStatus)) expectSentence(baStatusCodes.sentence(text));
    expect(new Set(Object.values(BAResponse)).size).toBe(14);
  });

  it('parses the time of a callback', () => {
    const answer: outbound.BAResponse = 'Callback 12312025 14:30';
    expect(baResponseCodes.sentence(answer)).toBe(
      'The customer is to be called back on 2025-12-31 at 14:30.',
    );
    expect(baResponseCodes.sentence('Callback soon')).toBe('Unknown outbound response "Callback soon".');
  });

  it('describes unknown texts', () => {
    expect(baResponseCodes.sentence('accept')).toBe('Unknown outbound response "accept".');
    expect(baResponseCodes.sentence('constructor')).toBe('Unknown outbound response "constructor".');
    expect(baStatusCodes.sentence('')).toBe('Unknown outbound status "".');
  });
});

describe('tags', () => {
  it('has the values of the guide', () => {
    expect(FieldTag.ClientID).toBe(1);
    expect(FieldTag.CallVar10).toBe(22);
    expect(FieldTag.NamedVariable).toBe(82);
    expect(FieldTag.NamedArray).toBe(83);
    expect(FieldTag.AgentID).toBe(194);
    expect(FieldTag.InternalAgentState).toBe(255);
    expect(FieldTag.NumInstruments).toBe(305);
  });

  it('returns every meaning of a tag', () => {
    expect(fieldTagNames(1)).toEqual(['ClientID']);
    expect(fieldTagNames(133)).toEqual(['ApplicationName', 'CSQName']);
    expect(fieldTagNames(184)).toEqual(['ConfigApplicationID', 'ConfigCSQID', 'DeviceField0']);
    expect(fieldTagNames(303)).toEqual(['TerminalDeviceName', 'ActiveTerminal']);
    expect(fieldTagNames(62)).toEqual(['CSQID']);
    expect(fieldTagNames(195)).toEqual(['DeviceType']);
  });

  it('returns no name for a reserved or unknown tag', () => {
    expect(fieldTagNames(5)).toEqual([]);
    expect(fieldTagNames(999)).toEqual([]);
  });

  it('returns several names only for tags with several meanings', () => {
    const tags = Object.values(FieldTag);
    const shared = [...new Set(tags.filter((tag, position) => tags.indexOf(tag) !== position))];
    expect(shared).toEqual([133, 184, 303]);
    for (const [name, tag] of Object.entries(FieldTag)) expect(fieldTagNames(tag)).toContain(name);
  });
});
