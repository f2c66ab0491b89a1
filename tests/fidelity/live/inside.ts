// One job against a real daemon; runs inside a fresh network namespace. Reads the job as JSON, writes what it found as JSON.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { replayHttp, type HttpJob } from './http-job.ts';
import { replayHealth, type HealthJob } from './health-job.ts';
import { replayVrrp, type VrrpJob } from './vrrp-job.ts';
import { replaySemiSync, type SemiSyncJob } from './semi-sync-job.ts';

type Job = HttpJob | HealthJob | VrrpJob | SemiSyncJob;

const job = JSON.parse(await text(process.stdin)) as Job;
const folder = mkdtempSync(join(tmpdir(), 'nsp-live-'));
execFileSync('ip', ['link', 'set', 'lo', 'up']);
try {
  process.stdout.write(JSON.stringify(await replay(job)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

function replay(one: Job): Promise<unknown> {
  switch (one.kind) {
    case 'http': return replayHttp(one, folder);
    case 'health': return replayHealth(one, folder);
    case 'vrrp': return replayVrrp(one, folder);
    case 'semi-sync': return replaySemiSync(one, folder);
  }
}
