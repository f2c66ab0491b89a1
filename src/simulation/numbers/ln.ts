// Math.log gives other bits in other engines; this one uses + − × ÷ only, so every engine gives the same.

const LN2_HIGH = 6.93147180369123816490e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT2 = 1.4142135623730951;
const POWER = new Float64Array(33);
POWER[0] = 1;
for (let i = 1; i < 33; i++) POWER[i] = POWER[i - 1] * 2;

/**
 * Natural logarithm of a number from 2⁻⁶⁴ (exclusive) to 1 (inclusive), within 1 unit in the last place.
 * Polynomial of FreeBSD's e_log.c (Sun Microsystems, fdlibm); the range is reduced by counting leading zeros.
 */
export function ln(x: number): number {
  if (x === 1) return 0;
  let f = x;
  let k = 0;
  let high = Math.floor(f * 4294967296);
  if (high === 0) {
    f *= 4294967296;
    k = -32;
    high = Math.floor(f * 4294967296);
  }
  const zeros = Math.clz32(high) + 1;
  f *= POWER[zeros];
  k -= zeros;
  if (f > SQRT2) {
    f *= 0.5;
    k++;
  }
  f -= 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - ((half - (s * (half + even + odd) + k * LN2_LOW)) - f);
}
