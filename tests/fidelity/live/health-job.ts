// A server dies and comes back while HAProxy checks it: how long until DOWN, how long until UP.
import { createSocket } from 'node:dgram';
import { Backend, endProcess, listens, sleep, startDaemon, until } from './daemon.ts';

/** HAProxy's text with one checked server; phases as in the recordings: shares of the interval after the last check, and after DOWN. */
export interface HealthJob { kind: 'health'; config: string; port: number; server: number; logPort: number; interMs: number; downinterMs: number; deathPhase: number; revivalPhase: number }

/** `detect_ms` and `recover_ms` of such a recording. */
export async function replayHealth(job: HealthJob, folder: string): Promise<{ detect_ms: number; recover_ms: number }> {
  const log = createSocket('udp4');
  const lines: { at: number; text: string }[] = [];
  log.on('message', (message) => void lines.push({ at: performance.now(), text: message.toString() }));
  await new Promise<void>((resolve) => void log.bind(job.logPort, '127.0.0.1', resolve));
  const backend = new Backend('s1', job.server);
  await backend.set('ok');
  const daemon = startDaemon('haproxy', job.config, folder);
  const seen = async (what: string, from: number): Promise<number> => {
    const find = () => lines.find((line, i) => i >= from && line.text.includes(what));
    await until(`the log says "${what}"`, () => find() !== undefined);
    return find()!.at;
  };
  try {
    await until('HAProxy listens', () => listens(job.port));
    // A first death tells when checks happen: the next one begins one interval after the end of the good check that brings it up.
    await backend.set('refuse');
    await seen('is DOWN', 0);
    await backend.set('ok');
    const up = await seen('is UP', lines.length);
    await sleep(Math.max(0, up + 2 * job.interMs + job.deathPhase * job.interMs - performance.now()));
    const from = lines.length;
    const died = performance.now();
    await backend.set('refuse');
    const down = await seen('is DOWN', from);
    await sleep(Math.max(0, down + job.revivalPhase * job.downinterMs - performance.now()));
    const revived = performance.now();
    const after = lines.length;
    await backend.set('ok');
    const back = await seen('is UP', after);
    return { detect_ms: down - died, recover_ms: back - revived };
  } finally {
    await endProcess(daemon);
    await backend.set('refuse');
    log.close();
  }
}
