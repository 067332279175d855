/**
 * Runs in the page before its own scripts. Records React renders (as React's developer tools do), arrivals of bytes from the
 * relay, painted rows and long tasks. It does not change the page.
 */
(() => {
  const counts = { commits: 0, rowRenders: 0, unnecessary: 0, visibleRows: 0, mounts: 0 };
  const longTasks = [];
  const latencies = [];
  let bytes = 0;
  let frames = 0;
  /** Arrival time of the oldest bytes that are not painted yet. */
  let waitingSince;

  const NativeSocket = WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        frames++;
        bytes += data.byteLength ?? data.size ?? data.length;
        // Pings are smaller.
        if ((data.byteLength ?? 99) > 60) waitingSince ??= performance.now();
      });
    }
  };

  const isRow = (fiber) => fiber.memoizedProps?.isStop !== undefined && typeof fiber.type === 'function';
  const rendered = 1; // PerformedWork, the flag that React's developer tools read

  function walk(next, previous) {
    if (previous !== null && next.child === previous.child) return;
    for (let child = next.child; child !== null; child = child.sibling) {
      const before = child.alternate;
      if (isRow(child)) {
        if (before === null) counts.mounts++;
        else if ((child.flags & rendered) !== 0) {
          counts.rowRenders++;
          const [now, then] = [child.memoizedProps, before.memoizedProps];
          const same = Object.keys(now).every((key) => now[key] === then[key]);
          if (same) counts.unnecessary++;
        }
        continue;
      }
      walk(child, before);
    }
  }

  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
    onCommitFiberRoot(_id, root) {
      counts.commits++;
      counts.visibleRows += document.querySelectorAll('[data-key]').length;
      walk(root.current, root.current.alternate);
    },
  };

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask' });

  const channel = new MessageChannel();
  let painting = false;
  let since;
  channel.port1.onmessage = () => {
    painting = false;
    if (since !== undefined) latencies.push(performance.now() - since);
  };
  /** A row's text changed: the bytes are painted right after the next frame. */
  function onMutations(mutations) {
    const isOfRow = mutations.some(({ target }) => {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      // Timers change without new data.
      return element?.closest('time') === null && element.closest('.grid-rows') !== null;
    });
    if (!isOfRow || painting || waitingSince === undefined) return;
    painting = true;
    since = waitingSince;
    waitingSince = undefined;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(onMutations).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['class', 'style', 'aria-label'],
    });
  });

  window.probe = {
    reset() {
      for (const key of Object.keys(counts)) counts[key] = 0;
      longTasks.length = 0;
      latencies.length = 0;
      bytes = 0;
      frames = 0;
      waitingSince = undefined;
    },
    read: () => ({
      counts: { ...counts },
      longTasks: [...longTasks],
      latencies: [...latencies],
      bytes,
      frames,
    }),
  };
})();
