import type { FilesAnswer } from '../../protocol.ts';
import type { RealFiles } from '../../real-files.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { createLatestClient } from './latest-client.ts';

/** Writes real files in one worker, which is replaced when a design hangs it. */
export interface FilesWriter {
  /** The real files of a design; null when the worker cannot start or fails, or a later call came first. One that takes too long has that diagnostic. Never rejects. */
  write(source: string): Promise<RealFiles | null>;
  /** Ends the worker. */
  close(): void;
}

/** A writer whose worker (the grader's) `startWorker` makes at the first call; one that has not answered after `wallMs` (its loading included) is ended. */
export function createFilesWriter(startWorker: () => Promise<Worker>, { wallMs = 10_000 }: { wallMs?: number } = {}): FilesWriter {
  const late = (seconds: number): FilesAnswer => ({ type: 'files', id: 0, result: { files: null, diagnostics: [diagnostic('took-too-long', { seconds })] } });
  const client = createLatestClient<FilesAnswer>('files', startWorker, { wallMs, late });
  return { close: client.close, write: async (source) => (await client.ask(source))?.result ?? null };
}
