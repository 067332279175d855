/** Bundle size of a minimal agent application, by part, and of other SDKs. */
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { minifySync } from 'vite';
import { agentApp, bundleOf, gzipped, kilobytes } from './bundle-size.ts';
import { otherSdkRows } from './other-sdks.ts';

/** Libraries that many pages load already. */
const thirdParty = ['rxjs', 'xstate', '@msgpack/msgpack'];

/** Parts of the bundle by module path; the first match counts. */
const parts: readonly { readonly title: string; readonly path: RegExp }[] = [
  { title: 'XState', path: /node_modules\/xstate/ },
  { title: 'RxJS', path: /node_modules\/(rxjs|tslib)/ },
  { title: 'MessagePack', path: /node_modules\/@msgpack/ },
  { title: 'readers of server messages', path: /generated\/read-/ },
  { title: 'writers of client messages', path: /generated\/write-/ },
  { title: 'codes with descriptions', path: /protocol\/constants/ },
  { title: 'codec and framer', path: /core\/protocol/ },
  { title: 'session', path: /core\/session/ },
  {
    title: 'client state and control',
    path: /core\/(agents|calls|configuration|statistics|store|state|resync|rings)/,
  },
  { title: 'client', path: /core/ },
  { title: 'WebSocket transport', path: /transports/ },
  { title: 'React hooks', path: /react-bindings/ },
  { title: 'application', path: /agent-app/ },
];

/** Builds the bundles; returns Markdown tables. */
export async function bundleTable(): Promise<string> {
  const { code, modules } = await bundleOf(agentApp);
  const ours = await bundleOf({ ...agentApp, external: [...(agentApp.external ?? []), ...thirdParty] });
  const codeOf = new Map(parts.map(({ title }) => [title, '']));
  for (const [path, module] of Object.entries(modules)) {
    const part = parts.find((candidate) => candidate.path.test(path.replace(process.cwd(), '')));
    if (part !== undefined) codeOf.set(part.title, `${codeOf.get(part.title)}${module.code ?? ''}\n`);
    else if (module.renderedLength > 0) throw new Error(`no part matches ${path}`);
  }
  const rows = [...codeOf].map(([title, source]) => {
    const minifiedCode = minifySync(`${title}.js`, source, { module: true, compress: false }).code;
    return { title, minified: minifiedCode.length, gzip: gzipped(minifiedCode) };
  });
  rows.sort((a, b) => b.gzip - a.gzip);
  return [
    '| part | minified, KB | gzip separately, KB |',
    '|---|--:|--:|',
    ...rows.map(({ title, minified, gzip }) => `| ${title} | ${kilobytes(minified)} | ${kilobytes(gzip)} |`),
    `| **total** | ${kilobytes(code.length)} | **${kilobytes(gzipped(code))}** |`,
    `| total, where RxJS, XState and MessagePack are already loaded | ${kilobytes(ours.code.length)} | ${kilobytes(gzipped(ours.code))} |`,
    '',
    `Compressed with brotli: ${kilobytes(brotliCompressSync(code).length)} KB.`,
    '',
    '| SDK, built the same way | minified, KB | gzip, KB |',
    '|---|--:|--:|',
    `| rxcti, as above | ${kilobytes(code.length)} | ${kilobytes(gzipped(code))} |`,
    ...(await otherSdkRows()),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await bundleTable());
