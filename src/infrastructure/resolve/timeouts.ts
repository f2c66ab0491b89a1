import type { Timeouts } from '../model.ts';
import type { HaproxyTimeouts } from '../vocabulary/index.ts';
import { ms, msOr } from './times.ts';

/** HAProxy has no defaults of its own for the first three; these are the ones of its documentation's examples and are written into the file. */
const CONNECT_MS = 5000;
const CLIENT_MS = 50_000;
const SERVER_MS = 50_000;

/** Timeouts of a backend over those of the whole configuration. */
export function resolveTimeouts(common: HaproxyTimeouts = {}, own: HaproxyTimeouts = {}): Timeouts {
  const { connect, client, server, queue, check, httpRequest } = { ...common, ...own };
  const connectMs = msOr(connect, CONNECT_MS);
  return {
    connectMs,
    clientMs: msOr(client, CLIENT_MS),
    serverMs: msOr(server, SERVER_MS),
    queueMs: queue === undefined ? connectMs : ms(queue),
    checkMs: msOr(check, null),
    httpRequestMs: msOr(httpRequest, null),
  };
}
