/** Compares configurations: changes that a running relay can apply, and changes that require a restart. */
import type { ReloadOptions } from '@rxcti/relay';
import type { FileContents } from './files.ts';
import { authOptions } from './options.ts';
import type { RelaySettings } from './schema.ts';

/** Settings with the contents of the files that they name. */
export interface Configuration {
  readonly settings: RelaySettings;
  readonly files: FileContents;
}

/** The difference between two configurations. */
export interface Difference {
  readonly options: ReloadOptions;
  readonly logLevel: RelaySettings['log']['level'] | undefined;
  /** Changed settings that require a restart. */
  readonly restartRequired: readonly string[];
}

/** Compares two configurations. */
export function compareConfigurations(before: Configuration, after: Configuration): Difference {
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
  const restartRequired = names.filter(
    (name) =>
      name !== '$schema' &&
      name !== 'auth' &&
      differs(({ settings }) => (name === 'log' ? settings.log.to : (settings[name] ?? null))),
  );
  const secrets = differs(
    ({ files: { certificate: _, jwtSecret: _1, jwtPublicKey: _2, signInSecret: _3, ...rest } }) => rest,
  );
  return {
    options: {
      ...(auth ? { auth: authOptions(after.settings, after.files) } : {}),
      ...(tls ? { tls: certificate } : {}),
    },
    logLevel: differs(({ settings }) => settings.log.level) ? after.settings.log.level : undefined,
    restartRequired: [...restartRequired, ...(secrets ? ['secrets of ccx or cluster'] : [])],
  };
}
