// Times drawn from the distributions that a scenario may name.
import type { ServiceTime } from '../scenario.ts';
import type { Streams } from './streams.ts';
import { exponential, uniform } from './streams.ts';

/** A time in milliseconds. A fixed time draws nothing. */
export function sampleMs(time: ServiceTime, streams: Streams, stream: number): number {
  switch (time.distribution) {
    case 'exponential': return time.meanMs * exponential(streams, stream);
    case 'fixed': return time.ms;
    case 'mix': return mixed(time.parts, uniform(streams, stream));
  }
}

function mixed(parts: { share: number; ms: number }[], u: number): number {
  let left = u;
  for (const part of parts) {
    left -= part.share;
    if (left < 0) return part.ms;
  }
  return parts[parts.length - 1].ms;
}

/** The mean in milliseconds. */
export function meanMs(time: ServiceTime): number {
  switch (time.distribution) {
    case 'exponential': return time.meanMs;
    case 'fixed': return time.ms;
    case 'mix': return time.parts.reduce((sum, part) => sum + part.share * part.ms, 0);
  }
}
