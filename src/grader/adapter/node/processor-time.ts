import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks, 100 a second on every platform that Node has. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process has had, and its children that have ended; null where the system does not tell (it is not Linux), or there is no such process. */
export function processorMs(pid: number | 'self'): { own: number; ended: number } | null {
  try {
    // Behind the name, which may have anything in it: utime, stime, cutime, cstime are fields 14 to 17 (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map((field) => Number(field) * TICK_MS) as [number, number, number, number];
    return { own: user + system, ended: childUser + childSystem };
  } catch {
    return null;
  }
}
