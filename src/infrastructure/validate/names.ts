// The names that a design declares, and what it says of names that it does not.
import { formatPath } from '../path.ts';
import type { FieldPath, Problem } from '../problem.ts';
import { isObject } from '../schema/forms.ts';
import { shorten } from './found.ts';
import { nearest } from './suggest.ts';

/** Kinds of things that other things refer to by name. */
export type NameKind = 'host' | 'app' | 'nginx' | 'node' | 'backend' | 'certificate' | 'virtual-address' | 'dns' | 'group';

/** Declared names by kind, in the order of the design. */
export type Names = { readonly [Kind in NameKind]: readonly string[] };

const MOST_KNOWN_SHOWN = 12;

function keysAt(root: unknown, ...path: string[]): string[] {
  let value = root;
  for (const step of path) value = isObject(value) ? value[step] : undefined;
  return isObject(value) ? Object.keys(value) : [];
}

function textsOf(things: unknown[], field: string): string[] {
  return things.flatMap((thing) => (isObject(thing) && typeof thing[field] === 'string' ? [thing[field]] : []));
}

/** Reads the names from a snapshot, so that a thing with a mistake inside still counts as declared. */
export function namesOf(snapshot: unknown): Names {
  const root = isObject(snapshot) ? snapshot : {};
  return {
    host: keysAt(root, 'hosts'),
    app: keysAt(root, 'apps'),
    nginx: keysAt(root, 'nginx'),
    node: keysAt(root, 'mariadb', 'nodes'),
    backend: keysAt(root, 'haproxy', 'backends'),
    certificate: keysAt(root, 'certificates'),
    'virtual-address': isObject(root['keepalived']) ? textsOf(Object.values(root['keepalived']), 'virtualAddress') : [],
    dns: Array.isArray(root['dns']) ? textsOf(root['dns'], 'name') : [],
    group: keysAt(root, 'firewall', 'groups'),
  };
}

/** Collects problems; what the rules of a design report to. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly names: Names;
  readonly #sets = new Map<NameKind, Set<string>>();

  constructor(names: Names) {
    this.names = names;
    for (const kind of Object.keys(names) as NameKind[]) this.#sets.set(kind, new Set(names[kind]));
  }

  /** Whether a thing of this kind is declared. */
  has(kind: NameKind, name: string): boolean {
    return this.#sets.get(kind)!.has(name);
  }

  /** Two things that cannot both be. `rule` is stable and words the sentence. */
  conflict(path: FieldPath, rule: string, data: Problem['data'] = {}): void {
    this.problems.push({ code: 'conflict', path, data: { rule, ...data } });
  }

  /** The same thing twice; `first` is the other place, as text. `scope` words the sentence where the rule is not plain. */
  duplicate(path: FieldPath, value: string | number, first: string, scope?: 'process'): void {
    this.problems.push({ code: 'duplicate', path, data: { value, first, ...(scope === undefined ? {} : { scope }) } });
  }

  /** Reports `name` unless one of these kinds declares it, or it is one of the words that are allowed besides. */
  refer(path: FieldPath, name: string, kinds: readonly NameKind[], words: readonly string[] = []): boolean {
    if (words.includes(name) || kinds.some((kind) => this.has(kind, name))) return true;
    const known = [...kinds.flatMap((kind) => this.names[kind]), ...words];
    const data = { name: shorten(name), kind: kinds.join(' '), known: known.slice(0, MOST_KNOWN_SHOWN), knownCount: known.length, suggestion: nearest(name, known) };
    this.problems.push({ code: 'unknown-name', path, data });
    return false;
  }

  /** Reports every value that stood in the list before; `pathOf` says where. */
  unique<Item>(items: readonly Item[], keyOf: (item: Item) => string | number, pathOf: (position: number) => FieldPath, scope?: 'process'): void {
    const first = new Map<string | number, number>();
    items.forEach((item, position) => {
      const key = keyOf(item);
      const before = first.get(key);
      if (before === undefined) first.set(key, position);
      else this.duplicate(pathOf(position), key, formatPath(pathOf(before)), scope);
    });
  }
}
