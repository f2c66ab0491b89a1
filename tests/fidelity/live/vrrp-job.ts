// Two keepalived in two namespaces, joined by a cable: who takes the address, and how long it takes.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, sleep, until } from './daemon.ts';

/** Texts of both nodes (interface `v0`, addresses 10.9.0.1 and 10.9.0.2), the virtual address, and how node A ends. */
export interface VrrpJob { kind: 'vrrp'; config: { A: string; B: string }; address: string; event: 'sigterm' | 'sigkill' }

/** Who owned the address before, whether B took it, how long it took, and who has it on an interface at the end. */
export interface VrrpSeen { owner_before: string; takeover_ms_after_event: number; owners_after: string }

/** Replays one takeover. */
export async function replayVrrp(job: VrrpJob, folder: string): Promise<VrrpSeen> {
  // The other namespace lives as long as this process.
  const other = spawn('unshare', ['-n', 'sleep', '120'], { stdio: 'ignore' });
  const inside: { [node: string]: string[] } = { A: [], B: ['nsenter', '-t', String(other.pid), '-n'] };
  const run = (node: string, ...args: string[]): string => {
    const [program, ...rest] = [...inside[node]!, ...args];
    return execFileSync(program!, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const daemons: { [node: string]: ChildProcess } = {};
  try {
    await until('the second namespace is there', () => {
      try { return !run('B', 'ip', '-o', 'link').includes('v0'); } catch { return false; }
    });
    await until('it is another one', () => execFileSync('readlink', [`/proc/${other.pid}/ns/net`], { encoding: 'utf8' }) !== execFileSync('readlink', ['/proc/self/ns/net'], { encoding: 'utf8' }));
    run('A', 'ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1');
    run('A', 'ip', 'link', 'set', 'v1', 'netns', String(other.pid));
    run('B', 'ip', 'link', 'set', 'v1', 'name', 'v0');
    for (const [node, address] of [['A', '10.9.0.1/24'], ['B', '10.9.0.2/24']] as const) {
      run(node, 'ip', 'link', 'set', 'lo', 'up');
      run(node, 'ip', 'addr', 'add', address, 'dev', 'v0');
      run(node, 'ip', 'link', 'set', 'v0', 'up');
    }
    const owns = (node: string): boolean => run(node, 'ip', '-o', 'addr', 'show', 'v0').includes(` ${job.address}/`);
    const owners = (): string => ['A', 'B'].filter(owns).join('');
    for (const node of ['A', 'B']) {
      const own = join(folder, node);
      mkdirSync(own);
      writeFileSync(join(own, 'keepalived.conf'), job.config[node as 'A' | 'B']);
      const [program, ...rest] = [...inside[node]!, 'keepalived', '-n', '-P', '-f', join(own, 'keepalived.conf'), '-p', join(own, 'pid'), '-r', join(own, 'vrrp.pid'), '-G'];
      daemons[node] = spawn(program!, rest, { stdio: 'ignore' });
    }
    await until('somebody owns the address', () => owners() !== '');
    await sleep(1500);
    const owner = owners();
    const start = performance.now();
    if (job.event === 'sigterm') daemons['A']!.kill('SIGTERM');
    else killAll(daemons['A']!);
    await until('B owns the address', () => owns('B'));
    const taken = performance.now() - start;
    await sleep(300);
    return { owner_before: owner, takeover_ms_after_event: taken, owners_after: owners() };
  } finally {
    for (const daemon of Object.values(daemons)) await endProcess(daemon);
    await endProcess(other, 'SIGKILL');
  }
}

/** The parent and its child at once, so that neither can say goodbye. */
function killAll(parent: ChildProcess): void {
  const children = execFileSync('sh', ['-c', `cat /proc/${parent.pid}/task/*/children`], { encoding: 'utf8' }).trim().split(/\s+/).filter((pid) => pid !== '');
  for (const pid of children) process.kill(Number(pid), 'SIGSTOP');
  process.kill(parent.pid!, 'SIGKILL');
  for (const pid of children) process.kill(Number(pid), 'SIGKILL');
}
