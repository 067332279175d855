/**
 * The web-standard globals that core uses, which browsers, Node, Deno and Bun have. Core compiles without DOM and Node types and
 * uses globals only through this file.
 * @module
 */

/** The part of AbortSignal that rxcti uses. */
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

/** The globals. */
export const web: WebGlobals = globalThis as unknown as WebGlobals;
