// Listens, prints its port and then blocks its event loop: nobody accepts, so once the kernel's queue of accepted
// connections is full a further connect is neither answered nor refused (on Linux).
import { createServer } from 'node:net';

const server = createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  process.stdout.write(`${server.address().port}\n`);
  // The parent kills this process; should the parent die first, it ends by itself.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120_000);
  process.exit();
});
