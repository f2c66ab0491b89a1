import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cutLibs, cutWorkerStarts, keepsLib } from '../../src/site/build/monaco-plugin.ts';
import { PALETTES } from '../../src/site/elements/monaco/palette.ts';

const read = (path: string): string => readFileSync(`node_modules/monaco-editor/esm/vs/${path}`, 'utf8');

describe('the libraries of the editor', () => {
  it('are those that ES2022 refers to, and no others', async () => {
    const { libFileMap } = (await import(`data:text/javascript,${encodeURIComponent(cutLibs(read('languages/features/typescript/lib/lib.js')))}`)) as { libFileMap: { [name: string]: string } };
    const needed = new Set<string>();
    const visit = (name: string): void => {
      if (needed.has(name)) return;
      needed.add(name);
      for (const [, lib = ''] of libFileMap[name]?.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm) ?? []) visit(`lib.${lib}.d.ts`);
    };
    visit('lib.es2022.d.ts');
    expect(Object.keys(libFileMap).sort()).toEqual([...needed].sort());
  });

  it.each(['lib.dom.d.ts', 'lib.es2022.full.d.ts', 'lib.es2023.array.d.ts', 'lib.esnext.d.ts', 'lib.webworker.d.ts'])('do not hold %s', (name) => {
    expect(keepsLib(name)).toBe(false);
  });

  it('stop the build when Monaco has changed its form', () => {
    expect(() => cutLibs('const libFileMap = {};\nexport { libFileMap };')).toThrow(/Monaco has changed/);
  });
});

describe('starts of workers by address', () => {
  it.each(['languages/features/typescript/workerManager.js', 'editor/browser/services/editorWorkerService.js'])('are taken out of %s', (path) => {
    expect(read(path)).toContain('import.meta.url');
    expect(cutWorkerStarts(read(path))).not.toMatch(/import\.meta|new Worker\(/);
  });
});

describe('the colours of the editor', () => {
  const tokens = readFileSync('src/site/styles/tokens.css', 'utf8');
  const blocks = { light: tokens.slice(tokens.indexOf(':root {'), tokens.indexOf('@media')), dark: tokens.slice(tokens.indexOf(':root[data-theme="dark"]')) };

  it.each(['light', 'dark'] as const)('are the %s tokens of the page', (theme) => {
    for (const [name, color] of Object.entries(PALETTES[theme])) expect(blocks[theme]).toContain(`--${name}: ${color};`);
  });
});
