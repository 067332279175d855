/**
 * The web-standard globals that browsers, Node, Deno and Bun share and that core uses. Core compiles without DOM and
 * Node types, so the few shapes it needs are written down here, and nowhere else does core touch a global.
 * @module
 */

/** The part of the standard AbortSignal that rxcti uses: any real AbortSignal fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface WebGlobals {
  readonly TextDecoder: new (
    label?: string,
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  ) => { decode(bytes: Uint8Array): string };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  readonly queueMicrotask: (callback: () => void) => void;
}

/** The globals themselves, typed. */
export const web: WebGlobals = globalThis as unknown as WebGlobals;
