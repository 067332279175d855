/** The live view: connects a client and draws what it shows, until Ctrl+C or for so long. */
import logUpdate from 'log-update';
import { type CtiClient, CtiError } from 'rxcti';
import { draw, summarize } from './render.ts';
import { pictureOf } from './snapshot.ts';

export interface ScreenOptions {
  /** A line now and then instead of a screen that is drawn again and again. */
  readonly plain: boolean;
  readonly seconds?: number;
}

/** Resolves when the user has had enough; rejects when the session is over for good. */
export async function showLive(client: CtiClient, { plain, seconds }: ScreenOptions): Promise<void> {
  let received = 0;
  const counting = client.messages$.subscribe(({ direction }) => {
    if (direction === 'received') received++;
  });
  const everyMs = plain ? 2000 : 250;
  let rate = 0;
  const screen = setInterval(() => {
    const fresh = (received * 1000) / everyMs;
    rate = plain ? fresh : rate + (fresh - rate) * 0.1;
    received = 0;
    const picture = pictureOf(client, rate, Date.now());
    if (plain) process.stdout.write(`${summarize(picture)}\n`);
    else logUpdate(draw(picture, process.stdout.rows ?? 40));
  }, everyMs);

  const end = new AbortController();
  const enough = (): void => end.abort();
  process.once('SIGINT', enough).once('SIGTERM', enough);
  const timer = seconds === undefined ? undefined : setTimeout(enough, seconds * 1000);
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => resolve());
  });
  const over = new Promise<never>((_, reject) => {
    client.session.value$.subscribe((state) => {
      if (state.name === 'closed' && !end.signal.aborted) reject(state.error);
    });
  });
  const connecting = client.connect().catch((error: unknown) => {
    // Ctrl+C before the session was ready is no failure.
    if (!CtiError.is(error, 'SESSION_CLOSED')) throw error;
  });
  try {
    await Promise.race([ended, over, connecting.then(() => ended)]);
  } finally {
    end.abort();
    counting.unsubscribe();
    clearInterval(screen);
    clearTimeout(timer);
    process.off('SIGINT', enough).off('SIGTERM', enough);
  }
}
