// The scripts of the selection and failure families, against a real HAProxy or nginx.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Backend, endProcess, get, listens, startDaemon, until } from './daemon.ts';

/** A step as the recordings have it. */
export interface Step { op: string; n?: number; cmd?: string; modes?: { [server: string]: string }; keys?: string[]; kind?: string; method?: string }

/** The daemon's text, where it listens, its servers' ports in order, and what to do. */
export interface HttpJob { kind: 'http'; daemon: 'haproxy' | 'nginx'; config: string; port: number; servers: number[]; script: Step[]; asTried?: boolean }

/** The outputs `steps` of such a recording. */
export async function replayHttp(job: HttpJob, folder: string): Promise<unknown> {
  const backends = job.servers.map((port, i) => new Backend(`s${i + 1}`, port));
  for (const backend of backends) await backend.set('ok');
  const daemon = startDaemon(job.daemon, job.config, folder);
  try {
    await until('the daemon listens', () => listens(job.port));
    const steps: unknown[] = [];
    for (const step of job.script) steps.push(await replayStep(step, job, backends, folder));
    return { steps };
  } finally {
    await endProcess(daemon);
    for (const backend of backends) await backend.set('refuse');
  }
}

async function replayStep(step: Step, job: HttpJob, backends: Backend[], folder: string): Promise<unknown> {
  switch (step.op) {
    case 'sock': return command(join(folder, 'admin.sock'), step.cmd!);
    case 'set':
      for (const [name, mode] of Object.entries(step.modes!)) await backends.find((one) => one.name === name)!.set(mode);
      return '';
    case 'map': {
      let digits = '';
      for (const key of step.keys!) digits += await digitOf(job.port, step.kind === 'source' ? { from: key } : { path: key });
      return digits;
    }
    default: {
      if (job.asTried === true) return triedLines(step, job, folder);
      let digits = '';
      for (let i = 0; i < (step.n ?? 1); i++) digits += await digitOf(job.port, {});
      return digits;
    }
  }
}

async function digitOf(port: number, options: Parameters<typeof get>[1]): Promise<string> {
  const seen = await get(port, options);
  return seen.server === null ? `(${seen.status})` : seen.server.slice(1);
}

/** nginx's own log tells which servers were tried: the last field of each line but one is the list of addresses. */
async function triedLines(step: Step, job: HttpJob, folder: string): Promise<string[]> {
  const before = logLines(folder).length;
  const count = step.n ?? 1;
  for (let i = 0; i < count; i++) await get(job.port, { method: step.method ?? 'GET' });
  await until('nginx has written its log', () => logLines(folder).length >= before + count);
  return logLines(folder).slice(before).map((line) => {
    const [, status, addresses = '', statuses = ''] = line.split('|');
    const tried = addresses.split(', ').map((address) => {
      const at = job.servers.findIndex((port) => address.endsWith(`:${port}`));
      return at < 0 ? 'be' : `s${at + 1}`;
    });
    return `${status} tried ${tried.join(', ')} -> ${statuses}`;
  });
}

function logLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'access.log'), 'utf8').split('\n').filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** A command to HAProxy's runtime API; its answer. */
function command(path: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path, () => void socket.end(`${line}\n`));
    socket.on('data', (data: Buffer) => { answer += data.toString(); });
    socket.on('end', () => resolve(answer.trim()));
    socket.on('error', reject);
  });
}
