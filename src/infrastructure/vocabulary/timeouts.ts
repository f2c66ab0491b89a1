import type { Duration } from './durations.ts';

/** How long HAProxy waits. HAProxy itself has no default for the first three and warns when they are absent. */
export interface HaproxyTimeouts {
  /** `timeout connect`: for a server to accept a connection. 1ms to 24d; default 5s. */
  connect?: Duration;
  /** `timeout client`: for the client to send or read on. 1ms to 24d; default 50s. */
  client?: Duration;
  /** `timeout server`: for the server to send or read on, the whole time until its answer begins included. 1ms to 24d; default 50s. */
  server?: Duration;
  /** `timeout queue`: in the queue for a free slot below `maxconn`. 1ms to 24d; default: `connect`. */
  queue?: Duration;
  /** `timeout check`: for the answer to a health check, once connected. 1ms to 24d; default: the server's `inter` bounds the whole check. */
  check?: Duration;
  /** `timeout http-request`: for the complete header of a request. 1ms to 24d; default: `client`. */
  httpRequest?: Duration;
}
