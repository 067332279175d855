import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageType } from '../../core/protocol/generated/messages.ts';
import { settle } from './fake-clock.ts';
import { bytes, frame, openReq, serve, TestClient } from './server-harness.ts';

/** An open session after OPEN_CONF. */
async function opened(
  options: Parameters<typeof serve>[0] = {},
  fields: Parameters<TestClient['open']>[0] = {},
) {
  const served = serve(options);
  served.client.open(fields);
  await served.client.answers();
  return served;
}

const heartbeat = (invokeId: number) => ({ type: 'HEARTBEAT_REQ', invokeId }) as const;

describe('before the session is open', () => {
  it('answers any other message with status 4', async () => {
    const { client, session } = serve();
    client.send(heartbeat(7));
    client.link.push(frame(4711, '0000 0008 01'));
    expect(await client.answers()).toEqual([
      { type: 'FAILURE_CONF', invokeId: 7, status: 4 },
      { type: 'FAILURE_CONF', invokeId: 8, status: 4 },
    ]);
    expect(session.state).toBe('opening');
  });

  it('answers a message without an InvokeID with FAILURE_EVENT', async () => {
    const { client } = serve({}, new TestClient(10));
    client.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    client.link.push(frame(230, ''));
    const answers = await client.answers();
    expect(answers.at(-1)).toEqual({ type: 'FAILURE_EVENT', status: 4 });
  });

  it('drops a link without OPEN_REQ', async () => {
    const { client, host, clock } = serve({ openTimeoutMs: 30_000 });
    await clock.advance(29_999);
    expect(client.link.ended).toBeUndefined();
    await clock.advance(1);
    expect(client.link.ended).toBe('aborted');
    expect(host.ends).toEqual(['open timeout']);
  });

  it('waits for a refused client to close the link, then closes it', async () => {
    const { client, clock } = serve();
    client.link.push(openReq({ idleTimeout: '0000 0000' }));
    await settle();
    await clock.advance(4_999);
    expect(client.link.ended).toBeUndefined();
    client.send(heartbeat(2));
    expect(await client.answers()).toHaveLength(1);
    await clock.advance(1);
    expect(client.link.ended).toBe('closed');
    expect(clock.pending).toBe(0);
  });

  it('leaves no timer when a refused client resets the link', async () => {
    const { client, clock } = serve();
    client.link.push(openReq({ idleTimeout: '0000 0000' }));
    await settle();
    client.link.lose();
    await settle();
    expect(clock.pending).toBe(0);
  });
});

describe('an open session', () => {
  it('accepts frames in any chunks', async () => {
    const { client, session } = serve();
    for (const byte of openReq()) client.link.push(Uint8Array.of(byte));
    await settle(500);
    client.take();
    expect(session.state).toBe('open');
    const two = new Uint8Array([...client.codec.encode(heartbeat(1)), ...client.codec.encode(heartbeat(2))]);
    client.link.push(two.subarray(0, 15), two.subarray(15));
    expect(await client.answers()).toHaveLength(2);
  });

  it('answers heartbeats at once', async () => {
    const { client } = await opened();
    client.send(heartbeat(0xffffffff));
    expect(await client.answers()).toEqual([{ type: 'HEARTBEAT_CONF', invokeId: 0xffffffff }]);
  });

  it('answers heartbeats as its host decides', async () => {
    const { client, host } = await opened();
    host.heartbeatAnswer = 'silent';
    client.send(heartbeat(1));
    expect(await client.answers()).toEqual([]);
    host.heartbeatAnswer = { status: 17 };
    client.send(heartbeat(2));
    expect(await client.answers()).toEqual([{ type: 'FAILURE_CONF', invokeId: 2, status: 17 }]);
  });

  it('refuses a second OPEN_REQ with status 5 and continues', async () => {
    const { client, session } = await opened();
    client.open({ invokeId: 9 });
    expect(await client.answers()).toEqual([{ type: 'FAILURE_CONF', invokeId: 9, status: 5 }]);
    expect(session.state).toBe('open');
  });

  it('confirms CLOSE_REQ and waits 5 s for the client to close the link', async () => {
    const { client, host, clock, session } = await opened();
    client.send({ type: 'CLOSE_REQ', invokeId: 3, status: 0 });
    client.send(heartbeat(4));
    expect(await client.answers()).toEqual([{ type: 'CLOSE_CONF', invokeId: 3 }]);
    expect(session.state).toBe('closed');
    expect(host.ends).toEqual(['closed by client']);
    expect(client.link.ended).toBeUndefined();
    await clock.advance(5_000);
    expect(client.link.ended).toBe('closed');
  });

  it('reports the closed link to its host once', async () => {
    const { client, host, clock, session } = await opened();
    client.link.lose();
    await settle();
    expect(host.ends).toEqual(['link closed']);
    session.send({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    session.drop();
    expect(host.ends).toEqual(['link closed']);
    expect(clock.pending).toBe(0);
  });

  it('sends nothing on a link that has just closed', async () => {
    const { client, session } = await opened();
    client.link.lose();
    expect(session.state).toBe('open');
    session.send({ type: 'HEARTBEAT_CONF', invokeId: 1 });
    expect(client.take()).toEqual([]);
  });

  it('ends with FAILURE_EVENT and FIN, or with a reset', async () => {
    const first = await opened();
    first.session.end(11);
    expect(first.client.take()).toEqual([{ type: 'FAILURE_EVENT', status: 11 }]);
    expect(first.client.link.ended).toBe('closed');
    expect(first.host.ends).toEqual(['ended']);
    const second = await opened();
    second.session.drop();
    expect(second.client.link.ended).toBe('aborted');
    expect(second.host.ends).toEqual(['dropped']);
  });

  it('passes requests to its host and sends its answers', async () => {
    const { client, host, session } = await opened();
    client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 5, agentId: 'jdoe' });
    await settle();
    expect(host.requests).toEqual([{ type: 'QUERY_AGENT_STATE_REQ', invokeId: 5, agentId: 'jdoe' }]);
    session.controlFail(5, 12, { ccxErrorCode: 88009, text: 'no' });
    session.fail(6, 17, `${'long '.repeat(100)}`);
    const [first, second] = client.take();
    expect(first).toEqual({
      type: 'CONTROL_FAILURE_CONF',
      invokeId: 5,
      failureCode: 12,
      ccxErrorCode: 88009,
      text: 'no',
    });
    expect(second).toMatchObject({ type: 'FAILURE_CONF', text: expect.stringMatching(/^long .*\.\.\.$/) });
  });

  it('refuses a request when its host throws', async () => {
    const { client, host, session } = await opened();
    host.request = () => {
      throw new Error('a bug');
    };
    client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 5, agentId: 'jdoe' });
    expect(await client.answers()).toEqual([{ type: 'FAILURE_CONF', invokeId: 5, status: 17 }]);
    expect(session.state).toBe('open');
  });

  it('is dropped when its host throws in accept()', async () => {
    const { client, host } = serve();
    host.accept = () => {
      throw new Error('a bug');
    };
    client.open();
    expect(await client.answers()).toEqual([]);
    expect(client.link.ended).toBe('aborted');
    expect(host.ends).toEqual(['invalid stream']);
  });

  it('keeps the mask of CONFIG_REQUEST_EVENT', async () => {
    const { client, session } = await opened();
    expect(session.granted?.configurationMask).toBeUndefined();
    client.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 6 });
    await settle();
    expect(session.granted?.configurationMask).toBe(6);
  });

  it('publishes only events in the masks', async () => {
    const { client, session } = await opened({}, { callMsgMask: 0x8, agentStateMask: 0 });
    const cleared = {
      type: 'CALL_CLEARED_EVENT',
      callId: 1,
      localConnectionState: 0,
      eventCause: 65535,
    } as const;
    expect(session.publish(cleared)).toBe(false);
    expect(session.publish({ type: 'FAILURE_EVENT', status: 96 })).toBe(true);
    session.send(cleared);
    expect(client.take().map(({ type }) => type)).toEqual(['FAILURE_EVENT', 'CALL_CLEARED_EVENT']);
  });

  it('counts received and sent messages', async () => {
    const { client, session } = await opened();
    client.send(heartbeat(1), heartbeat(2));
    await settle();
    expect(session.counts).toEqual({ received: 3, sent: 3 });
  });
});

describe('IdleTimeout', () => {
  it('resets the link without any message', async () => {
    const { client, host, clock } = await opened({}, { idleTimeout: 20 });
    await clock.advance(19_999);
    expect(client.link.ended).toBeUndefined();
    await clock.advance(1);
    expect(client.link.ended).toBe('aborted');
    expect(host.ends).toEqual(['idle timeout']);
    expect(clock.pending).toBe(0);
  });

  it('restarts with every message', async () => {
    const { client, clock } = await opened({}, { idleTimeout: 20 });
    await clock.advance(15_000);
    client.link.push(frame(4711, '0000 0001'));
    await clock.advance(19_999);
    expect(client.link.ended).toBeUndefined();
    await clock.advance(1);
    expect(client.link.ended).toBe('aborted');
  });

  it('does not restart with an incomplete message', async () => {
    const { client, clock } = await opened({}, { idleTimeout: 20 });
    await clock.advance(15_000);
    client.link.push(bytes('0000 0004'));
    await clock.advance(5_000);
    expect(client.link.ended).toBe('aborted');
  });

  it('does not restart with sent messages', async () => {
    const { client, clock, session } = await opened({}, { idleTimeout: 20 });
    await clock.advance(10_000);
    session.publish({ type: 'FAILURE_EVENT', status: 96 });
    await clock.advance(10_000);
    expect(client.link.ended).toBe('aborted');
  });

  it('is restarted by heartbeats for hours, with one timer', async () => {
    const { client, clock } = await opened({}, { idleTimeout: 40 });
    for (let beat = 0; beat < 720; beat++) {
      client.send(heartbeat(beat));
      await clock.advance(10_000);
    }
    expect(client.link.ended).toBeUndefined();
    expect(clock.pending).toBe(1);
  });
});

describe('malformed messages', () => {
  it('are answered and never end a session', async () => {
    const types = Object.values(MessageType).filter((type) => type !== MessageType.CLOSE_REQ);
    const { client, session } = await opened();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...types),
        fc.uint8Array({ minLength: 4, maxLength: 120 }),
        async (type, body) => {
          client.link.push(frame(type, Buffer.from(body).toString('hex')));
          client.send(heartbeat(8));
          expect((await client.answers()).at(-1)).toEqual({ type: 'HEARTBEAT_CONF', invokeId: 8 });
          expect(session.state).toBe('open');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an unknown message type', 4711, '0000 0007', 2],
    ['a message that only servers send', 6, '0000 0007', 2],
    ['a message of a later version', 276, '0000 0007', 2],
    ['a wrong reserved field', 84, '0000 0007 00000002 004c 06 05 3230303100', 7],
    ['an unknown tag', 84, '0000 0007 00000001 004c 06 05 3230303100 07 01 00', 3],
    ['a field that is too long', 84, `0000 0007 00000001 004c 06 41 ${'31'.repeat(64)}00`, 23],
    ['a missing field', 84, '0000 0007 00000001 004c', 6],
    ['a short fixed part', 84, '0000 0007 0000', 6],
    ['a short fixed part and nothing behind it', 7, '0000 0007', 6],
    ['a field that runs past the end', 84, '0000 0007 00000001 004c 06 09 3230303100', 17],
    ['reserved bytes that are not zero', 242, '0000 0007 0001 00000000 00000100', 7],
    ['a number of the wrong width', 223, '0000 0007 3e 02 0001', 17],
  ])('are refused one message at a time: %s', async (_what, type, body, status) => {
    const { client, host, session } = await opened();
    client.link.push(frame(type, body));
    client.send(heartbeat(8));
    const [failure, confirmation, ...rest] = await client.answers();
    expect(failure).toMatchObject({ type: 'FAILURE_CONF', invokeId: 7, status });
    expect(confirmation).toEqual({ type: 'HEARTBEAT_CONF', invokeId: 8 });
    expect(rest).toEqual([]);
    expect(session.state).toBe('open');
    expect(host.requests).toEqual([]);
  });

  it('are refused with the answer of the configuration request', async () => {
    const { client } = await opened();
    client.link.push(
      frame(230, '00000001 83 04 00000000'), // reserved must be 0
      frame(230, ''),
      frame(232, '0000000f 00000001 83 04 00000000'), // reserved must be 0
      frame(232, '0000000f 00000000 83 05 00000000'),
    );
    expect(await client.answers()).toMatchObject([
      { type: 'CONFIG_KEY_EVENT', status: 3 },
      { type: 'CONFIG_KEY_EVENT', status: 2 },
      { type: 'CONFIG_END_EVENT', status: 2 },
      { type: 'CONFIG_END_EVENT', status: 3 },
    ]);
  });

  it('include fields of other versions', async () => {
    const { client, host } = serve({}, new TestClient(10));
    client.open();
    await client.answers();
    // Version 10 has no reserved word in CONFIG_REQUEST_KEY_EVENT and no AgentCapacity.
    client.link.push(frame(230, ''), frame(38, '00000007 00000001 0003 0000 0000 0000 00 06 05 3230303100'));
    expect(await client.answers()).toEqual([]);
    expect(host.requests.map(({ type }) => type)).toEqual([
      'CONFIG_REQUEST_KEY_EVENT',
      'SET_AGENT_STATE_REQ',
    ]);
  });

  it('with an invalid length end the link after the frames before them', async () => {
    const { client, host, clock } = await opened();
    client.link.push(new Uint8Array([...client.codec.encode(heartbeat(1)), ...bytes('7fffffff 00000005')]));
    expect(await client.answers()).toEqual([{ type: 'HEARTBEAT_CONF', invokeId: 1 }]);
    expect(client.link.ended).toBe('aborted');
    expect(host.ends).toEqual(['invalid stream']);
    expect(clock.pending).toBe(0);
  });

  it('are checked against the configured limit', async () => {
    const { client } = await opened({ maxBodyBytes: 100 });
    client.link.push(bytes('00000065 00000005'));
    await settle();
    expect(client.link.ended).toBe('aborted');
  });
});
