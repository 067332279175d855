/**
 * Fields that several messages share.
 * @module
 */
import type { FixedField, FloatingField, Group } from '../schema.ts';

/** MonitorID, PeripheralID and PeripheralType of the sibling protocol: constants in CCX. */
export const eventHead: readonly FixedField[] = [
  { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MonitorID' },
  { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
  { name: 'reserved', type: 'USHORT', value: 21, about: 'GED-188 slot: PeripheralType' },
];

/** Call placement options of the sibling protocol: constants in CCX. */
export const placement: readonly FixedField[] = [
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallPlacementType' },
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallMannerType' },
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AlertRings' },
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: CallOption' },
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: FacilityType' },
  { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AnsweringMachine' },
  { name: 'reserved', type: 'BOOL', value: 0, about: 'GED-188 slot: Priority' },
  { name: 'reserved', type: 'BOOL', value: 0, about: 'GED-188 slot: PostRoute' },
];

/** 40 characters and the NUL; the guide's 40 counts only the characters (inferred: sibling guide). */
export const callVariables: readonly FloatingField[] = [
  { name: 'CallVariable1', key: 'callVariable1', type: 'STRING', tag: 13, max: 41 },
  { name: 'CallVariable2', key: 'callVariable2', type: 'STRING', tag: 14, max: 41 },
  { name: 'CallVariable3', key: 'callVariable3', type: 'STRING', tag: 15, max: 41 },
  { name: 'CallVariable4', key: 'callVariable4', type: 'STRING', tag: 16, max: 41 },
  { name: 'CallVariable5', key: 'callVariable5', type: 'STRING', tag: 17, max: 41 },
  { name: 'CallVariable6', key: 'callVariable6', type: 'STRING', tag: 18, max: 41 },
  { name: 'CallVariable7', key: 'callVariable7', type: 'STRING', tag: 19, max: 41 },
  { name: 'CallVariable8', key: 'callVariable8', type: 'STRING', tag: 20, max: 41 },
  { name: 'CallVariable9', key: 'callVariable9', type: 'STRING', tag: 21, max: 41 },
  { name: 'CallVariable10', key: 'callVariable10', type: 'STRING', tag: 22, max: 41 },
];

/** The same for tables of the guide that are cut off before them. */
export const inferredCallVariables: readonly FloatingField[] = callVariables.map((field) => ({ ...field, inferred: true }));

/** Named variables and named arrays; together at most 2000 bytes in a message. */
export const namedData: readonly Group[] = [
  {
    group: 'namedVariables',
    count: 'numNamedVariables',
    fields: [{ name: 'NamedVariable', key: 'namedVariable', type: 'NAMEDVAR', tag: 82, max: 251, inferred: true }],
  },
  {
    group: 'namedArrays',
    count: 'numNamedArrays',
    fields: [{ name: 'NamedArray', key: 'namedArray', type: 'NAMEDARRAY', tag: 83, max: 252, inferred: true }],
  },
];

/** The parties of a conference or transfer, at most 16. */
export const connectedParties: Group = {
  group: 'connectedParties',
  count: 'numParties',
  fields: [
    { name: 'ConnectedPartyCallID', key: 'connectedPartyCallId', type: 'UINT', tag: 39, max: 4 },
    { name: 'ConnectedPartyDeviceType', key: 'connectedPartyDeviceType', type: 'USHORT', tag: 40, max: 2, enum: 'ConnectionDeviceType' },
    { name: 'ConnectedPartyDeviceID', key: 'connectedPartyDeviceId', type: 'STRING', tag: 41, max: 64 },
  ],
};

/** The same for tables of the guide that are cut off before them. */
export const inferredConnectedParties: Group = {
  ...connectedParties,
  fields: (connectedParties.fields as readonly FloatingField[]).map((field) => ({ ...field, inferred: true })),
};

/** Clients that have signed the call. */
export const ctiClients: Group = {
  group: 'ctiClients',
  count: 'numCtiClients',
  fields: [
    { name: 'CTIClientSignature', key: 'ctiClientSignature', type: 'STRING', tag: 23, max: 64, inferred: true },
    { name: 'CTIClientTimestamp', key: 'ctiClientTimestamp', type: 'TIME', tag: 24, max: 4, inferred: true },
  ],
};
