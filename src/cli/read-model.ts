import { describeDiagnostic, type Diagnostic } from '../grader/index.ts';
import { modelInWorker } from '../grader/adapter/node/index.ts';
import type { Model } from '../infrastructure/index.ts';
import { Stopped, type Shell } from './command.ts';

/** The model of a design's source. Otherwise says every problem with its line, and stops with exit code 1. */
export async function readModel(path: string, source: string, use: 'simulate' | 'render', shell: Shell): Promise<Model> {
  const design = await modelInWorker(source, use);
  return design.model ?? refuse(path, design.diagnostics, use, shell);
}

function refuse(path: string, diagnostics: readonly Diagnostic[], use: 'simulate' | 'render', shell: Shell): never {
  for (const diagnostic of diagnostics) {
    const { message, advice } = describeDiagnostic(diagnostic);
    shell.err(`${path}${diagnostic.place === null ? '' : `:${diagnostic.place.line}`}: ${message}${advice === null ? '' : ` ${advice}`}`);
  }
  throw new Stopped(use === 'simulate' ? 'The design was not simulated.' : 'No file was written.', 1);
}
