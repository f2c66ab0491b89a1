// Reads a zip by the format's own description, with Node's inflate: nothing of the library that writes it.
import { crc32, inflateRawSync } from 'node:zlib';

/** One file of a zip, as its headers say. */
export interface ZipEntry {
  path: string;
  bytes: Buffer;
  method: 'stored' | 'deflated';
  /** DOS date and time, as they stand. */
  date: number;
}

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];

/** Every entry, in the order of the central directory; throws where both headers of a file differ, and where its bytes are not those that were packed. */
export function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error('The zip does not end with its directory.');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error(`No directory entry at ${at}.`);
    const [nameLength, extra, comment, local] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push(entryAt(zip, local, { path, flags: zip.readUInt16LE(at + 8), method: zip.readUInt16LE(at + 10), date: zip.readUInt32LE(at + 12), crc: zip.readUInt32LE(at + 16), packed: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24) }));
    at += 46 + nameLength + extra + comment;
  }
  if (at !== end) throw new Error('Something lies between the directory and its end.');
  return entries;
}

interface Header { path: string; flags: number; method: number; date: number; crc: number; packed: number; size: number }

function entryAt(zip: Buffer, at: number, { path, flags, method, date, crc, packed, size }: Header): ZipEntry {
  if (zip.readUInt32LE(at) !== LOCAL) throw new Error(`${path} is not where the directory says.`);
  const [nameLength, extra] = [zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
  if (zip.toString('utf8', at + 30, at + 30 + nameLength) !== path) throw new Error(`${path} has another name in its own header.`);
  if (method !== 0 && method !== 8) throw new Error(`${path} is packed by method ${method}.`);
  if (/[^\x20-\x7e]/.test(path) && (flags & 0x800) === 0) throw new Error(`${path} is not marked as UTF-8.`);
  const start = at + 30 + nameLength + extra;
  const body = zip.subarray(start, start + packed);
  const bytes = method === 0 ? Buffer.from(body) : inflateRawSync(body);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new Error(`${path} is damaged.`);
  return { path, bytes, method: method === 0 ? 'stored' : 'deflated', date };
}
