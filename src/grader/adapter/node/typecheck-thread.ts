// The thread of `typecheckInWorker`.
import { parentPort } from 'node:worker_threads';
import type { CodeWord, TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import { typecheck } from './typecheck.ts';

const port = parentPort;
if (port === null) throw new Error('typecheck-thread.ts runs only as a thread of typecheckInWorker.');
port.on('message', ({ id, source }: TypecheckRequest) => {
  // The first check parses the libraries, which is not the learner's to answer for.
  typecheck('');
  port.postMessage({ type: 'code', id, done: false } satisfies CodeWord);
  port.postMessage({ type: 'diagnostics', id, diagnostics: typecheck(source) } satisfies TypecheckAnswer);
});
