/** `rxcti/websocket` on Node: which WebSocket it uses. */
import { afterEach, expect, it, vi } from 'vitest';
import { CtiError } from '../../core/errors.ts';
import { webSocket } from '../../transports/websocket/node.ts';

const relay = { host: 'localhost', port: 1 };
const transport = () => webSocket({ url: 'ws://localhost:1/cti', token: 'token' });

class FakeWebSocket {
  static urls: string[] = [];
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(url: string) {
    FakeWebSocket.urls.push(url);
    queueMicrotask(() => this.onclose?.({ code: 1006 }));
  }

  close(): void {}
}

afterEach(() => {
  vi.doUnmock('ws');
  vi.unstubAllGlobals();
  FakeWebSocket.urls = [];
});

it("uses the runtime's WebSocket without the package ws", async () => {
  vi.doMock('ws', () => Promise.reject(new Error('not installed')));
  vi.stubGlobal('WebSocket', FakeWebSocket);
  await expect(transport().dial(relay)).rejects.toMatchObject({ code: 'CONNECT_FAILED' });
  expect(FakeWebSocket.urls).toEqual(['ws://localhost:1/cti']);
});

it('uses the package ws if the runtime has no WebSocket', async () => {
  vi.doMock('ws', () => ({ WebSocket: FakeWebSocket }));
  vi.stubGlobal('WebSocket', undefined);
  await expect(transport().dial(relay)).rejects.toMatchObject({ code: 'CONNECT_FAILED' });
  expect(FakeWebSocket.urls).toEqual(['ws://localhost:1/cti']);
});

it('fails with PACKAGE_MISSING if there is neither', async () => {
  vi.doMock('ws', () => Promise.reject(new Error('not installed')));
  vi.stubGlobal('WebSocket', undefined);
  const error = await transport()
    .dial(relay)
    .catch((reason: unknown) => reason);
  expect(CtiError.is(error, 'PACKAGE_MISSING') && error.details).toEqual({ package: 'ws' });
  expect((error as Error).message).toContain('npm install ws');
});
