/** A dial settles once: with a link, or with an error and no resources left. */
import type { Link } from '../../../core/transport.ts';
import { web } from '../../../core/web.ts';
import { check, equal, equalBytes, rejects } from '../assertions.ts';
import { echo, pattern, read } from '../bytes.ts';
import { type ContractCase, type ContractHarness, deferred } from '../harness.ts';

const needsUnanswering = (harness: ContractHarness): string | undefined =>
  typeof harness.unanswering === 'string' ? harness.unanswering : undefined;

function unanswering(harness: ContractHarness): { readonly host: string; readonly port: number } {
  if (typeof harness.unanswering === 'string') throw new Error(harness.unanswering);
  return harness.unanswering;
}

export const dialCases: readonly ContractCase[] = [
  {
    name: 'refused: CONNECT_FAILED',
    run: async (harness) => {
      const listener = await harness.listen(() => {});
      await listener.close();
      const { details } = await rejects(harness.transport.dial(listener.endpoint), 'CONNECT_FAILED');
      equal(details.host, listener.endpoint.host, 'details.host');
      equal(details.port, listener.endpoint.port, 'details.port');
      equal(details.reason, 'ECONNREFUSED', 'details.reason');
    },
  },
  {
    name: 'unknown host: CONNECT_FAILED',
    run: async (harness) => {
      // A label of 64 letters is invalid: the resolver fails without a network.
      const host = `${'x'.repeat(64)}.invalid`;
      const error = await rejects(harness.transport.dial({ host, port: 42_027 }), 'CONNECT_FAILED');
      equal(error.details.host, host, 'details.host');
      check(error.details.reason !== '', 'no reason is given');
    },
  },
  {
    name: 'port out of range: CONNECT_FAILED',
    run: async (harness) => {
      const error = await rejects(
        harness.transport.dial({ host: '127.0.0.1', port: 65_536 }),
        'CONNECT_FAILED',
      );
      equal(error.details.port, 65_536, 'details.port');
    },
  },
  {
    name: 'no answer in time: CONNECT_TIMEOUT',
    skip: needsUnanswering,
    run: async (harness) => {
      const endpoint = unanswering(harness);
      const { details } = await rejects(
        harness.transport.dial(endpoint, { timeoutMs: 50 }),
        'CONNECT_TIMEOUT',
      );
      equal(details.timeoutMs, 50, 'details.timeoutMs');
      equal(details.port, endpoint.port, 'details.port');
    },
  },
  {
    name: 'an aborted signal: ABORTED without a connection',
    run: async (harness) => {
      const gone = new web.AbortController();
      const why = new Error('the user left');
      gone.abort(why);
      await withListener(harness, async (dial, links) => {
        const error = await rejects(dial(gone), 'ABORTED');
        equal(error.cause, why, 'cause');
        (await dial()).send(pattern(1));
        await links.next();
        equal(links.count, 1, 'links that the listener got');
      });
    },
  },
  {
    name: 'a signal aborted during the dial: ABORTED',
    skip: needsUnanswering,
    run: async (harness) => {
      const leaving = new web.AbortController();
      const dialing = harness.transport.dial(unanswering(harness), {
        signal: leaving.signal,
        timeoutMs: 9_000,
      });
      web.setTimeout(() => leaving.abort(), 0);
      await rejects(dialing, 'ABORTED');
    },
  },
  {
    name: 'a signal aborted while the dial succeeds: ABORTED, and no link is left',
    run: (harness) =>
      withListener(harness, async (dial, links) => {
        const leaving = new web.AbortController();
        const dialing = dial(leaving);
        leaving.abort();
        await rejects(dialing, 'ABORTED');
        // A second link proves that the listener would have received the first.
        const second = await dial();
        second.send(pattern(7));
        for (;;) {
          const link = await links.next();
          const bytes = await read(link, 7);
          if (bytes.byteLength > 0) break;
          await link.closed;
        }
      }),
  },
  {
    name: 'a signal or a timeout after the dial changes nothing',
    run: async (harness) => {
      const listener = await harness.listen((link) => void echo(link));
      const late = new web.AbortController();
      const link = await harness.transport.dial(listener.endpoint, { signal: late.signal, timeoutMs: 2_000 });
      late.abort();
      link.send(pattern(10));
      equalBytes(await read(link, 10), pattern(10), 'echoed bytes');
      await link.close();
      await listener.close();
    },
  },
];

/** TLS only: verification of the listener's certificate. */
export const certificateCases: readonly ContractCase[] = (['unknownRoot', 'wrongName'] as const).map(
  (which) => ({
    name: `a certificate that does not hold (${which}): CONNECT_FAILED`,
    run: async (harness) => {
      if (!harness.rejecting) throw new Error('the harness has no TLS');
      const listener = await harness.listen(() => {});
      try {
        const error = await rejects(harness.rejecting[which].dial(listener.endpoint), 'CONNECT_FAILED');
        check(error.details.reason !== '', 'no reason is given');
      } finally {
        await listener.close();
      }
    },
  }),
);

interface LinksSeen {
  readonly count: number;
  next(): Promise<Link>;
}

async function withListener(
  harness: ContractHarness,
  body: (
    dial: (abort?: InstanceType<typeof web.AbortController>) => Promise<Link>,
    links: LinksSeen,
  ) => Promise<void>,
): Promise<void> {
  const seen: Link[] = [];
  const dialed: Link[] = [];
  let taken = 0;
  let arrived = deferred<void>();
  const listener = await harness.listen((link) => {
    seen.push(link);
    arrived.resolve();
    arrived = deferred();
  });
  const dial = async (abort?: InstanceType<typeof web.AbortController>): Promise<Link> => {
    const link = await harness.transport.dial(listener.endpoint, abort && { signal: abort.signal });
    dialed.push(link);
    return link;
  };
  const links: LinksSeen = {
    get count() {
      return seen.length;
    },
    next: async () => {
      for (;;) {
        const link = seen[taken];
        if (link) {
          taken += 1;
          return link;
        }
        await arrived.promise;
      }
    },
  };
  try {
    await body(dial, links);
  } finally {
    for (const link of [...seen, ...dialed]) link.abort();
    await listener.close();
  }
}
