/**
 * A duration as the daemons write it: `'500ms'`, `'2s'`, `'5m'`, `'1h'`, `'30d'`. A number without its unit is an error.
 * Fractions are allowed where they come out as whole milliseconds: `'0.5s'` is `'500ms'`.
 */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;
