// A page in a package for a learning system stands in a frame of the launch page, which keeps what the learner does.

/** Texts under keys, for one learner. */
export interface PackageStore {
  read(key: string): string | null;
  /** Throws a `StoreFailure`. */
  write(key: string, value: string): void;
  /** Throws a `StoreFailure`. */
  remove(key: string): void;
  /** Sorted. */
  keys(start: string): string[];
}

/** What the launch page gives the pages in its frame, as `nspPackage`. */
export interface PackageWindow {
  readonly store: PackageStore;
  /** A page calls it as soon as its script runs. */
  enter(page: Window): void;
}

/** The launch page around this page; null: the page stands alone, or in a frame of somebody else. */
export function packageWindow(): PackageWindow | null {
  try {
    return (parent as { nspPackage?: PackageWindow }).nspPackage ?? null;
  } catch {
    return null;
  }
}
