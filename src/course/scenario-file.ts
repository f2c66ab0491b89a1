// The scenario file of the command line: one entry under `runs`, alone in a file.
import type { ContentProblem, Scenario } from './course.ts';
import { scenarioForm } from './schema/scenario.ts';
import { shapeOf } from './shape.ts';
import { readYaml } from './yaml.ts';

/** Reads a scenario; id and title may be left out. `file` is the name that problems carry. */
export function parseScenario(text: string, file: string): { scenario: Scenario } | { problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const scenario = shapeOf(scenarioForm, readYaml(file, text), problems);
  return scenario === null ? { problems } : { scenario };
}
