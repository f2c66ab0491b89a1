// Random numbers: one independent stream a purpose, so that changing a component never disturbs the arrivals.
import { ln } from '../numbers/ln.ts';

/** What the streams are for. Load balancers have one each, from `selection` on. */
export const STREAM = { arrivals: 0, classes: 1, service: 2, queries: 3, addresses: 4, apply: 5, selection: 6 } as const;

/** xoshiro128** generators (Blackman and Vigna 2018), their states in one array: four 32-bit words a stream. */
export type Streams = { words: Int32Array };

/** One step of the mixing sequence "splitmix32" (Steele, Lea and Flood's SplitMix with 32-bit words). */
function mix(h: number): number {
  let t = h ^ (h >>> 16);
  t = Math.imul(t, 0x21f0aaad);
  t ^= t >>> 15;
  t = Math.imul(t, 0x735a2d97);
  return t ^ (t >>> 15);
}

/** `count` streams; stream i depends on the seed and on i, never on the other streams. */
export function createStreams(seed: number, count: number): Streams {
  const words = new Int32Array(count * 4);
  for (let stream = 0; stream < count; stream++) {
    let h = mix(Math.imul(seed | 0, 0x9e3779b1) + mix(stream + 1)) | 0;
    for (let i = 0; i < 4; i++) {
      h = (h + 0x9e3779b9) | 0;
      words[stream * 4 + i] = mix(h);
    }
  }
  return { words };
}

/** 32 random bits, as a number from 0 to 2³² − 1. */
export function bits32(streams: Streams, stream: number): number {
  const words = streams.words;
  const i = stream << 2;
  const s0 = words[i];
  const s1 = words[i + 1];
  const s2 = words[i + 2] ^ s0;
  const s3 = words[i + 3] ^ s1;
  words[i] = s0 ^ s3;
  words[i + 1] = s1 ^ s2;
  words[i + 2] = s2 ^ (s1 << 9);
  words[i + 3] = (s3 << 11) | (s3 >>> 21);
  let r = Math.imul(s1, 5);
  r = Math.imul((r << 7) | (r >>> 25), 9);
  return r >>> 0;
}

/** Uniform between 0 and 1, both exclusive, with 52 random bits. */
export function uniform(streams: Streams, stream: number): number {
  const high = bits32(streams, stream) >>> 6;
  const low = bits32(streams, stream) >>> 6;
  return (high * 67108864 + low + 0.5) * 2.220446049250313e-16;
}

/** Exponential with mean 1. */
export function exponential(streams: Streams, stream: number): number {
  return -ln(uniform(streams, stream));
}

/** A whole number from 0 to `count` − 1. */
export function below(streams: Streams, stream: number, count: number): number {
  return Math.floor(uniform(streams, stream) * count);
}
