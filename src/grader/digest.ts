import type { Report } from './report.ts';

/** Two 32-bit FNV-1a hashes over the report's JSON, as 16 hexadecimal digits: equal reports have equal digests on every machine. Not for security. */
export function digestReport(report: Report): string {
  const text = JSON.stringify(report);
  // Two lanes of 32 bits with different starts, since a number cannot multiply 64 bits exactly.
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + at), 0x01000193);
  }
  return hex(high) + hex(low);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
