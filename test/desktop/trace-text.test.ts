import type { CtiMessage } from 'rxcti';
import { describe, expect, it } from 'vitest';
import type { RecordedMessage } from '../../demo/desktop/trace/recorder.ts';
import { matchesFilter, toJsonLines } from '../../demo/desktop/trace/trace-text.ts';

const recorded = (message: CtiMessage): RecordedMessage => ({
  id: 1,
  at: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  direction: 'sent',
  message,
  frame: Uint8Array.of(0, 0, 0, 4, 0xff),
  endpoint: { host: 'ccx-a', port: 12_028 },
});
const beat = recorded({ type: 'HEARTBEAT_REQ', invokeId: 7 });
const unknown = recorded({ type: 'UNKNOWN', messageType: 999, body: Uint8Array.of(0xca, 0xfe) });

describe('trace text', () => {
  it.each([
    ['', beat, false],
    ['heartbeat', beat, true],
    ['invokeid=7', beat, true],
    ['invokeid=8', beat, false],
    ['', unknown, true],
    ['ca fe', unknown, true],
  ])('matchesFilter with "%s"', (wanted, entry, found) => {
    expect(matchesFilter(entry, wanted)).toBe(found);
  });

  it('toJsonLines writes one line of JSON per message, bytes in hex', () => {
    expect(
      toJsonLines([beat, unknown])
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        at: '2026-01-02T03:04:05.006Z',
        direction: 'sent',
        message: { type: 'HEARTBEAT_REQ', invokeId: 7 },
        frame: '00 00 00 04 ff',
      },
      {
        at: '2026-01-02T03:04:05.006Z',
        direction: 'sent',
        message: { type: 'UNKNOWN', messageType: 999, body: 'ca fe' },
        frame: '00 00 00 04 ff',
      },
    ]);
  });
});
