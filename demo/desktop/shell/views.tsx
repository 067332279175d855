/** The views, who may have them, and which one is shown: the address says it, so that a page can be kept or shared. */
import { Headphones } from 'lucide-react';
import type { ComponentType } from 'react';
import { AgentView } from '../agent/agent-view.tsx';
import type { Role } from '../session/sign-in.ts';
import { createStore, useStore } from './store.ts';

export interface View {
  readonly name: 'agent' | 'supervisor' | 'wallboard';
  readonly Icon: ComponentType<{ readonly 'aria-hidden': boolean }>;
  readonly Show: ComponentType;
  readonly roles: readonly Role[];
}

const all: readonly View[] = [
  { name: 'agent', Icon: Headphones, Show: AgentView, roles: ['agent', 'supervisor'] },
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
  const named = useStore(hash).slice(2);
  return views.find(({ name }) => name === named) ?? (views[0] as View);
}

export const addressOf = ({ name }: View): string => `#/${name}`;
