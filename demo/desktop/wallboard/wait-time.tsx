/** Wait time. Stops at the time of the connection loss while disconnected. */
import { Duration, formatDuration } from '../design/duration.tsx';

export interface WaitTimeProps {
  readonly since: number | undefined;
  /** When the connection was lost, in milliseconds since 1970. */
  readonly staleSince: number | undefined;
}

export function WaitTime({ since, staleSince }: WaitTimeProps) {
  if (since === undefined) return <span className="muted">–</span>;
  if (staleSince === undefined) return <Duration since={since} />;
  return <span className="numbers">{formatDuration(Math.max(0, staleSince - since))}</span>;
}
