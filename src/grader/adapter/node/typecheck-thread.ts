// The thread of `typecheckInWorker`.
import { parentPort } from 'node:worker_threads';
import type { TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import { typecheck } from './typecheck.ts';

const port = parentPort;
if (port === null) throw new Error('typecheck-thread.ts runs only as a thread of typecheckInWorker.');
port.on('message', ({ id, source }: TypecheckRequest) => port.postMessage({ type: 'diagnostics', id, diagnostics: typecheck(source) } satisfies TypecheckAnswer));
