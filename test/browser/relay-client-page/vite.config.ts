import { defineConfig } from 'vite';

/** Page of relay.test.ts. */
export default defineConfig({ root: import.meta.dirname, base: './', build: { target: 'es2022' } });
