// A process of `createPool`.
import { judge } from './judge.ts';
import type { Job } from './pool.ts';

const { send } = process;
if (send === undefined) throw new Error('process.ts runs only as a process of createPool.');
process.on('message', ({ design, trial }: Job) => void send.call(process, judge(design, trial)));
// Nobody waits for the answer of an orphan.
process.on('disconnect', () => process.exit());
