/** How long somebody has waited. While there is no connection it stands still, at the moment that the figures are of. */
import { clockFace, Duration } from '../design/duration.tsx';

export interface WaitedProps {
  readonly since: number | undefined;
  /** When the connection was lost. */
  readonly staleSince: number | undefined;
}

export function Waited({ since, staleSince }: WaitedProps) {
  if (since === undefined) return <span className="soft">–</span>;
  if (staleSince === undefined) return <Duration since={since} />;
  return <span className="numbers">{clockFace(Math.max(0, staleSince - since))}</span>;
}
