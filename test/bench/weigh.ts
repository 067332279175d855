/** How a page would load something: built with Vite as by default, minified, compressed. */
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface WeighOptions {
  /** The file that the page begins with. */
  readonly input: string;
  /** Where its packages are looked for; the repository unless given. */
  readonly root?: string;
  /** Packages that are on the page already. */
  readonly without?: readonly string[];
}

/** Builds one file of everything that the input needs, and of nothing that it does not. */
export async function bundleOf({ input, root, without = [] }: WeighOptions): Promise<Rolldown.OutputChunk> {
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
        external: without.map((name) => new RegExp(`^${name}(/|$)`)),
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  const [chunk, ...others] = built.output;
  if (others.length > 0) throw new Error(`one file was expected, not ${built.output.length}`);
  return chunk;
}

/** The minimal agent application, without React. */
export const agentApp: WeighOptions = { input: 'test/bench/agent-app.tsx', without: ['react', 'react-dom'] };

/** Bytes of text as a server sends it. */
export const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;

export const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
