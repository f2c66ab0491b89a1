// The writers alone: the readers, which a page never needs, stay out of its worker.
import type { RenderedFile } from '../daemons/parts.ts';
import { renderModel } from '../daemons/render.ts';
import { designOf } from './design-of.ts';
import { diagramOf, type Diagram } from './diagram.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import type { GraderLimits } from './limits.ts';
import type { Diagnostic } from './source/diagnostic.ts';

/** The files that would run a design and a picture of it, or every reason why there are none. */
export type RealFiles = { files: RenderedFile[]; diagram: Diagram; diagnostics: [] } | { files: null; diagnostics: Diagnostic[] };

/** Writes the real files of, and draws, a learner's source; for any text. What the simulator leaves out is written too: a file has room for all of the vocabulary. */
export async function realFiles(source: string, evaluator: Evaluator, limits: GraderLimits): Promise<RealFiles> {
  const design = await designOf(source, evaluator, limits, 'render');
  return design.model === null ? { files: null, diagnostics: design.diagnostics } : { files: renderModel(design.model), diagram: diagramOf(design.model), diagnostics: [] };
}
