import { describe, expect, it } from 'vitest';
import { settle } from './fake-clock.ts';
import { bytes, frame, openReq, serve, TestClient, TestHost } from './server-harness.ts';

/** The status of the only answer. */
async function statusOf(request: Uint8Array): Promise<{ status: number; text: string }> {
  const { client, host } = serve();
  client.link.push(request);
  const [answer, ...rest] = await client.answers();
  expect(rest).toEqual([]);
  expect(host.ends).toEqual(['refused']);
  if (answer?.type !== 'FAILURE_CONF') throw new Error(`answered with ${answer?.type}`);
  expect(answer.invokeId).toBe(1);
  return { status: answer.status, text: answer.text ?? '' };
}

describe('OPEN_REQ', () => {
  it('opens the session, with the expected bytes', async () => {
    const { client, host, session } = serve();
    client.link.push(openReq());
    await settle();
    expect(client.link.sent).toEqual([
      bytes(`
        0000 0028  // BodyLength 40
        0000 0004  // OPEN_CONF
        0000 0001  // InvokeID
        0004 0096  // ServicesGranted
        0000 0000  0000 0000  0000 0000  // reserved
        0001       // online
        0000       // reserved
        0000       // AgentState
        e4 02 0001 // NumPeripherals
        d0 04 00000001  // FltPeripheralID
        e0 02 0001 // MultilineAgentControl
      `),
    ]);
    expect(session.state).toBe('open');
    expect(host.ends).toEqual([]);
  });

  it.each([
    ['version 9', { versionNumber: '0000 0009' }, 1],
    ['version 19', { versionNumber: '0000 0013' }, 1],
    ['an IdleTimeout of 19 s', { idleTimeout: '0000 0013' }, 18],
    ['an IdleTimeout of 120 s', { idleTimeout: '0000 0078' }, 18],
    ['the first reserved field 1', { reserved0: '0000 0001' }, 7],
    ['the last reserved field 1', { reserved3: '0000 0001' }, 7],
    ['both mode bits', { servicesRequested: '0000 0011' }, 17],
    ['no ClientID', { clientId: '' }, 6],
    ['no ClientPassword', { clientPassword: '' }, 6],
    ['agent mode and no agent', { servicesRequested: '0000 0005' }, 6],
    [
      'agent mode and empty agent fields',
      { servicesRequested: '0000 0005', more: '04 01 00 06 01 00 c2 01 00' },
      6,
    ],
    ['bridge mode and an AgentID', { more: 'c2 03 6a6400' }, 8],
    ['an unknown floating tag', { more: '61 04 00000001' }, 3],
    ['a ClientID of 65 bytes', { clientId: `01 41 ${'78'.repeat(64)} 00` }, 23],
    ['a floating field that is cut off', { more: '03 05 7800' }, 17],
    ['half a floating header', { more: '03' }, 17],
  ])('refuses %s', async (_what, fields, status) => {
    expect((await statusOf(openReq(fields))).status).toBe(status);
  });

  it.each([
    ['an IdleTimeout of 20 s', { idleTimeout: '0000 0014' }],
    ['an IdleTimeout of 119 s', { idleTimeout: '0000 0077' }],
    ['version 10', { versionNumber: '0000 000a' }],
    ['a ClientID of 64 bytes', { clientId: `01 40 ${'78'.repeat(63)} 00` }],
    ['an empty ClientID', { clientId: '01 00' }],
    ['bridge mode with empty agent fields', { more: '04 01 00 06 01 00 c2 01 00' }],
    ['agent mode with an extension', { servicesRequested: '0000 0005', more: '04 05 3230303100' }],
    ['neither mode', { servicesRequested: '0004 0000' }],
  ])('accepts %s', async (_what, fields) => {
    const { client, session } = serve();
    client.link.push(openReq(fields));
    await settle();
    expect(session.state).toBe('open');
  });

  it('is refused with a text that contains nothing that was sent', async () => {
    expect(await statusOf(openReq({ servicesRequested: '0000 0011' }))).toEqual({
      status: 17,
      text: 'CTI_SERVICE_CLIENT_EVENTS and CTI_SERVICE_ALL_EVENTS exclude each other',
    });
    const { text } = await statusOf(openReq({ clientPassword: `02 41 ${'73'.repeat(65)}` }));
    expect(text).toBe('OPEN_REQ: ClientPassword has 65 bytes (limit 64)');
  });

  it('is refused if the body is too short', async () => {
    expect((await statusOf(frame(3, '00000001 00000011'))).status).toBe(6);
    const { client } = serve();
    client.link.push(frame(3, '0001'));
    expect(await client.answers()).toEqual([{ type: 'FAILURE_EVENT', status: 6 }]);
  });

  it('is refused without Text for an unknown version', async () => {
    expect(await statusOf(openReq({ versionNumber: '0000 0063' }))).toEqual({ status: 1, text: '' });
  });

  it('is refused outside the configured versions', async () => {
    const { client } = serve({ versions: { lowest: 10, highest: 14 } });
    client.link.push(openReq());
    expect(await client.answers()).toEqual([
      {
        type: 'FAILURE_CONF',
        invokeId: 1,
        status: 1,
        text: 'this server accepts protocol versions 10 to 14',
      },
    ]);
  });

  it('is refused with the refusal of the host', async () => {
    const { client, host } = serve();
    host.answer = { status: 92, text: 'standby' };
    client.link.push(openReq());
    expect(await client.answers()).toEqual([
      { type: 'FAILURE_CONF', invokeId: 1, status: 92, text: 'standby' },
    ]);
    expect(host.ends).toEqual(['refused']);
  });
});

describe('OPEN_CONF', () => {
  it('has peripherals since version 14', async () => {
    const { client } = serve({}, new TestClient(14));
    client.open();
    expect(await client.answers()).toMatchObject([
      { peripherals: [{ peripheralId: 1, multilineAgentControl: 1 }] },
    ]);
  });

  it.each([10, 13])('has no peripherals in version %i', async (version) => {
    const { client } = serve({}, new TestClient(version));
    client.open();
    expect(await client.answers()).toEqual([
      { type: 'OPEN_CONF', invokeId: 1, servicesGranted: 0x40096, ccxOnline: true, agentState: 0 },
    ]);
  });

  it.each([1, 2] as const)(
    'has the granted configuration mask in version 18, lengths of %i',
    async (lengthBytes) => {
      const { client } = serve({ lengthBytes }, new TestClient(18, lengthBytes));
      client.open();
      expect(await client.answers()).toEqual([
        {
          type: 'OPEN_CONF',
          invokeId: 1,
          servicesGranted: 0x40096,
          ccxOnline: true,
          agentState: 0,
          peripherals: [{ peripheralId: 1, multilineAgentControl: 1 }],
          configMsgMaskGranted: 0x1f,
        },
      ]);
    },
  );

  it.each([
    [1, 2],
    [2, 1],
  ] as const)('answers an OPEN_REQ with lengths of %i in its own width, %i', async (theirs, ours) => {
    const client = new TestClient(18, ours);
    const { session } = serve({ lengthBytes: ours }, client);
    client.link.push(
      new TestClient(18, theirs).codec.encode({
        type: 'OPEN_REQ',
        invokeId: 1,
        versionNumber: 18,
        idleTimeout: 40,
        servicesRequested: 0x10,
        callMsgMask: 1,
        agentStateMask: 1,
        configMsgMask: 0,
        clientId: 'somebody',
        clientPassword: bytes('0102'),
      }),
    );
    const [conf] = await client.answers();
    expect(conf).toMatchObject({ type: 'OPEN_CONF', servicesGranted: 0x10, configMsgMaskGranted: 0 });
    expect(session.granted?.clientId).toBe('somebody');
  });

  it('prefers known tags for an OPEN_REQ of version 18 that is valid in both widths', async () => {
    // Read with one-byte lengths, these are three empty unknown fields.
    const more = `0001 0001 00  // ClientID, two-byte length
                  0002 0000     // ClientPassword`;
    const { client, session } = serve({ lengthBytes: 1 }, new TestClient(18, 1));
    client.link.push(openReq({ versionNumber: '0000 0012', clientId: '', clientPassword: '', more }));
    expect(await client.answers()).toMatchObject([{ type: 'OPEN_CONF' }]);
    expect(session.state).toBe('open');
  });

  it('grants the requested services that the host allows', async () => {
    const { client, host, session } = serve();
    host.answer = { services: 0x12, online: false };
    client.open({ servicesRequested: 0x96 });
    expect(await client.answers()).toMatchObject([{ servicesGranted: 0x12, ccxOnline: false }]);
    expect(session.granted).toMatchObject({ mode: 'bridge', services: 0x12, configMsgMask: 0 });
  });

  it.each([
    [11, 0x10],
    [12, 0x2010],
  ])('grants control of states only from version 12 on: %i', async (version, granted) => {
    const { client } = serve({}, new TestClient(version));
    client.open({ servicesRequested: 0x2010 });
    expect(await client.answers()).toMatchObject([{ servicesGranted: granted }]);
  });

  it('contains the agent in agent mode', async () => {
    const { client, host, session } = serve();
    const agent = { agentId: 'jdoe', extension: '2001', instrument: '2001', state: 3 };
    host.answer = { services: 0xffffffff, online: true, agent };
    client.open({ servicesRequested: 0x5, agentId: 'jdoe' });
    expect(await client.answers()).toMatchObject([
      { agentExtension: '2001', agentInstrument: '2001', agentId: 'jdoe', agentState: 3 },
    ]);
    expect(session.granted).toMatchObject({ mode: 'agent', agentId: 'jdoe' });
  });

  it('contains no agent without client events', async () => {
    const { client, host } = serve();
    const agent = { agentId: 'jdoe', extension: '2001', instrument: '2001', state: 3 };
    host.answer = { services: 0x4, online: true, agent };
    client.open({ servicesRequested: 0x5, agentId: 'jdoe' });
    const [conf] = await client.answers();
    expect(conf).toMatchObject({ servicesGranted: 4, agentState: 0 });
    expect(conf).not.toHaveProperty('agentId');
  });
});

describe('the log', () => {
  it('contains no password and no client data', async () => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]): void => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    const { client } = serve({ logger });
    client.open({ clientId: 'who-i-am', clientPassword: new TextEncoder().encode('s3cret') });
    client.send({
      type: 'SET_AGENT_STATE_REQ',
      invokeId: 2,
      agentState: 0,
      eventReasonCode: 0,
      forcedFlag: 0,
      agentCapacity: 0,
      agentInstrument: '2001',
      agentId: 'jdoe',
      agentPassword: 's3cret',
    });
    client.link.push(frame(38, '00000003'), frame(4711, '00000004'), bytes('7fffffff 00000001'));
    await settle();
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(lines)).not.toMatch(/s3cret|who-i-am|115,51,99/);
  });
});

describe('a host', () => {
  it('that drops the session in accept() sends no answer', async () => {
    const client = new TestClient();
    const host = new TestHost();
    const { session } = serve({ host }, client);
    host.accept = () => {
      session.drop();
      return { services: 0, online: true };
    };
    client.open();
    expect(await client.answers()).toEqual([]);
    expect(client.link.ended).toBe('aborted');
    expect(host.ends).toEqual(['dropped']);
  });
});
