import { describe, expect, it } from 'vitest';
import {
  ccxOptions,
  helpText,
  httpUrl,
  integer,
  number,
  readOptions,
  UsageError,
} from '../../demo/scripts/shared/options.ts';

const options = {
  ...ccxOptions('test'),
  interval: { placeholder: 'seconds', help: 'time between reports', parse: number(0.1, 60), default: '5' },
  maxRows: { placeholder: 'rows', help: 'maximum number of rows', parse: integer(0, 10) },
  webhook: { placeholder: 'url', help: 'URL to post to', parse: httpUrl },
} as const;

const read = (args: string[], environment: Record<string, string> = {}) =>
  readOptions(options, args, environment);

describe('readOptions', () => {
  it('returns defaults, or undefined', () => {
    expect(read([])).toEqual({
      ccxHost: ['127.0.0.1'],
      ccxPort: 42_027,
      clientId: 'test',
      interval: 5,
      maxRows: undefined,
      webhook: undefined,
    });
  });

  it('prefers the command line to the environment', () => {
    const environment = { RXCTI_CCX_HOST: 'a, b', RXCTI_MAX_ROWS: '3', RXCTI_INTERVAL: '' };
    expect(read(['--max-rows', '4'], environment)).toMatchObject({
      ccxHost: ['a', 'b'],
      maxRows: 4,
      interval: 5,
    });
  });

  it('parses a URL', () => {
    expect(read(['--webhook=https://hooks.example/x?y=1'])).toMatchObject({
      webhook: new URL('https://hooks.example/x?y=1'),
    });
  });

  it.each([
    [['--interval', 'soon'], "--interval must be a number from 0.1 to 60, not 'soon'"],
    [['--interval', ''], "--interval must be a number from 0.1 to 60, not ''"],
    [['--max-rows', '1.5'], "--max-rows must be an integer, not '1.5'"],
    [['--ccx-port', '65536'], "--ccx-port must be a number from 1 to 65535, not '65536'"],
    [['--ccx-host', 'a,,b'], "--ccx-host must be one or more host names separated by commas, not 'a,,b'"],
    [['--client-id', ' '], '--client-id must not be empty'],
    [['--webhook', 'ftp://x'], "--webhook must be an http or https URL, not 'ftp://x'"],
    [['--webhook', 'here'], "--webhook must be an http or https URL, not 'here'"],
    [['--webhook', 'http://me@x/'], '--webhook must not contain credentials'],
    [['--webhook', 'http://me:secret@x/'], '--webhook must not contain credentials'],
  ])('rejects %j with one line', (args, message) => {
    expect(() => read(args)).toThrow(new UsageError(message));
  });

  it.each([[['--unknown', '1']], [['stray']], [['--interval']]])('rejects unknown arguments: %j', (args) => {
    expect(() => read(args)).toThrow(UsageError);
    expect(() => read(args)).toThrow(/^[^\n]+$/);
  });

  it('names the environment variable in the error', () => {
    expect(() => read([], { RXCTI_CCX_PORT: 'x' })).toThrow(/^RXCTI_CCX_PORT must be a number/);
  });

  it.each(['--help', '-h'])('returns help for %s, whatever the other options are', (flag) => {
    expect(read([flag, '--interval', 'soon'])).toBe('help');
  });

  it('lists all options in the help text', () => {
    const text = helpText('script.ts', 'Does something.', options);
    expect(text).toMatch(/^Usage: script\.ts \[options\]/);
    expect(text).toContain('  --max-rows <rows>         maximum number of rows  [RXCTI_MAX_ROWS]');
    expect(text).toContain('  --interval <seconds>      time between reports (default: 5)  [RXCTI_INTERVAL]');
  });
});
