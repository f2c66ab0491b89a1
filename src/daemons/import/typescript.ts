// A design as the TypeScript that a learner would write.
import type { Infrastructure } from '../../infrastructure/index.ts';

const WIDTH = 110;

/** A whole file: the comments first, then `defineInfrastructure`. */
export function printDesign(design: Infrastructure, comments: readonly string[]): string {
  const head = comments.map((comment) => `// ${comment}\n`).join('');
  return `${head}import { defineInfrastructure } from 'no-single-point';\n\nexport default defineInfrastructure(${print(design, 0)});\n`;
}

/** A value as source: on one line where it fits. */
function print(value: unknown, depth: number): string {
  const line = printLine(value);
  // What lies at the top stands on lines of its own, however short.
  if (depth > 0 && line.length + depth * 2 <= WIDTH - 20) return line;
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  if (Array.isArray(value)) return `[\n${value.map((item) => `${pad}${print(item, depth + 1)},\n`).join('')}${end}]`;
  if (typeof value === 'object' && value !== null) {
    return `{\n${Object.entries(value).map(([key, item]) => `${pad}${printKey(key)}: ${print(item, depth + 1)},\n`).join('')}${end}}`;
  }
  return line;
}

function printLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printLine).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printLine(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? printText(value) : String(value);
}

function printKey(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : printText(key);
}

function printText(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
