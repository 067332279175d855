/**
 * The tags of floating fields. Those marked `inferred` come from GED-188, the sibling protocol of
 * Unified CCE.
 * @module
 */

/**
 * The tags of floating fields (FieldDataID) under the names the guide gives them (guide: floating FieldDataID
 * values, and the pages of the messages).
 *
 * Tag 184 has three meanings: the two that share a name with another tag are ConfigApplicationID and
 * ConfigCSQID here. Some messages use a tag under a name that is not listed: in CONFIG_DEVICE_EVENT 11 is
 * DeviceField2 and 173 is DeviceField4, in CONFIG_TERMINAL_EVENT 6 is Instrument, and the message pages write
 * CallVariable1 and CSQueueConfigKey where the table has CallVar1 and CSQConfigKey. Tags that are only ever
 * reserved are left out.
 */
export const FieldTag = {
  ClientID: 1,
  ClientPassword: 2,
  ClientSignature: 3,
  AgentExtension: 4,
  AgentInstrument: 6,
  Text: 7,
  ANI: 8,
  UserToUserInfo: 9,
  DNIS: 10,
  DialedNumber: 11,
  CallerEnteredDigits: 12,
  CallVar1: 13,
  CallVar2: 14,
  CallVar3: 15,
  CallVar4: 16,
  CallVar5: 17,
  CallVar6: 18,
  CallVar7: 19,
  CallVar8: 20,
  CallVar9: 21,
  CallVar10: 22,
  CTIClientSignature: 23,
  CTIClientTimeStamp: 24,
  ConnectionDeviceID: 25,
  AlertingDeviceID: 26,
  CallingDeviceID: 27,
  CalledDeviceID: 28,
  LastRedirectDeviceID: 29,
  AnsweringDeviceID: 30,
  HoldingDeviceID: 31,
  RetrievingDeviceID: 32,
  ReleasingDeviceID: 33,
  FailingDeviceID: 34,
  PrimaryDeviceID: 35,
  SecondaryDeviceID: 36,
  ControllerDeviceID: 37,
  AddedPartyDeviceID: 38,
  ConnectedPartyCallID: 39,
  ConnectedPartyDeviceType: 40,
  ConnectedPartyDeviceID: 41,
  TransferringDeviceID: 42,
  TransferredDeviceID: 43,
  DivertingDeviceID: 44,
  QueueDeviceID: 45,
  CallWrapupData: 46,
  NewConnectionDeviceID: 47,
  AgentPassword: 49,
  ActiveConnectionDeviceID: 50,
  OtherConnectionDeviceID: 52,
  HeldConnectionDeviceID: 53,
  CallConnectionCallID: 56,
  CallConnectionDeviceType: 57,
  CallConnectionDeviceID: 58,
  CallDeviceType: 59,
  CallDeviceID: 60, // the name was cut off after CallDevi
  CallDeviceConnectionState: 61,
  CSQID: 62, // in agent records
  CSQState: 65,
  DTMFString: 67,
  CallState: 75, // inferred
  ApplicationID: 77, // printed so in CALL_QUEUED_EVENT, most likely a misprint
  ClientAddress: 81,
  NamedVariable: 82,
  NamedArray: 83,
  SupervisorInstrument: 85, // inferred
  AgentFlags: 87,
  AgentConnectionDeviceID: 90,
  SupervisorConnectionDeviceID: 91,
  CustomerPhoneNumber: 95, // inferred
  CustomerAccountNumber: 96, // inferred
  TrunkNumber: 121, // inferred
  TrunkGroupNumber: 122, // inferred
  NextAgentState: 123, // inferred: seen in logs, the pairing with the number is a guess
  DequeueType: 124, // inferred
  SendingAddress: 125,
  SendingPort: 126,
  MaxQueued: 129,
  PreviousApplicationID: 132,
  ApplicationName: 133,
  CSQName: 133,
  Description: 134,
  FirstName: 137,
  LastName: 138,
  Duration: 150, // inferred
  Extension: 173,
  ApplicationConfigKey: 177,
  CSQConfigKey: 178,
  AgentConfigKey: 179,
  DeviceConfigKey: 180,
  RecordType: 183,
  ConfigApplicationID: 184, // guide: ApplicationID, in configuration records
  ConfigCSQID: 184, // guide: CSQID, in configuration records
  DeviceField0: 184, // in CONFIG_DEVICE_EVENT
  AutoWork: 185, // two bytes by type, four by the page
  AgentType: 189,
  LoginID: 190,
  NumCSQ: 191,
  DeviceField1: 193,
  AgentID: 194,
  DeviceType: 195, // a ConfigDeviceClass, in CONFIG_DEVICE_EVENT
  SecondaryConnectionCallID: 202, // inferred
  PriorityQueueNumber: 203, // inferred
  TeamName: 204,
  MemberType: 205,
  EventDeviceID: 206,
  FltPeripheralID: 208, // since 14; reserved and 0 in configuration records since 11
  MRDomainID: 216, // since 11
  MultilineAgentControl: 224, // since 14
  NumPeripherals: 228, // since 14
  Direction: 244, // inferred
  MRD_ID: 246,
  agentState: 247,
  ConfigMsgMaskGranted: 248,
  InternalAgentState: 255, // inferred: the name is in the guide, the number from GED-188
  TerminalType: 302, // since 18
  TerminalDeviceName: 303, // since 18; in CONFIG_TERMINAL_EVENT
  ActiveTerminal: 303, // since 18; elsewhere
  TerminalTypeName: 304, // since 18
  NumInstruments: 305, // since 18
} as const;

/** One value of {@link FieldTag} (guide: floating FieldDataID values). */
export type FieldTag = (typeof FieldTag)[keyof typeof FieldTag];

let namesByTag: ReadonlyMap<number, readonly string[]> | undefined;

/**
 * All names of a tag in {@link FieldTag}, e.g. `ApplicationName` and `CSQName` for 133, none for a tag that
 * is not in it (guide: floating FieldDataID values).
 */
export function fieldTagNames(tag: number): readonly string[] {
  namesByTag ??= indexNames();
  return namesByTag.get(tag) ?? [];
}

function indexNames(): ReadonlyMap<number, readonly string[]> {
  const index = new Map<number, string[]>();
  for (const [name, tag] of Object.entries(FieldTag)) {
    const names = index.get(tag);
    if (names === undefined) index.set(tag, [name]);
    else names.push(name);
  }
  return index;
}
