/** The fragment of the URL: `#/wallboard` is a view, `#/wallboard/tv` the wallboard for a TV screen. */
import { createStore, useStore } from './store.ts';

const hash = createStore(location.hash);
window.addEventListener('hashchange', () => hash.set(location.hash));

/** The name of the view in the URL; it may be empty or unknown. */
export const useViewName = (): string | undefined => useStore(hash).slice(2).split('/')[0];

/** True for `#/wallboard/tv`. */
export const useTelevision = (): boolean => useStore(hash).endsWith('/tv');
