// A course package as an LMS receives it: cmi5 section 14. A zip file, or the same files in a folder.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { must, type Violation } from '../violations.ts';

/** The files of a package. */
export interface PackageFiles {
  /** Paths with slashes, relative to the root of the package. */
  paths: ReadonlySet<string>;
  /** The bytes of a file; undefined for paths that are not in the package. */
  read(path: string): Uint8Array | undefined;
  /** What is wrong with the package as a container. */
  violations: readonly Violation[];
}

/** Opens a zip file (its path or its bytes) or an unpacked folder (its path). A file that is no zip has a violation and no files. */
export function openPackage(source: string | Uint8Array): PackageFiles {
  if (typeof source !== 'string') return fromZip(source);
  return statSync(source).isDirectory() ? fromFolder(source) : fromZip(readFileSync(source));
}

function fromFolder(folder: string): PackageFiles {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
  const paths = new Set(all.map((path) => relative('.', path).split(sep).join('/')));
  return { paths, read: (path) => (paths.has(path) ? readFileSync(join(folder, path)) : undefined), violations: rootViolations(paths) };
}

function fromZip(bytes: Uint8Array): PackageFiles {
  let files: { [path: string]: Uint8Array };
  try {
    files = unzipSync(bytes);
  } catch (error) {
    return { paths: new Set(), read: () => undefined, violations: [must('cmi5 14.1', `the package is no readable zip file: ${String(error)}`)] };
  }
  const paths = new Set(Object.keys(files).filter((path) => !path.endsWith('/')));
  return { paths, read: (path) => (paths.has(path) ? files[path] : undefined), violations: [...rootViolations(paths), ...entryViolations(bytes)] };
}

/** 14.1: cmi5.xml at the root; 13.2: by exactly this name. */
function rootViolations(paths: ReadonlySet<string>): Violation[] {
  const strange = [...paths].filter((path) => path.startsWith('/') || path.includes('\\') || path.split('/').includes('..') || /^[A-Za-z]:/.test(path));
  return [
    ...(paths.has('cmi5.xml') ? [] : [must('cmi5 14.1', `the package has no cmi5.xml at its root${paths.size === 0 ? ', it is empty' : ''}`)]),
    ...strange.map((path) => must('cmi5 14.1', `the path ${JSON.stringify(path)} leads out of the package or has no slashes (ZIP application note 4.4.17)`)),
  ];
}

/** 14.1 refers to PKWARE's note, 2.0 to ISO/IEC 21320-1: stored or deflated, not encrypted, names in UTF-8 or ASCII, no name twice. */
function entryViolations(bytes: Uint8Array): Violation[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const violations: Violation[] = [];
  const seen = new Set<string>();
  // The end of the central directory is there, and every method is one of the two: fflate has read the file.
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  let offset = view.getUint32(end + 16, true);
  while (offset + 46 <= end && view.getUint32(offset, true) === 0x02014b50) {
    const [flags, length] = [view.getUint16(offset + 8, true), view.getUint16(offset + 28, true)];
    const raw = bytes.subarray(offset + 46, offset + 46 + length);
    const name = new TextDecoder().decode(raw);
    if ((flags & 1) !== 0) violations.push(must('cmi5 14.1', `${name} is encrypted`));
    if ((flags & 0x800) === 0 && raw.some((byte) => byte > 127)) violations.push(must('cmi5 14.1', `the name ${JSON.stringify(name)} is neither ASCII nor marked as UTF-8`));
    if (seen.has(name)) violations.push(must('cmi5 14.1', `${name} is in the zip file twice`));
    seen.add(name);
    offset += 46 + length + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return violations;
}
