/**
 * What the SDK adds to a page: a minimal agent application built with Vite, without React, and what it is made of.
 */
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, minifySync, type Rolldown } from 'vite';

/** The parts of the bundle, by the paths of their modules; the first that fits counts. */
const parts: readonly { readonly title: string; readonly path: RegExp }[] = [
  { title: 'XState', path: /node_modules\/xstate/ },
  { title: 'RxJS', path: /node_modules\/(rxjs|tslib)/ },
  { title: 'MessagePack', path: /node_modules\/@msgpack/ },
  { title: 'readers of the server’s messages', path: /generated\/read-/ },
  { title: 'writers of the client’s messages', path: /generated\/write-/ },
  { title: 'codes with their sentences', path: /protocol\/constants/ },
  { title: 'codec and framer', path: /core\/protocol/ },
  { title: 'session', path: /core\/session/ },
  { title: 'live mirror and control', path: /core\/contact-center/ },
  { title: 'client', path: /core/ },
  { title: 'WebSocket transport', path: /transports/ },
  { title: 'React hooks', path: /react-bindings/ },
  { title: 'the application', path: /agent-app/ },
];

async function bundle(): Promise<Rolldown.OutputChunk> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      target: 'es2022',
      rolldownOptions: {
        input: 'test/bench/agent-app.tsx',
        external: /^react(-dom)?(\/|$)/,
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  const [chunk, ...others] = built.output;
  if (others.length > 0) throw new Error(`one file was expected, not ${built.output.length}`);
  return chunk;
}

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;

/** Builds and weighs; gives a Markdown table. */
export async function bundleTable(): Promise<string> {
  const { code, modules } = await bundle();
  const codeOf = new Map(parts.map(({ title }) => [title, '']));
  for (const [path, module] of Object.entries(modules)) {
    const part = parts.find((candidate) => candidate.path.test(path.replace(process.cwd(), '')));
    if (part !== undefined) codeOf.set(part.title, `${codeOf.get(part.title)}${module.code ?? ''}\n`);
    else if (module.renderedLength > 0) throw new Error(`no part is named for ${path}`);
  }
  const rows = [...codeOf].map(([title, source]) => {
    const small = minifySync(`${title}.js`, source, { module: true, compress: false }).code;
    return { title, minified: small.length, gzip: gzipped(small) };
  });
  rows.sort((a, b) => b.gzip - a.gzip);
  return [
    '| part | minified, KB | gzip by itself, KB |',
    '|---|--:|--:|',
    ...rows.map(({ title, minified, gzip }) => `| ${title} | ${kilobytes(minified)} | ${kilobytes(gzip)} |`),
    `| **the whole file** | ${kilobytes(code.length)} | **${kilobytes(gzipped(code))}** |`,
    '',
    `Compressed with brotli: ${kilobytes(brotliCompressSync(code).length)} KB.`,
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await bundleTable());
