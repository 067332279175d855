import { expect, it } from 'vitest';
import { bytes } from '../unit/server-harness.ts';
import { openClient, simulate } from '../unit/simulator-harness.ts';

/**
 * BEGIN_CALL_EVENT of https://developer.cisco.com/docs/contact-center-express/example-trace-log-file-excerpts, the only
 * call event that the guide shows as bytes: 2006 calls trigger 7000, and the CTI port 9026 takes the call.
 */
const fixedPart = `
  0000 0000  // MonitorID
  0000 0001  // PeripheralID
  0015       // PeripheralType 21
  0000       // NumCTIClients
  0000       // NumNamedVariables
  0000       // NumNamedArrays
  0001       // CallType CALLTYPE_CCX_IN
  0000       // ConnectionDeviceType
  0100 0110  // CallID 16777488
  0000       // CalledPartyDisposition
`;
const floatingFields = [
  '08 05 3230303600 // ANI "2006"',
  '0b 05 3730303000 // DialedNumber "7000"',
  '19 05 3930323600 // ConnectionDeviceID "9026"',
  '0a 05 3730303000 // DNIS "7000"',
];

const toHexString = (part: Uint8Array): string => Buffer.from(part).toString('hex');

it("BEGIN_CALL_EVENT has the bytes of the guide's trace", async () => {
  const { simulator } = simulate({ callsPerHour: 0, ports: 1 });
  const bridge = await openClient(simulator);
  // CallIDs count from 0x01000001; earlier calls bring the counter to the CallID of the trace.
  for (let call = 1; call < 0x110; call++) {
    await simulator.inboundCall({ ani: '1' });
    await simulator.hangUp('1');
  }
  await bridge.answers();
  const before = bridge.link.sent.length;
  await simulator.inboundCall({ ani: '2006', dnis: '7000' });
  const frame = bridge.link.sent[before] ?? new Uint8Array(0);
  expect(toHexString(frame.subarray(4, 8))).toBe('00000017');
  const fixed = bytes(fixedPart);
  expect(toHexString(frame.subarray(8, 8 + fixed.length))).toBe(toHexString(fixed));
  // The floating fields differ in order, in the CTI port, and by two reserved fields that the trace lacks.
  const floating: string[] = [];
  for (let at = 8 + fixed.length; at < frame.length; at += 2 + (frame[at + 1] ?? 0)) {
    floating.push(toHexString(frame.subarray(at, at + 2 + (frame[at + 1] ?? 0))));
  }
  const port = (field: string): string =>
    field.replace(toHexString(bytes('39303236')), toHexString(bytes('36303031')));
  const wanted = floatingFields.map((field) => port(toHexString(bytes(field))));
  const reserved = ['48 04 00000000', '49 04 00000000'].map((field) => toHexString(bytes(field)));
  expect(floating.sort()).toEqual([...wanted, ...reserved].sort());
});
