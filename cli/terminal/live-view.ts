/** The live view: connects a client and redraws the screen until Ctrl+C or for a given time. */
import { type Command, Option } from 'commander';
import logUpdate from 'log-update';
import { type CtiClient, CtiError } from 'rxcti';
import { number } from '../option-values.ts';
import { renderLine, renderScreen } from './render.ts';
import { takeSnapshot } from './snapshot.ts';

export interface ViewOptions {
  /** Prints one line every two seconds instead of redrawing a screen. */
  readonly plain: boolean;
  /** Default: until SIGINT or SIGTERM. */
  readonly seconds?: number;
}

/** Adds `--seconds`, `--plain` and `--no-plain`. */
export function addViewOptions(command: Command): Command {
  return command
    .option('--seconds <seconds>', 'stop after this time (default: run until Ctrl+C)', number(1, 86_400))
    .addOption(
      new Option('--plain', 'print one line every two seconds').default(
        !process.stdout.isTTY,
        'when the output is not a terminal',
      ),
    )
    .option('--no-plain', 'draw a live screen (default on a terminal)');
}

/** Resolves after Ctrl+C, SIGTERM or `seconds`; rejects when the session is closed. */
export async function showLiveView(client: CtiClient, { plain, seconds }: ViewOptions): Promise<void> {
  let received = 0;
  const counting = client.messages$.subscribe(({ direction }) => {
    if (direction === 'received') received++;
  });
  const intervalMs = plain ? 2000 : 250;
  let rate = 0;
  const drawing = setInterval(() => {
    const current = (received * 1000) / intervalMs;
    // The screen shows a moving average: four times a second the bare rate would flicker.
    rate = plain ? current : rate + (current - rate) * 0.1;
    received = 0;
    const snapshot = takeSnapshot(client, rate, Date.now());
    if (plain) process.stdout.write(`${renderLine(snapshot)}\n`);
    else logUpdate(renderScreen(snapshot, process.stdout.rows ?? 40));
  }, intervalMs);

  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  const timer = seconds === undefined ? undefined : setTimeout(abort, seconds * 1000);
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve());
  });
  const sessionEnded = new Promise<never>((_, reject) => {
    client.session.value$.subscribe((state) => {
      if (state.name === 'closed' && !stop.signal.aborted) reject(state.error);
    });
  });
  const connecting = client.connect().catch((error: unknown) => {
    // Ctrl+C before the session is ready is not a failure.
    if (!CtiError.is(error, 'SESSION_CLOSED')) throw error;
  });
  try {
    await Promise.race([stopped, sessionEnded, connecting.then(() => stopped)]);
  } finally {
    stop.abort();
    counting.unsubscribe();
    clearInterval(drawing);
    clearTimeout(timer);
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}
