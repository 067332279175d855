/** The views, who may have them, and which one is shown: the address says it, so that a page can be kept or shared. */
import { ChartColumn, Headphones, Users } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { AgentView } from '../agent/agent-view.tsx';
import type { Role } from '../session/sign-in.ts';
import { createStore, useStore } from './store.ts';

export interface View {
  readonly name: 'agent' | 'supervisor' | 'wallboard';
  readonly Icon: ComponentType<{ readonly 'aria-hidden': boolean }>;
  readonly Show: ComponentType;
  readonly roles: readonly Role[];
}

// Loaded by those who look at them: an agent's page needs neither long lists nor charts.
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

/** The views of a role; each has one at least. */
export function viewsOf(role: Role): readonly View[] {
  const own = all.filter(({ roles }) => roles.includes(role));
  return own.length > 0 ? own : all.slice(0, 1);
}

const hash = createStore(location.hash);
window.addEventListener('hashchange', () => hash.set(location.hash));

/** The view that the address names, or the first. */
export function useView(views: readonly View[]): View {
  const [named] = useStore(hash).slice(2).split('/');
  return views.find(({ name }) => name === named) ?? (views[0] as View);
}

/** `#/wallboard/tv`: the view alone, for a screen on the wall. */
export const useTelevision = (): boolean => useStore(hash).endsWith('/tv');

export const addressOf = ({ name }: View): string => `#/${name}`;
