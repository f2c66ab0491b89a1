// The thread of `typecheckInThread`.
import { parentPort, workerData } from 'node:worker_threads';
import { typecheck } from '../../grader/adapter/node/index.ts';

parentPort?.postMessage(typecheck(workerData as string));
