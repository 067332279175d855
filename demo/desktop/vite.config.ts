import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web desktop: `npm start` builds and serves it; `npx vite demo/desktop` runs the development server. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../build/desktop',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
  },
});
