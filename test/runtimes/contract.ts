/**
 * Runs the transport contract with the TCP transport of the current runtime and prints one line of JSON per case. The
 * argument is a {@link ContractArguments} as JSON.
 */

import type { Transport } from '../../core/transport.ts';
import type { TcpListener, TcpListenOptions, TcpOptions, TlsIdentity } from '../../transports/tcp/options.ts';
import type { ContractHarness } from '../contract/harness.ts';
import { runCase, tlsContract, transportContract } from '../contract/transport-contract.ts';

/** Argument of this script. */
export interface ContractArguments {
  readonly unanswering: ContractHarness['unanswering'];
  readonly resetting: ContractHarness['resetting'];
  readonly closing: ContractHarness['closing'];
  readonly tls?: TlsIdentity;
}

interface TcpModule {
  tcp(options?: TcpOptions): Transport;
  listen(options: TcpListenOptions): Promise<TcpListener>;
}

const runtime = 'Deno' in globalThis ? 'deno' : 'Bun' in globalThis ? 'bun' : 'node';
const { tcp, listen } = (await import(`../../transports/tcp/${runtime}.ts`)) as TcpModule;

const { argv, exit } = (globalThis as unknown as { process: { argv: string[]; exit(): void } }).process;
const { unanswering, resetting, closing, tls } = JSON.parse(argv[2] ?? '') as ContractArguments;

const harness: ContractHarness = {
  transport: tls ? tcp({ tls: { ca: tls.cert } }) : tcp(),
  unanswering,
  resetting,
  closing,
  abortResets: runtime === 'bun' || (runtime === 'node' && !tls),
  listen: async (onLink) => {
    const listener = await listen({ port: 0, onLink, ...(tls && { tls }) });
    return { endpoint: { host: '127.0.0.1', port: listener.port }, close: () => listener.close() };
  },
  ...(tls && {
    rejecting: {
      unknownRoot: tcp({ tls: true }),
      wrongName: tcp({ tls: { ca: tls.cert, serverName: 'elsewhere.example' } }),
    },
  }),
};

for (const contractCase of tls ? tlsContract : transportContract) {
  console.log(JSON.stringify(await runCase(contractCase, harness)));
}
// On Node and Deno the process must end by itself, which shows that nothing is left open. Bun cannot cancel a connect.
if (runtime === 'bun') exit();
