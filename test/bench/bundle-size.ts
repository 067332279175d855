/** Bundle sizes: built with Vite's defaults, minified, compressed. */
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface BundleOptions {
  /** The entry file. */
  readonly input: string;
  /** Where packages are resolved. Default: the repository. */
  readonly root?: string;
  /** Packages to leave out. Default: none. */
  readonly external?: readonly string[];
}

/** Builds the entry file and everything it imports into one chunk. */
export async function bundleOf({ input, root, external = [] }: BundleOptions): Promise<Rolldown.OutputChunk> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    ...(root === undefined ? {} : { root }),
    build: {
      write: false,
      modulePreload: false,
      target: 'es2022',
      rolldownOptions: {
        input,
        external: external.map((name) => new RegExp(`^${name}(/|$)`)),
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  const [chunk, ...others] = built.output;
  if (others.length > 0) throw new Error(`one file was expected, not ${built.output.length}`);
  return chunk;
}

/** The minimal agent application, without React. */
export const agentApp: BundleOptions = {
  input: 'test/bench/agent-app.tsx',
  external: ['react', 'react-dom'],
};

/** Size in bytes with gzip at level 9. */
export const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;

export const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
