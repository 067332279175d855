/** The views, their roles, and the current view. */
import { ChartColumn, Headphones, Users } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { AgentView } from '../agent/agent-view.tsx';
import type { Role } from '../session/sign-in.ts';
import { useViewName } from './location.ts';

export interface View {
  readonly name: 'agent' | 'supervisor' | 'wallboard';
  readonly Icon: ComponentType<{ readonly 'aria-hidden': boolean }>;
  readonly Show: ComponentType;
  readonly roles: readonly Role[];
}

// Loaded on demand: agents need neither grids nor charts.
const SupervisorView = lazy(async () => ({
  default: (await import('../supervisor/supervisor-view.tsx')).SupervisorView,
}));
const WallboardView = lazy(async () => ({
  default: (await import('../wallboard/wallboard-view.tsx')).WallboardView,
}));

const all: readonly View[] = [
  { name: 'agent', Icon: Headphones, Show: AgentView, roles: ['agent', 'supervisor'] },
  { name: 'supervisor', Icon: Users, Show: SupervisorView, roles: ['supervisor', 'admin'] },
  {
    name: 'wallboard',
    Icon: ChartColumn,
    Show: WallboardView,
    roles: ['supervisor', 'admin', 'wallboard'],
  },
];

/** The views of a role; at least one. */
export function viewsOf(role: Role): readonly View[] {
  const own = all.filter(({ roles }) => roles.includes(role));
  return own.length > 0 ? own : all.slice(0, 1);
}

/** The view named in the URL, or the first one. */
export function useView(views: readonly View[]): View {
  const named = useViewName();
  return views.find(({ name }) => name === named) ?? (views[0] as View);
}

export const viewUrl = ({ name }: View): string => `#/${name}`;
