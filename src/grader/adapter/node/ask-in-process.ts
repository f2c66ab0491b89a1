import type { GradeRequest } from '../../protocol.ts';
import { startGradeChild } from './grade-child.ts';

/** Asks one question in a process of its own, which is ended afterwards; null when it fails or has not answered after `wallMs`. Never rejects. */
export function askInProcess<Answer extends { type: string }>(request: GradeRequest, { wallMs = 60_000, memoryMb = 512 }: { wallMs?: number; memoryMb?: number } = {}): Promise<Answer | null> {
  const child = startGradeChild(memoryMb);
  return new Promise((resolve) => {
    const finish = (answer: Answer | null): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), wallMs);
    child.on('message', (answer: Answer) => finish(answer));
    child.on('error', () => finish(null));
    child.on('exit', () => finish(null));
    child.send(request, (error) => {
      if (error) finish(null);
    });
  });
}
