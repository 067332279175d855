/**
 * What the SDK adds to a page: a minimal agent application, what it is made of, and what other SDKs weigh.
 */
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { minifySync } from 'vite';
import { rivalRows } from './rivals.ts';
import { agentApp, bundleOf, gzipped, kilobytes } from './weigh.ts';

/** What many pages have already. */
const thirdParty = ['rxjs', 'xstate', '@msgpack/msgpack'];

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

/** Builds and weighs; gives Markdown tables. */
export async function bundleTable(): Promise<string> {
  const { code, modules } = await bundleOf(agentApp);
  const ours = await bundleOf({ ...agentApp, without: [...(agentApp.without ?? []), ...thirdParty] });
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
    `| the same, where RxJS, XState and MessagePack are on the page already | ${kilobytes(ours.code.length)} | ${kilobytes(gzipped(ours.code))} |`,
    '',
    `Compressed with brotli: ${kilobytes(brotliCompressSync(code).length)} KB.`,
    '',
    '| SDK, built the same way | minified, KB | gzip, KB |',
    '|---|--:|--:|',
    `| rxcti, the application above | ${kilobytes(code.length)} | ${kilobytes(gzipped(code))} |`,
    ...(await rivalRows()),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await bundleTable());
