/**
 * Events of calls.
 * Guide: Call Event messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';
import { ctiClients, eventHead, inferredCallVariables, inferredConnectedParties, namedData } from './fragments.ts';

export const callEventsMessages: readonly MessageDefinition[] = [
  // Not shown by the guide: table cut inside LocalConnectionState; EventCause, the two counts and the
  // floating part come from GED-188
  defineMessage('CALL_DELIVERED_EVENT', 9, {
    from: 'server',
    summary: 'A call reached a device, usually: it rings there.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', enum: 'LineType', about: 'GED-188 slot: LineType; the 2 bytes are there in every version (inferred), the name and meaning from 14 on' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'CSQID', key: 'csqId', type: 'UINT', about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'AlertingDeviceType', key: 'alertingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CallingDeviceType', key: 'callingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LastRedirectDeviceType', key: 'lastRedirectDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause', inferred: true },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT', inferred: true },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT', inferred: true },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true, inferred: true },
      { name: 'AlertingDeviceID', key: 'alertingDeviceId', type: 'STRING', tag: 26, max: 64, inferred: true },
      { name: 'CallingDeviceID', key: 'callingDeviceId', type: 'STRING', tag: 27, max: 64, inferred: true },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64, inferred: true },
      { name: 'LastRedirectDeviceID', key: 'lastRedirectDeviceId', type: 'STRING', tag: 29, max: 64, inferred: true },
      { name: 'TrunkNumber', key: 'trunkNumber', type: 'UINT', tag: 121, max: 4, inferred: true, about: 'GED-188 only; may be reserved or absent in CCX' },
      { name: 'TrunkGroupNumber', key: 'trunkGroupNumber', type: 'UINT', tag: 122, max: 4, inferred: true, about: 'GED-188 only; may be reserved or absent in CCX' },
      { name: 'SecondaryConnectionCallID', key: 'secondaryConnectionCallId', type: 'UINT', tag: 202, max: 4, inferred: true, about: 'GED-188 says this one is for CCX: id of the consult call from the CTI port to the agent phone' },
      { name: 'ANI', key: 'ani', type: 'STRING', tag: 8, max: 40, inferred: true },
      { name: 'DNIS', key: 'dnis', type: 'STRING', tag: 10, max: 32, inferred: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, inferred: true },
      { name: 'CallerEnteredDigits', key: 'callerEnteredDigits', type: 'STRING', tag: 12, max: 40, inferred: true },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
    ],
  }),
  // Not shown by the guide: table cut inside LastRedirectDeviceType; LocalConnectionState, EventCause and
  // the floating part come from GED-188
  defineMessage('CALL_ESTABLISHED_EVENT', 10, {
    from: 'server',
    summary: 'A phone answered a call; a new connection exists.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', enum: 'LineType', about: 'GED-188 slot: LineType; the 2 bytes are there in every version (inferred), the name and meaning from 14 on' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'CSQID', key: 'csqId', type: 'UINT', about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'AnsweringDeviceType', key: 'answeringDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CallingDeviceType', key: 'callingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LastRedirectDeviceType', key: 'lastRedirectDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState', inferred: true },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause', inferred: true },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true, inferred: true },
      { name: 'AnsweringDeviceID', key: 'answeringDeviceId', type: 'STRING', tag: 30, max: 64, inferred: true },
      { name: 'CallingDeviceID', key: 'callingDeviceId', type: 'STRING', tag: 27, max: 64, inferred: true },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64, inferred: true },
      { name: 'LastRedirectDeviceID', key: 'lastRedirectDeviceId', type: 'STRING', tag: 29, max: 64, inferred: true },
      { name: 'TrunkNumber', key: 'trunkNumber', type: 'UINT', tag: 121, max: 4, inferred: true, about: 'GED-188 only; may be reserved or absent in CCX' },
      { name: 'TrunkGroupNumber', key: 'trunkGroupNumber', type: 'UINT', tag: 122, max: 4, inferred: true, about: 'GED-188 only; may be reserved or absent in CCX' },
    ],
  }),
  defineMessage('CALL_HELD_EVENT', 11, {
    from: 'server',
    summary: 'A call was put on hold.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'HoldingDeviceType', key: 'holdingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'HoldingDeviceID', key: 'holdingDeviceId', type: 'STRING', tag: 31, max: 64, required: true },
    ],
  }),
  defineMessage('CALL_RETRIEVED_EVENT', 12, {
    from: 'server',
    summary: 'A held call was resumed.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'RetrievingDeviceType', key: 'retrievingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'RetrievingDeviceID', key: 'retrievingDeviceId', type: 'STRING', tag: 32, max: 64 },
    ],
  }),
  // the CCX page prints the field without a tag; 25 is ConnectionDeviceID everywhere else
  defineMessage('CALL_CLEARED_EVENT', 13, {
    from: 'server',
    summary: 'A call ended, usually with its last device.',
    fixed: [
      ...eventHead,
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: ConnectionDeviceIDType; 0 = CONNECTION_ID_STATIC' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, inferred: true }],
  }),
  // the last field's type and size (STRING 64) were just past the cut; same in GED-188
  defineMessage('CALL_CONNECTION_CLEARED_EVENT', 14, {
    from: 'server',
    summary: 'One party left a conference call.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ReleasingDeviceType', key: 'releasingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ReleasingDeviceID', key: 'releasingDeviceId', type: 'STRING', tag: 33, max: 64, required: true },
    ],
  }),
  // Not shown by the guide: floating part cut inside CallingDeviceID; that CalledDeviceID follows and is
  // last is confirmed by the guide's sample trace, its tag and size by GED-188; whether required is a guess
  // from its neighbors
  defineMessage('CALL_ORIGINATED_EVENT', 15, {
    from: 'server',
    summary: 'A monitored device started a call.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', about: '3 for a monitored call, 10 for any other; GED-188 slot: LineType' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'CSQID', key: 'csqId', type: 'UINT', about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'CallingDeviceType', key: 'callingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'CallingDeviceID', key: 'callingDeviceId', type: 'STRING', tag: 27, max: 64, required: true },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64, required: true, inferred: true },
    ],
  }),
  defineMessage('CALL_FAILED_EVENT', 16, {
    from: 'server',
    summary: 'A call could not be completed.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'FailingDeviceType', key: 'failingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'FailingDeviceID', key: 'failingDeviceId', type: 'STRING', tag: 34, max: 64 },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64 },
    ],
  }),
  // Not shown by the guide: table cut at LocalConnectionState; EventCause and the floating part come from
  // GED-188, confirmed by the guide's sample trace (LocalConnectionState, EventCause, PrimaryDeviceID,
  // SecondaryDeviceID, ControllerDeviceID, the added device, then the connected-party triples)
  // GED-188 gives the connected-party type as a DEVICE type; the CCX sample trace shows 0 for a logged-on
  // agent's phone whose device type is 76, so the value is a CONNECTION type (0 static) or untyped
  defineMessage('CALL_CONFERENCED_EVENT', 17, {
    from: 'server',
    summary: 'Two calls were joined into a conference.',
    fixed: [
      ...eventHead,
      { name: 'PrimaryDeviceType', key: 'primaryDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'PrimaryCallID', key: 'primaryCallId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', enum: 'LineType', about: 'GED-188 slot: LineType; the 2 bytes are there in every version (inferred), the name and meaning from 14 on' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'NumParties', key: 'numParties', type: 'USHORT' },
      { name: 'SecondaryDeviceType', key: 'secondaryDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'SecondaryCallID', key: 'secondaryCallId', type: 'UINT' },
      { name: 'ControllerDeviceType', key: 'controllerDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'AddedPartyDeviceType', key: 'addedPartyDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause', inferred: true },
    ],
    floating: [
      { name: 'PrimaryDeviceID', key: 'primaryDeviceId', type: 'STRING', tag: 35, max: 64, required: true, inferred: true },
      { name: 'SecondaryDeviceID', key: 'secondaryDeviceId', type: 'STRING', tag: 36, max: 64, required: true, inferred: true },
      { name: 'ControllerDeviceID', key: 'controllerDeviceId', type: 'STRING', tag: 37, max: 64, inferred: true },
      { name: 'AddedPartyDeviceID', key: 'addedPartyDeviceId', type: 'STRING', tag: 38, max: 64, inferred: true },
      inferredConnectedParties,
    ],
  }),
  // Not shown by the guide: table cut at LocalConnectionState (its type included); EventCause and the
  // floating part come from GED-188
  defineMessage('CALL_TRANSFERRED_EVENT', 18, {
    from: 'server',
    summary: 'A call was moved to another destination.',
    fixed: [
      ...eventHead,
      { name: 'PrimaryDeviceType', key: 'primaryDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'PrimaryCallID', key: 'primaryCallId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', enum: 'LineType', about: 'GED-188 slot: LineType; the 2 bytes are there in every version (inferred), the name and meaning from 14 on' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'NumParties', key: 'numParties', type: 'USHORT' },
      { name: 'SecondaryDeviceType', key: 'secondaryDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'SecondaryCallID', key: 'secondaryCallId', type: 'UINT' },
      { name: 'TransferringDeviceType', key: 'transferringDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'TransferredDeviceType', key: 'transferredDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause', inferred: true },
    ],
    floating: [
      { name: 'PrimaryDeviceID', key: 'primaryDeviceId', type: 'STRING', tag: 35, max: 64, required: true, inferred: true },
      { name: 'SecondaryDeviceID', key: 'secondaryDeviceId', type: 'STRING', tag: 36, max: 64, required: true, inferred: true },
      { name: 'TransferringDeviceID', key: 'transferringDeviceId', type: 'STRING', tag: 42, max: 64, inferred: true },
      { name: 'TransferredDeviceID', key: 'transferredDeviceId', type: 'STRING', tag: 43, max: 64, inferred: true },
      inferredConnectedParties,
    ],
  }),
  // the last field's type and size (STRING 64) were just past the cut; they are those of the same field in
  // every other message
  defineMessage('CALL_DIVERTED_EVENT', 19, {
    from: 'server',
    summary: 'A call left one device or queue for another.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'DivertingDeviceType', key: 'divertingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'DivertingDeviceID', key: 'divertingDeviceId', type: 'STRING', tag: 44, max: 64, required: true },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64, required: true },
    ],
  }),
  // the last field's type and size (STRING 64) were just past the cut; GED-188 has further optional fields
  // (CallReferenceID, COC...) of which the CCX excerpt says nothing; the guide's sample trace ends with
  // CallingDeviceID
  defineMessage('CALL_SERVICE_INITIATED_EVENT', 20, {
    from: 'server',
    summary: 'Dial tone at a device.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'reserved', type: 'USHORT', value: 0xffff, about: 'GED-188 slot: LineHandle' },
      { name: 'reserved', type: 'USHORT', value: 3, about: 'GED-188 slot: LineType' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'CSQID', key: 'csqId', type: 'UINT', about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'lineType', key: 'lineType', type: 'USHORT', enum: 'LineType', about: "sits in GED-188's SkillGroupPriority slot; the 2 bytes are there in every version (inferred)" },
      { name: 'CallingDeviceType', key: 'callingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'CallingDeviceID', key: 'callingDeviceId', type: 'STRING', tag: 27, max: 64, required: true },
    ],
  }),
  // Not shown by the guide: fixed part whole; floating part (only its first letters seen) comes from
  // GED-188
  defineMessage('CALL_QUEUED_EVENT', 21, {
    from: 'server',
    summary: 'A call was put into one or more queues.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT', about: 'GED-188 slot: ServiceNumber; the page prints [77] after this FIXED field' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: ServiceID' },
      { name: 'QueueDeviceType', key: 'queueDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CallingDeviceType', key: 'callingDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'CalledDeviceType', key: 'calledDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'LastRedirectDeviceType', key: 'lastRedirectDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: NumQueued' },
      { name: 'NumCSQs', key: 'numCsqs', type: 'USHORT' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true, inferred: true },
      { name: 'QueueDeviceID', key: 'queueDeviceId', type: 'STRING', tag: 45, max: 64, inferred: true },
      { name: 'CallingDeviceID', key: 'callingDeviceId', type: 'STRING', tag: 27, max: 64, inferred: true },
      { name: 'CalledDeviceID', key: 'calledDeviceId', type: 'STRING', tag: 28, max: 64, inferred: true },
      { name: 'LastRedirectDeviceID', key: 'lastRedirectDeviceId', type: 'STRING', tag: 29, max: 64, inferred: true },
      {
        group: 'csqs',
        count: 'numCsqs',
        fields: [
          { name: 'CSQID', key: 'csqId', type: 'INT', tag: 62, max: 4, inferred: true, about: 'GED-188: SkillGroupNumber' },
          { name: 'reserved', type: 'UINT', tag: 63, max: 4, inferred: true, about: 'GED-188: SkillGroupID' },
          { name: 'reserved', type: 'USHORT', tag: 64, max: 2, inferred: true, about: 'GED-188: SkillGroupPriority' },
        ],
      },
    ],
  }),
  // Not shown by the guide: floating part is cut after DNIS; the rest is completed from GED-188 and from
  // the CCX SNAPSHOT_CALL_CONF page (UserToUserInfo[9], left out of the CCX tables that could be read
  // whole, is not listed here)
  defineMessage('BEGIN_CALL_EVENT', 23, {
    from: 'server',
    summary: 'First event of a call for this client: CallID and initial call data.',
    fixed: [
      ...eventHead,
      { name: 'NumCTIClients', key: 'numCtiClients', type: 'USHORT' },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT' },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT' },
      { name: 'CallType', key: 'callType', type: 'USHORT', enum: 'CallType' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'CalledPartyDisposition', key: 'calledPartyDisposition', type: 'USHORT', enum: 'Disposition' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ANI', key: 'ani', type: 'STRING', tag: 8, max: 40 },
      { name: 'DNIS', key: 'dnis', type: 'STRING', tag: 10, max: 32, inferred: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, inferred: true },
      { name: 'CallerEnteredDigits', key: 'callerEnteredDigits', type: 'STRING', tag: 12, max: 40, inferred: true },
      { name: 'reserved', type: 'UINT', tag: 72, max: 4, value: 0, required: true, inferred: true, about: 'GED-188: RouterCallKeyDay; by analogy with SNAPSHOT_CALL_CONF' },
      { name: 'reserved', type: 'UINT', tag: 73, max: 4, value: 0, required: true, inferred: true, about: 'GED-188: RouterCallKeyCallID; by analogy with SNAPSHOT_CALL_CONF' },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
      ctiClients,
    ],
  }),
  defineMessage('END_CALL_EVENT', 24, {
    from: 'server',
    summary: 'Last event of a call for this client; the call may continue elsewhere.',
    fixed: [...eventHead, { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', value: 0, enum: 'ConnectionDeviceType' }, { name: 'CallID', key: 'callId', type: 'UINT' }],
    floating: [{ name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true }],
  }),
  // Not shown by the guide: table cut after NewCallID; CalledPartyDisposition, the two trailing UINTs and
  // the whole floating part come from GED-188 (the guide's sample trace does show CalledPartyDisposition
  // and ConnectionDeviceID in this event)
  defineMessage('CALL_DATA_UPDATE_EVENT', 25, {
    from: 'server',
    summary: 'Call data changed, or the call got a new id; carries only what changed.',
    fixed: [
      ...eventHead,
      { name: 'NumCTIClients', key: 'numCtiClients', type: 'USHORT', value: 0 },
      { name: 'NumNamedVariables', key: 'numNamedVariables', type: 'USHORT', value: 0 },
      { name: 'NumNamedArrays', key: 'numNamedArrays', type: 'USHORT', value: 0 },
      { name: 'CallType', key: 'callType', type: 'USHORT', enum: 'CallType' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', value: 0, enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'NewConnectionDeviceType', key: 'newConnectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'NewCallID', key: 'newCallId', type: 'UINT' },
      { name: 'CalledPartyDisposition', key: 'calledPartyDisposition', type: 'USHORT', enum: 'Disposition', inferred: true },
      { name: 'reserved', type: 'UINT', inferred: true, about: 'GED-188: CampaignID' },
      { name: 'reserved', type: 'UINT', inferred: true, about: 'GED-188: QueryRuleID' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true, inferred: true },
      { name: 'NewConnectionDeviceID', key: 'newConnectionDeviceId', type: 'STRING', tag: 47, max: 64, required: true, inferred: true },
      { name: 'ANI', key: 'ani', type: 'STRING', tag: 8, max: 40, inferred: true },
      { name: 'DNIS', key: 'dnis', type: 'STRING', tag: 10, max: 32, inferred: true },
      { name: 'DialedNumber', key: 'dialedNumber', type: 'STRING', tag: 11, max: 40, inferred: true },
      { name: 'CallerEnteredDigits', key: 'callerEnteredDigits', type: 'STRING', tag: 12, max: 40, inferred: true },
      { name: 'reserved', type: 'UINT', tag: 72, max: 4, inferred: true, about: 'GED-188: RouterCallKeyDay' },
      { name: 'reserved', type: 'UINT', tag: 73, max: 4, inferred: true, about: 'GED-188: RouterCallKeyCallID' },
      ...inferredCallVariables,
      { name: 'CallWrapupData', key: 'callWrapupData', type: 'STRING', tag: 46, max: 40, until: 16, inferred: true },
      ...namedData,
      ctiClients,
    ],
  }),
  // Not shown by the guide: floating part cut inside QueueDeviceID; the CSQ triples come from GED-188
  // order differs from GED-188, which has QueueDeviceType BEFORE ServiceNumber and ServiceID; the CCX table
  // has ApplicationID, reserved, QueueDeviceType
  defineMessage('CALL_DEQUEUED_EVENT', 86, {
    from: 'server',
    typeInferred: true,
    summary: 'A call was taken out of a queue by hand or script; CCX says it is not expected to send it.',
    fixed: [
      ...eventHead,
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
      { name: 'ApplicationID', key: 'applicationId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff },
      { name: 'QueueDeviceType', key: 'queueDeviceType', type: 'USHORT', enum: 'DeviceType' },
      { name: 'NumQueued', key: 'numQueued', type: 'USHORT' },
      { name: 'NumCSQs', key: 'numCsqs', type: 'USHORT' },
      { name: 'LocalConnectionState', key: 'localConnectionState', type: 'USHORT', enum: 'LocalConnectionState' },
      { name: 'EventCause', key: 'eventCause', type: 'USHORT', enum: 'EventCause' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'QueueDeviceID', key: 'queueDeviceId', type: 'STRING', tag: 45, max: 64, required: true },
      {
        group: 'csqs',
        count: 'numCsqs',
        fields: [
          { name: 'CSQID', key: 'csqId', type: 'INT', tag: 62, max: 4, inferred: true, about: 'GED-188: SkillGroupNumber' },
          { name: 'reserved', type: 'UINT', tag: 63, max: 4, inferred: true, about: 'GED-188: SkillGroupID' },
          { name: 'reserved', type: 'USHORT', tag: 64, max: 2, inferred: true, about: 'GED-188: SkillGroupPriority' },
        ],
      },
    ],
  }),
  // Not shown by the guide: The floating table is cut inside its first row (ConnectionDeviceID[25],
  // required); the other rows are taken from RTP_STOPPED_EVENT, where they are printed in full.
  // Optional message: only with bit 0x00200000 of CallMsgMask.
  // One event for each direction; order against ESTABLISHED and RETRIEVED is not fixed.
  // Also after retrieve, transfer and conference.
  defineMessage('RTP_STARTED_EVENT', 116, {
    from: 'server',
    typeInferred: true,
    summary: 'An RTP stream of a phone began.',
    fixed: [
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MonitorID' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'clientPort', key: 'clientPort', type: 'UINT' },
      { name: 'Direction', key: 'direction', type: 'USHORT', enum: 'RTPDirection' },
      { name: 'RTPType', key: 'rtpType', type: 'USHORT', enum: 'RTPType' },
      { name: 'BitRate', key: 'bitRate', type: 'UINT', enum: 'RTPBitRate', about: 'G.723 only' },
      { name: 'EchoCancellation', key: 'echoCancellation', type: 'USHORT', about: '0 off, 1 on' },
      { name: 'PacketSize', key: 'packetSize', type: 'UINT', unit: 'ms' },
      { name: 'PayloadType', key: 'payloadType', type: 'USHORT', enum: 'AudioCodec' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ClientAddress', key: 'clientAddress', type: 'STRING', tag: 81, max: 16, required: true, inferred: true },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16, inferred: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, inferred: true },
      { name: 'SendingAddress', key: 'sendingAddress', type: 'STRING', tag: 125, max: 16, inferred: true },
      { name: 'SendingPort', key: 'sendingPort', type: 'UINT', tag: 126, max: 4, inferred: true },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, inferred: true },
    ],
  }),
  // Optional message: only with bit 0x00400000 of CallMsgMask.
  // On hold and on disconnect.
  // ConnectionDeviceID may have the Primary.Actual form from version 14.
  defineMessage('RTP_STOPPED_EVENT', 117, {
    from: 'server',
    typeInferred: true,
    summary: 'An RTP stream of a phone ended.',
    fixed: [
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MonitorID' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'clientPort', key: 'clientPort', type: 'UINT' },
      { name: 'Direction', key: 'direction', type: 'USHORT', enum: 'RTPDirection' },
      { name: 'ConnectionDeviceType', key: 'connectionDeviceType', type: 'USHORT', enum: 'ConnectionDeviceType' },
      { name: 'CallID', key: 'callId', type: 'UINT' },
    ],
    floating: [
      { name: 'ConnectionDeviceID', key: 'connectionDeviceId', type: 'STRING', tag: 25, max: 64, required: true },
      { name: 'ClientAddress', key: 'clientAddress', type: 'STRING', tag: 81, max: 16, required: true },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
      { name: 'SendingAddress', key: 'sendingAddress', type: 'STRING', tag: 125, max: 16 },
      { name: 'SendingPort', key: 'sendingPort', type: 'UINT', tag: 126, max: 4 },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
    ],
  }),
];
