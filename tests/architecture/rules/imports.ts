// Which folder may import which: data flows one way. ARCHITECTURE.md has the picture and the reasons.
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importsOf, isCode, isCore, type ProjectFile, type Violation } from './source.ts';

const CORE = ['infrastructure', 'simulation', 'daemons', 'course', 'grader'] as const;

/** Room by room: the rooms that it may import, beside itself. */
export const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  infrastructure: [],
  simulation: ['infrastructure'],
  daemons: ['infrastructure'],
  fidelity: ['infrastructure', 'simulation', 'daemons'],
  course: ['simulation', 'infrastructure'],
  grader: ['course', 'simulation', 'daemons', 'infrastructure'],
  'grader/adapter/browser': CORE,
  'grader/adapter/node': CORE,
  'grader/adapter/web': CORE,
  site: [...CORE, 'grader/adapter/browser', 'grader/adapter/web'],
  server: [...CORE, 'grader/adapter/node', 'grader/adapter/web'],
  export: ['course'],
  cli: [...CORE, 'fidelity', 'grader/adapter/node', 'grader/adapter/browser', 'grader/adapter/web', 'site', 'server', 'export'],
};

/** Imports that the table forbids and a reason allows: file, room, reason. */
const EXCEPTIONS: readonly { file: RegExp; room: string; reason: string }[] = [
  { file: /^src\/site\/build\//, room: 'grader/adapter/node', reason: 'The build runs in Node and reads the type libraries there; nothing of it reaches a page.' },
  { file: /^src\/grader\/adapter\/browser\/[a-z-]+-plugin\.ts$/, room: 'grader/adapter/node', reason: 'A plugin of the build runs in Node; the browser gets what it leaves behind.' },
];

/** The room of a path under src/; null elsewhere. */
export function roomOf(path: string): string | null {
  const adapter = /^src\/(grader\/adapter\/[^/]+)\//.exec(path);
  return adapter?.[1] ?? /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** Imports against the table, without their ending, and of a platform by the core. */
export function importViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => isCode(file) && file.path.startsWith('src/')).flatMap((file) => {
    const own = roomOf(file.path);
    return importsOf(file).flatMap(({ specifier, line }): Violation[] => {
      const at = (message: string): Violation[] => [{ path: file.path, line, message }];
      if (!specifier.startsWith('.')) return isCore(file.path) && isBuiltin(specifier) ? at(`${specifier} is banned in the core, use an argument: whoever calls hands in what it knows of the platform`) : [];
      const target = posix.join(posix.dirname(file.path), specifier.replace(/[?#].*$/, ''));
      if (!/\.[a-z0-9]+$/.test(target)) return at(`${specifier} is banned, use its full name with .ts`);
      if (!target.startsWith('src/')) return target.startsWith('tests/') ? at(`${specifier} is banned, use a file in src/: tests import the sources, not the reverse`) : [];
      const room = roomOf(target);
      if (own === null || room === null || room === own || (MAY_IMPORT[own] ?? []).includes(room)) return [];
      if (EXCEPTIONS.some((exception) => exception.file.test(file.path) && exception.room === room)) return [];
      return at(`${room} is banned in ${own}, use ${MAY_IMPORT[own]?.join(', ') || 'libraries only'}`);
    });
  });
}

/** Where files may call each other in a circle: an event at one component of the simulated world causes one at another, and back. */
const WORLD = /^src\/simulation\//;

/** Files that import each other in a circle, at run time: what runs first is then an accident. The simulated world is excepted. */
export function cycleViolations(files: readonly ProjectFile[]): Violation[] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(files.filter((file) => isCode(file) && file.path.startsWith('src/') && !WORLD.test(file.path)).map((file) => [
    file.path,
    importsOf(file).filter((one) => !one.typeOnly && one.specifier.startsWith('.')).map((one) => ({ to: posix.join(posix.dirname(file.path), one.specifier), line: one.line })).filter((edge) => known.has(edge.to)),
  ]));
  const done = new Set<string>();
  const violations: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const edge of edges.get(path) ?? []) {
      const at = [...trail, path].indexOf(edge.to);
      if (at >= 0) violations.push({ path, line: edge.line, message: `a circle of imports is banned, use a third file for what both need: ${[...[...trail, path].slice(at), edge.to].join(' → ')}` });
      else visit(edge.to, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return violations;
}
