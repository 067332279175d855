/** Watches files by polling, which works on every file system and in containers. */
import { statSync } from 'node:fs';

const intervalMs = 1000;

/** Calls back after a file changed and was then stable for one interval. Returns a function that stops watching. */
export function watchFiles(files: () => readonly string[], changed: () => void): () => void {
  let known = stamps(files());
  let seen = known;
  const timer = setInterval(() => {
    const now = stamps(files());
    const settled = now === seen;
    seen = now;
    if (now === known || !settled) return;
    known = now;
    changed();
  }, intervalMs);
  return () => clearInterval(timer);
}

function stamps(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? `${file} missing` : `${file} ${found.ino} ${found.size} ${found.mtimeMs}`;
    })
    .join('\n');
}
