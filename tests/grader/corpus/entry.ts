/** A submission and what must become of it. */
export interface CorpusEntry {
  name: string;
  source: string;
  /** Code of the first diagnostic; null: the design is simulated. */
  code: string | null;
}

/** A design that the exercise of the corpus accepts, with a line of code before it and an expression for one weight. */
export function designWith(before: string, weight = '1'): string {
  return `import { defineInfrastructure } from 'no-single-point';
${before}
export default defineInfrastructure({
  hosts: { lb1: {}, old: { size: 'small' }, new: { size: 'medium' } },
  apps: { oldApp: { host: 'old' }, newApp: { host: 'new' } },
  haproxy: { on: 'lb1', backends: { shop: { servers: { old: { to: 'oldApp', weight: ${weight} }, new: { to: 'newApp', weight: 2 } } } } },
});
`;
}
