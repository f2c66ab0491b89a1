import type { FieldPath } from './problem.ts';

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/**
 * A path as TypeScript writes it: `haproxy.backends.web.servers.a.weight`, `nginx.front.upstream.servers[0].to`.
 * Names that are not identifiers are quoted: `hosts["web-1"].zone`. Empty for the whole design.
 */
export function formatPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (IDENTIFIER.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}
