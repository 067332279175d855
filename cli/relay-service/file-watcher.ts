/** Notices that files changed. Looks at them now and then: that works on every file system and in every container. */
import { statSync } from 'node:fs';

const everyMs = 2000;

/** Calls back after any of the files changed and then stayed as it was for a moment; gives how to stop. */
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
  }, everyMs / 2);
  return () => clearInterval(timer);
}

function stamps(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? `${file} is gone` : `${file} ${found.ino} ${found.size} ${found.mtimeMs}`;
    })
    .join('\n');
}
