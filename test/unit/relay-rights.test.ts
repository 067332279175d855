/** The message policy against the whole protocol, and redaction for wallboards. */
import { type CtiMessage, messageDefinitions } from 'rxcti/protocol';
import { describe, expect, it } from 'vitest';
import { type FloatingPart, isGroup } from '../../core/protocol/schema.ts';
import type { ClientRequest } from '../../core/server/server-host.ts';
import { externalDevice, redactCallerData } from '../../relay/authorization/message-fields.ts';
import { eventRules, requestDenial, requestRules } from '../../relay/authorization/message-policy.ts';
import type { Rights, Role } from '../../relay/authorization/rights.ts';
import { type Replica, scopeOf } from '../../relay/authorization/scope.ts';

const collection = (entries: readonly (readonly [string | number, object])[]): object => {
  const all = new Map(entries);
  return {
    getSnapshot: () => all,
    get: (key: string | number) => {
      const value = all.get(key);
      return value === undefined ? undefined : { getSnapshot: () => value };
    },
  };
};
const plain = (entries: readonly (readonly [string | number, object])[]): object => {
  const all = new Map(entries);
  return { getSnapshot: () => all, get: (key: string | number) => all.get(key) };
};

/** Two teams of two; jdoe and his supervisor kpatel are in the first. */
const mirror = {
  agents: collection([
    ['jdoe', { agentId: 'jdoe', extension: '2001', queueIds: [1] }],
    ['kpatel', { agentId: 'kpatel', extension: '2011', queueIds: [] }],
    ['asmith', { agentId: 'asmith', extension: '2002', queueIds: [2] }],
    ['lnovak', { agentId: 'lnovak', extension: '2012', queueIds: [] }],
  ]),
  teams: plain([
    [
      1,
      {
        teamId: 1,
        members: new Map([
          ['jdoe', 0],
          ['kpatel', 3],
        ]),
        queueIds: [1],
      },
    ],
    [
      2,
      {
        teamId: 2,
        members: new Map([
          ['asmith', 0],
          ['lnovak', 3],
        ]),
        queueIds: [2],
      },
    ],
  ]),
  calls: collection([]),
} as unknown as Replica;

const users: Readonly<Record<Role, Rights>> = {
  agent: { role: 'agent', subject: 'jdoe', agentId: 'jdoe' },
  supervisor: { role: 'supervisor', subject: 'kpatel', agentId: 'kpatel' },
  wallboard: { role: 'wallboard', subject: 'wall' },
  admin: { role: 'admin', subject: 'root' },
};
const refusal = (role: Role, request: object): string | undefined =>
  requestDenial(request as ClientRequest, scopeOf(users[role], mirror), mirror);

describe('message policy', () => {
  const session = new Set(['OPEN_REQ', 'CLOSE_REQ', 'HEARTBEAT_REQ']);
  const asked = messageDefinitions.filter(({ from, name }) => from === 'client' && !session.has(name));
  const events = messageDefinitions.filter(({ from, name }) => from === 'server' && name.endsWith('_EVENT'));

  it('covers every request of the protocol', () => {
    expect(asked.map(({ name }) => name).sort()).toEqual(Object.keys(requestRules).sort());
  });

  it('covers every event except failures and replies', () => {
    const passed = new Set(Object.keys(eventRules));
    expect(events.map(({ name }) => name).filter((name) => !passed.has(name))).toEqual([
      'FAILURE_EVENT',
      'CONFIG_KEY_EVENT',
    ]);
  });

  it('denies unknown messages', () => {
    expect(refusal('admin', { type: 'SELF_DESTRUCT_REQ', invokeId: 1 })).toBeDefined();
    expect(refusal('admin', { type: 'UNKNOWN', messageType: 999 })).toBeDefined();
  });

  it('denies commands of wallboards', () => {
    for (const { name } of asked) {
      if (requestRules[name as keyof typeof requestRules]?.command !== true) continue;
      expect(refusal('wallboard', { type: name, agentId: 'jdoe', agentInstrument: '2001' })).toMatch(/role/);
    }
  });

  it.each([
    ['agent', 'jdoe', '2001', true],
    ['agent', 'kpatel', '2011', false],
    ['agent', 'jdoe', '2002', false],
    ['supervisor', 'jdoe', '2001', true],
    ['supervisor', 'kpatel', '2011', true],
    ['supervisor', 'asmith', '2002', false],
    ['supervisor', '', '2002', false],
    ['admin', 'asmith', '2002', true],
  ] as const)('%s sets the state of %s at %s: %s', (role, agentId, agentInstrument, may) => {
    const request = { type: 'SET_AGENT_STATE_REQ', invokeId: 1, agentState: 2, agentId, agentInstrument };
    expect(refusal(role, request) === undefined).toBe(may);
  });

  it('denies requests without a target', () => {
    for (const role of ['agent', 'supervisor'] as const) {
      expect(refusal(role, { type: 'SET_AGENT_STATE_REQ', invokeId: 1, agentState: 1 })).toBeDefined();
      expect(refusal(role, { type: 'QUERY_AGENT_STATE_REQ', invokeId: 1 })).toBeDefined();
      expect(refusal(role, { type: 'MAKE_CALL_REQ', invokeId: 1, dialedNumber: '5550100' })).toBeDefined();
    }
  });

  it('denies requests for unknown calls', () => {
    const names = asked.map(({ name }) => name).filter((name) => /CALL|CONNECTION|DTMF|ASSIST/.test(name));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names.filter((each) => !['MAKE_CALL_REQ', 'SNAPSHOT_CALL_REQ'].includes(each))) {
      const ids = {
        callId: 7,
        activeCallId: 7,
        heldCallId: 7,
        otherCallId: 7,
        agentCallId: 7,
        connectionCallId: 7,
      };
      const at = {
        connectionDeviceId: '2001',
        activeConnectionDeviceId: '2001',
        heldConnectionDeviceId: '2001',
      };
      expect([name, refusal('agent', { type: name, invokeId: 1, ...ids, ...at })]).not.toEqual([
        name,
        undefined,
      ]);
    }
  });
});

describe('a wallboard', () => {
  /** The message with a number of a customer wherever it has a text, in lists as well. */
  const filled = (parts: readonly FloatingPart[]): Record<string, unknown> =>
    Object.fromEntries(
      parts.flatMap((part): [string, unknown][] => {
        if (!isGroup(part)) {
          return part.key === undefined || part.type !== 'STRING' ? [] : [[part.key, '5550100']];
        }
        const [first] = part.fields;
        if (
          first !== undefined &&
          !isGroup(first) &&
          (first.type === 'NAMEDVAR' || first.type === 'NAMEDARRAY')
        )
          return [[part.group, [{ name: 'user.name', value: '5550100' }]]];
        return [[part.group, [filled(part.fields)]]];
      }),
    );
  /** Events and answers about calls; names of agents, queues and devices of the site are not caller data. */
  const aboutCalls = messageDefinitions.filter(
    ({ from, name }) =>
      from === 'server' &&
      (eventRules[name as keyof typeof eventRules] === 'call' || /^SNAPSHOT_/.test(name)),
  );

  it.each(aboutCalls.map((definition) => [definition.name, definition] as const))(
    'reads no caller in %s',
    (_, { name, floating }) => {
      const message = { type: name, ...filled(floating) } as unknown as CtiMessage;
      const about = ['agentId', 'agentExtension', 'agentInstrument', 'trunkNumber', 'trunkGroupNumber'];
      const shown: Record<string, unknown> = { ...redactCallerData(message, () => false) };
      for (const field of about) delete shown[field];
      expect(JSON.stringify(shown)).not.toContain('5550100');
    },
  );

  it('keeps internal devices', () => {
    const message = { type: 'CALL_HELD_EVENT', connectionDeviceId: '2001', holdingDeviceId: '5550100' };
    expect(redactCallerData(message as unknown as CtiMessage, (device) => device === '2001')).toEqual({
      ...message,
      holdingDeviceId: externalDevice,
    });
  });
});
