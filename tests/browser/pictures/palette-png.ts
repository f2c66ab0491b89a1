// A screenshot as a PNG of at most 256 colours, at less than half the size: a file in a repository is fetched by everybody, forever.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const COLOURS = 256;
/** The bits that tell shades apart. */
const SHADE = 0xf0f0f0;

/** The same picture with a palette: its commonest colours, and for each other colour the nearest of them. Takes 8-bit PNGs with three channels or four, as browsers write. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  // One colour of each shade: the edges of black letters alone have more than 256 colours, and would leave none for a small amber mark.
  const shades = new Map<number, number>();
  for (const [colour] of [...counts].sort((one, other) => other[1] - one[1])) if (!shades.has(colour & SHADE)) shades.set(colour & SHADE, colour);
  const palette = [...shades.values()].slice(0, COLOURS);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]!)!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function nearest(palette: readonly number[], colour: number): number {
  const away = (other: number): number => [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return palette.reduce((best, other, at) => (away(other) < away(palette[best]!) ? at : best), 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [width, height, depth, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24]!, png[25]!];
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error(`This PNG has ${depth} bits and colour type ${kind}; only 8 bits with 3 or 4 channels can be read.`);
  const channels = kind === 2 ? 3 : 4;
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, channels);
  return { width, height, pixels: Uint32Array.from({ length: width * height }, (_, i) => (bytes[i * channels]! << 16) | (bytes[i * channels + 1]! << 8) | bytes[i * channels + 2]!) };
}

/** Undoes the five filters of PNG, row by row. */
function unfiltered(data: Buffer, stride: number, step: number): Buffer {
  const out = Buffer.alloc((data.length / (stride + 1)) * stride);
  for (let row = 0; row * stride < out.length; row += 1) {
    const filter = data[row * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const at = row * stride + i;
      const left = i < step ? 0 : out[at - step]!;
      const above = row === 0 ? 0 : out[at - stride]!;
      const corner = row === 0 || i < step ? 0 : out[at - stride - step]!;
      const guess = filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : filter === 4 ? paeth(left, above, corner) : 0;
      out[at] = data[row * (stride + 1) + 1 + i]! + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(left + above - corner - value)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
