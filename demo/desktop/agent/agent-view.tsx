/** The agent view: state card, calls and directory. */
import { StateCard } from './state-card.tsx';
import './agent-view.css';
import { CallsColumn } from './calls-column.tsx';
import { DialBar } from './dial-bar.tsx';
import { SidePanel } from './side-panel.tsx';

export function AgentView() {
  return (
    <div className="agent-view">
      <div className="agent-left">
        <StateCard />
        <DialBar />
      </div>
      <CallsColumn />
      <SidePanel />
    </div>
  );
}
