/** Log lines, audit log and redaction. */

import { auditLine, auditLog, type CommandRecord, jsonLogger } from '@rxcti/relay';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactFields, redactText } from '../../relay/observability/log.ts';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqZG9lIn0.s3cr3t-signature_';

function lines(level?: 'debug' | 'info' | 'warn' | 'error' | 'silent') {
  const written: string[] = [];
  const logger = jsonLogger({
    ...(level === undefined ? {} : { level }),
    to: { write: (line) => void written.push(line) },
  });
  return { logger, all: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('redaction', () => {
  it.each([
    'password',
    'agentPassword',
    'clientPassword',
    'jwtSecret',
    'token',
    'accessToken',
    'authorization',
    'ani',
    'callVariable3',
    'callerEnteredDigits',
    'namedVariables',
    'dialedNumber',
  ])('redacts %s at any depth', (name) => {
    for (const value of ['12345', 12_345, { a: '12345' }, ['12345']]) {
      const cleaned = JSON.stringify(redactFields({ deep: [{ er: { [name]: value } }] }));
      expect(cleaned).not.toContain('12345');
      expect(cleaned).toContain('[redacted]');
    }
  });

  it('keeps other fields', () => {
    const fields = {
      agentId: 'jdoe',
      address: '192.0.2.1',
      role: 'agent',
      callId: 7,
      request: 'HOLD_CALL_REQ',
    };
    expect(redactFields(fields)).toEqual(fields);
  });

  it('redacts tokens and passwords of URLs in texts and errors', () => {
    expect(redactText(`bad token ${token}!`)).toBe('bad token [redacted]!');
    expect(redactText('nats://relay:hunter2@nats.example.com failed')).toBe(
      'nats://[redacted]@nats.example.com failed',
    );
    expect(redactFields({ error: new Error(`bad ${token}`) })).toEqual({ error: 'Error: bad [redacted]' });
  });

  it('accepts any value', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(JSON.stringify(redactFields(circle))).toContain('[too deep]');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withMap: true })), (fields) => {
        JSON.stringify(redactFields(fields));
      }),
    );
  });
});

describe('log lines', () => {
  it('are JSON with time, level and message', () => {
    const { logger, all } = lines();
    logger.warn('a token was refused', { address: '192.0.2.1', token });
    expect(all()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        address: '192.0.2.1',
        token: '[redacted]',
        message: 'a token was refused',
      },
    ]);
  });

  it('follow the level and its changes', () => {
    const { logger, all } = lines('warn');
    logger.info('one');
    logger.error('two');
    logger.setLevel('debug');
    logger.debug('three');
    expect(all().map(({ message }) => message)).toEqual(['two', 'three']);
  });

  it('escape line breaks in messages and fields', () => {
    const written: string[] = [];
    const logger = jsonLogger({ to: { write: (line) => void written.push(line) } });
    logger.info('a\n{"level":"error"}', { subject: 'x"}\n{"y":"' });
    expect(written).toHaveLength(1);
    expect(written[0]?.trimEnd()).not.toContain('\n');
  });
});

describe('audit log', () => {
  const record: CommandRecord = {
    at: Date.UTC(2026, 0, 2, 3, 4, 5),
    rights: { role: 'agent', subject: 'u1', agentId: 'jdoe', expiresAt: 1 },
    address: '192.0.2.1',
    request: 'SET_AGENT_STATE_REQ',
    target: { agentId: 'jdoe', agentState: 3 },
    result: 'confirmed',
    durationMs: 12,
  };

  it('contains user, address, request, target and result', () => {
    expect(auditLine(record)).toEqual({
      time: '2026-01-02T03:04:05.000Z',
      subject: 'u1',
      role: 'agent',
      agentId: 'jdoe',
      address: '192.0.2.1',
      request: 'SET_AGENT_STATE_REQ',
      target: { agentId: 'jdoe', agentState: 3 },
      result: 'accepted',
      durationMs: 12,
    });
  });

  it.each([
    ['denied', "another's agent", 'denied'],
    ['refused', 'CF_INVALID_AGENT_STATE', 'refused'],
    ['failed', 'REQUEST_TIMEOUT', 'timeout'],
    ['failed', 'SESSION_NOT_READY', 'failed'],
  ] as const)('%s for %s reads %s', (result, reason, word) => {
    expect(auditLine({ ...record, result, reason })).toMatchObject({ result: word, reason });
  });

  it('is one line each', () => {
    const written: string[] = [];
    const audit = auditLog({ write: (line) => void written.push(line) });
    audit.next({ type: 'command', command: record });
    audit.next({ type: 'stepped-down' });
    audit.next({ type: 'command', command: { ...record, target: { agentId: 'j\ndoe' } } });
    expect(written).toHaveLength(2);
    for (const line of written) expect(line).toMatch(/^\{[^\n]*\}\n$/);
  });
});
