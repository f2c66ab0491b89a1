/** A number for people: rounded half up to at most `decimals`, trailing zeros dropped, thousands apart. The same text on every machine. */
export function formatNumber(value: number, decimals: number): string {
  if (value !== value) return 'not a number';
  const size = Math.abs(value);
  if (size >= 1e15) return String(value);
  const scale = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000][decimals] ?? 1;
  const rounded = Math.floor(size * scale + 0.5);
  const whole = Math.floor(rounded / scale);
  const rest = String(rounded - whole * scale).padStart(decimals, '0').replace(/0+$/, '');
  const sign = value < 0 && rounded > 0 ? '−' : '';
  return sign + String(whole).replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === 0 || rest === '' ? '' : `.${rest}`);
}

/** A moment of a run, in seconds: `14.0 s`. */
export function formatMoment(ms: number): string {
  const text = formatNumber(ms / 1000, 1);
  return `${text.includes('.') ? text : `${text}.0`} s`;
}

/** `1 request`, `2 requests`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}
