// What one learner of a learning system has done, on this computer: a part of the browser's store that nobody else's pages read.
import { localKeys, readLocal, removeLocal, StoreFailure, writeLocal } from '../platform/local-store.ts';
import type { PackageStore } from '../platform/package-window.ts';

/** Tells two learners of one computer apart: a 64-bit hash (FNV-1a) of what names one of them in one package. */
export function learnerPart(system: string, learner: string, packageId: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([system, learner, packageId]))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return `package/${hash.toString(16).padStart(16, '0')}/`;
}

/** The learner's store. Keeps everything in memory where the browser forbids storing, as it may in a frame of another site: the learning system then still gets it. */
export class LearnerStore implements PackageStore {
  readonly #part: string;
  readonly #onChange: (key: string) => void;
  /** Null: the browser keeps it. */
  readonly #memory: Map<string, string> | null;

  /** `part` is empty where there is no learning system: then it is the store that the pages have by themselves. */
  constructor(part: string, onChange: (key: string) => void) {
    this.#part = part;
    this.#onChange = onChange;
    this.#memory = isForbidden() ? new Map() : null;
  }

  /** False: nothing outlives the page. */
  get isKept(): boolean {
    return this.#memory === null;
  }

  read(key: string): string | null {
    return this.#memory === null ? readLocal(this.#part + key) : (this.#memory.get(key) ?? null);
  }

  write(key: string, value: string): void {
    if (this.#memory === null) writeLocal(this.#part + key, value);
    else this.#memory.set(key, value);
    this.#onChange(key);
  }

  remove(key: string): void {
    if (this.#memory === null) removeLocal(this.#part + key);
    else this.#memory.delete(key);
    this.#onChange(key);
  }

  keys(start: string): string[] {
    if (this.#memory !== null) return [...this.#memory.keys()].filter((key) => key.startsWith(start)).sort();
    return localKeys(this.#part + start).map((key) => key.slice(this.#part.length));
  }

  /** The key of this learner that a change in another tab was about; null: somebody else's, or nothing of ours. */
  keyIn(event: StorageEvent): string | null {
    const at = event.key === null ? -1 : event.key.indexOf(`/${this.#part}`);
    return at < 0 ? null : event.key!.slice(at + 1 + this.#part.length);
  }
}

function isForbidden(): boolean {
  try {
    writeLocal('package-asks', '');
    removeLocal('package-asks');
    return false;
  } catch (error) {
    return error instanceof StoreFailure && error.reason === 'forbidden';
  }
}
