import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Takes the port for a moment and returns it; rejects with EADDRINUSE when somebody has it. 0 takes any. */
export function requireFreePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const taken = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(taken));
    });
  });
}
