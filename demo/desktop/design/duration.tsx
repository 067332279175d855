/** A running duration: 0:07, 12:30, 1:02:03. A separate component, so that each second renders only this element. */
import { useDuration } from 'rxcti/react';

export function Duration({ since }: { readonly since: number | undefined }) {
  const durationMs = useDuration(since);
  if (durationMs === undefined) return null;
  const seconds = Math.floor(durationMs / 1000);
  return (
    <time className="numbers" dateTime={`PT${seconds}S`}>
      {formatDuration(durationMs)}
    </time>
  );
}

/** Formats milliseconds as m:ss or h:mm:ss. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
