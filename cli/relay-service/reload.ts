/** What may change while a relay runs, and what waits for the next start. */

import type { RelayChanges } from '@rxcti/relay';
import type { FileContents } from './files.ts';
import { authOptions } from './options.ts';
import type { RelaySettings } from './schema.ts';

/** A configuration with what its files hold. */
export interface Configuration {
  readonly settings: RelaySettings;
  readonly files: FileContents;
}

/** The difference between two configurations. */
export interface Difference {
  readonly changes: RelayChanges;
  readonly logLevel: RelaySettings['log']['level'] | undefined;
  /** Settings that changed and take a restart. */
  readonly restart: readonly string[];
}

/** Compares. */
export function difference(before: Configuration, after: Configuration): Difference {
  const differs = (pick: (configuration: Configuration) => unknown): boolean =>
    JSON.stringify(pick(before)) !== JSON.stringify(pick(after));
  const auth = differs(({ settings, files }) => [
    settings.auth,
    files.jwtSecret,
    files.jwtPublicKey,
    files.signInSecret,
  ]);
  const { certificate } = after.files;
  const tls =
    certificate !== undefined &&
    before.files.certificate !== undefined &&
    differs(({ files }) => files.certificate);
  const names = Object.keys(after.settings) as (keyof RelaySettings)[];
  const restart = names.filter(
    (name) =>
      name !== '$schema' &&
      name !== 'auth' &&
      differs(({ settings }) => (name === 'log' ? settings.log.to : (settings[name] ?? null))),
  );
  const secrets = differs(
    ({ files: { certificate: _, jwtSecret: _1, jwtPublicKey: _2, signInSecret: _3, ...rest } }) => rest,
  );
  return {
    changes: {
      ...(auth ? { auth: authOptions(after.settings, after.files) } : {}),
      ...(tls ? { tls: certificate } : {}),
    },
    logLevel: differs(({ settings }) => settings.log.level) ? after.settings.log.level : undefined,
    restart: [...restart, ...(secrets ? ['the secrets of ccx or cluster'] : [])],
  };
}
