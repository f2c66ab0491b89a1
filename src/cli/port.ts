import { BadUse } from './command.ts';

/** The port that is taken when none is named. */
export const DEFAULT_PORT = 4321;

const LAST_PORT = 65_535;

/** How many ports are tried before giving up. */
const TRIES = 50;

/** A port that the user named, or 4321. */
export function readPort(option: string | boolean | undefined): number {
  if (option === undefined) return DEFAULT_PORT;
  const port = typeof option === 'string' && /^\d{1,5}$/.test(option) ? Number(option) : -1;
  if (port < 0 || port > LAST_PORT) throw new BadUse(`--port is ${String(option)}: it is a whole number from 0 to ${LAST_PORT}; 0 takes any free one.`);
  return port;
}

/** Calls `listen` with `first` and, as long as the port is taken, with the next; returns what it gave. */
export async function atFreePort<T>(first: number, listen: (port: number) => Promise<T>): Promise<T> {
  for (let port = first; ; port++) {
    try {
      return await listen(port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES') throw new BadUse(`The system does not allow port ${port}. Choose one above 1023 with --port.`);
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new BadUse('This computer has no such address to listen at; --host names it.');
      if (code !== 'EADDRINUSE') throw error;
      if (port >= LAST_PORT || port - first >= TRIES) throw new BadUse(`The ports from ${first} to ${port} are all taken. Choose another with --port.`);
    }
  }
}
