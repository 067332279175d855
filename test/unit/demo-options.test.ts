import { describe, expect, it } from 'vitest';
import {
  ccxOptions,
  helpText,
  number,
  readOptions,
  UsageError,
  webAddress,
  whole,
} from '../../demo/scripts/shared/options.ts';

const options = {
  ...ccxOptions('test'),
  interval: { value: 'seconds', help: 'time between reports', read: number(0.1, 60), fallback: '5' },
  mostRows: { value: 'rows', help: 'most rows', read: whole(0, 10) },
  webhook: { value: 'address', help: 'where to post', read: webAddress },
} as const;

const read = (args: string[], environment: Record<string, string> = {}) =>
  readOptions(options, args, environment);

describe('options', () => {
  it('have defaults, or are undefined', () => {
    expect(read([])).toEqual({
      ccxHost: ['127.0.0.1'],
      ccxPort: 42_027,
      clientId: 'test',
      interval: 5,
      mostRows: undefined,
      webhook: undefined,
    });
  });

  it('are read from the environment, and from the command line before that', () => {
    const environment = { RXCTI_CCX_HOST: 'a, b', RXCTI_MOST_ROWS: '3', RXCTI_INTERVAL: '' };
    expect(read(['--most-rows', '4'], environment)).toMatchObject({
      ccxHost: ['a', 'b'],
      mostRows: 4,
      interval: 5,
    });
  });

  it('take an address', () => {
    expect(read(['--webhook=https://hooks.example/x?y=1'])).toMatchObject({
      webhook: new URL('https://hooks.example/x?y=1'),
    });
  });

  it.each([
    [['--interval', 'soon'], "--interval must be a number from 0.1 to 60, not 'soon'"],
    [['--interval', ''], "--interval must be a number from 0.1 to 60, not ''"],
    [['--most-rows', '1.5'], "--most-rows must be a whole number, not '1.5'"],
    [['--ccx-port', '65536'], "--ccx-port must be a number from 1 to 65535, not '65536'"],
    [
      ['--ccx-host', 'a,,b'],
      "--ccx-host must be a host name, or several with commas between them, not 'a,,b'",
    ],
    [['--client-id', ' '], '--client-id must not be empty'],
    [['--webhook', 'ftp://x'], "--webhook must be an http or https address, not 'ftp://x'"],
    [['--webhook', 'here'], "--webhook must be an http or https address, not 'here'"],
    [['--webhook', 'http://me@x/'], '--webhook must not carry a user or a password'],
    [['--webhook', 'http://me:secret@x/'], '--webhook must not carry a user or a password'],
  ])('%j: one line says what is wrong', (args, message) => {
    expect(() => read(args)).toThrow(new UsageError(message));
  });

  it.each([[['--unknown', '1']], [['stray']], [['--interval']]])('%j is refused in one line', (args) => {
    expect(() => read(args)).toThrow(UsageError);
    expect(() => read(args)).toThrow(/^[^\n]+$/);
  });

  it('name the variable when that is wrong', () => {
    expect(() => read([], { RXCTI_CCX_PORT: 'x' })).toThrow(/^RXCTI_CCX_PORT must be a number/);
  });

  it.each(['--help', '-h'])('%s asks for help, whatever else is there', (flag) => {
    expect(read([flag, '--interval', 'soon'])).toBe('help');
  });

  it('are all in the help text', () => {
    const text = helpText('script.ts', 'Does something.', options);
    expect(text).toMatch(/^Usage: script\.ts \[options\]/);
    expect(text).toContain('  --most-rows <rows>        most rows  [RXCTI_MOST_ROWS]');
    expect(text).toContain('  --interval <seconds>      time between reports (default: 5)  [RXCTI_INTERVAL]');
  });
});
