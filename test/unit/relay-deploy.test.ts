/** The systemd unit and the Containerfile. Containers are not built in tests; names in them are checked. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allSettings } from '../../cli/relay-service/settings.ts';
import { defaultLimits, type RelayLimits } from '../../relay/connections/limits.ts';

const read = (name: string): string => readFileSync(`relay/deploy/${name}`, 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

it.skipIf(!hasSystemd)('systemd accepts the unit (skipped without systemd-analyze)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-unit-'));
  try {
    const file = join(folder, 'rxcti-relay.service');
    writeFileSync(
      file,
      read('rxcti-relay.service').replaceAll('/opt/rxcti/node_modules/.bin/rxcti', process.execPath),
    );
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('rxcti-relay.service'))).toEqual([]);
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the unit does not restart on configuration errors and takeover', () => {
  const unit = read('rxcti-relay.service');
  expect(unit).toContain('RestartPreventExitStatus=2 3');
  expect(unit).toContain('ExecReload=/bin/kill -HUP $MAINPID');
  expect(unit).toContain('Type=exec'); // it sends no notification
});

it('the Containerfile uses existing settings and files, and an unprivileged user', () => {
  const text = read('Containerfile');
  const variables = [...text.matchAll(/RXCTI_RELAY_\w+/g)].map(([name]) => name);
  expect(variables.length).toBeGreaterThan(2);
  for (const name of variables) expect(allSettings.map(({ variable }) => variable)).toContain(name);
  const sources = [...text.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, names]) =>
    (names ?? '').split(' '),
  );
  expect(sources.length).toBeGreaterThan(2);
  for (const source of sources) expect(existsSync(source), source).toBe(true);
  expect(existsSync('cli/rxcti.ts')).toBe(true); // cli/dist/rxcti.js
  expect(text).toMatch(/^USER [1-9]\d+/m);
  expect(text).toMatch(/^HEALTHCHECK/m);
});

it('the README uses existing settings and metrics', () => {
  const text = read('README.md');
  const names = new Set(allSettings.map(({ path }) => path.join('.')));
  for (const [, name] of text.matchAll(/`((?:auth|ccx|limits|listen)\.[\w.]+)`/g))
    expect(
      [...names].some((known) => known === name || known.startsWith(`${name}.`)),
      name,
    ).toBe(true);
  const metrics = ['metrics', 'client-metrics', 'cluster-metrics']
    .map((name) => readFileSync(`relay/observability/${name}.ts`, 'utf8'))
    .join();
  for (const [, name] of text.matchAll(/rxcti_relay_(\w+)/g)) expect(metrics).toContain(`'${name}'`);
});

it('the README has the default limits', () => {
  const rows = [...read('README.md').matchAll(/^\| [^|`]+ \| (`[^|]+`) \| ([\d, ]+) \|$/gm)];
  const named = rows.flatMap(([, names = '', defaults = '']) =>
    names.split(', ').map((name, index) => [name.replaceAll('`', ''), Number(defaults.split(', ')[index])]),
  );
  expect(named.length).toBeGreaterThan(6);
  for (const [name, value] of named)
    expect([name, defaultLimits[name as keyof RelayLimits]]).toEqual([name, value]);
});
