import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles, soundContent } from '../../src/site/build/read-content.ts';
import { rootFrom } from '../../src/site/layouts/page-address.ts';

const root = process.cwd();
let dist = '';
let pages: { path: string; html: string }[] = [];

beforeAll(() => {
  dist = mkdtempSync(join(root, 'node_modules/.pages-'));
  execFileSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', dist], { cwd: root, stdio: 'pipe', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } });
  pages = listFiles(dist).filter((path) => path.endsWith('.html')).map((path) => ({ path, html: readFileSync(join(dist, path), 'utf8') }));
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const meta = (html: string, name: string) => new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1];
const brotli = (path: string) => brotliCompressSync(readFileSync(join(dist, path)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

describe('every built page', () => {
  it('says its kind, its language, its title, and the way to the course', () => {
    expect(new Set(pages.map(({ html }) => meta(html, 'page-kind')))).toEqual(new Set(['home', 'lesson', 'exercise', 'review', 'glossary', 'progress', 'truth', 'not-found', 'store', 'join', 'class', 'teach', ...soundContent(root).course.pages.map(() => 'page')]));
    for (const { path, html } of pages) {
      expect(html, path).toMatch(/<html lang="en"/);
      expect(html, path).toMatch(/<title>[^<]{5,}<\/title>/);
      expect(meta(html, 'description')?.length, path).toBeGreaterThan(20);
      expect(posix.join(posix.dirname(path), meta(html, 'course-root')!), path).toBe('./');
    }
  });

  it('has no inline script and no handler, and asks no other host for anything', () => {
    for (const { path, html } of pages) {
      for (const script of html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
        expect(script[1], path).toContain('src=');
        expect(script[2], path).toBe('');
      }
      expect(html, path).not.toMatch(/<[a-z][^>]*\son[a-z]+=/);
      expect(html, path).not.toMatch(/\ssrc="(https?:)?\/\//);
      expect(html, path).not.toMatch(/<link[^>]*href="(https?:)?\/\//);
    }
  });

  it('links only to files that exist, by relative addresses that end in a file', () => {
    for (const { path, html } of pages) {
      for (const [, address] of html.matchAll(/\s(?:href|src)="([^"#]*)(?:#[^"]*)?"/g)) {
        if (address === '' || /^(https:\/\/|data:)/.test(address!)) continue;
        expect(address, path).not.toMatch(/^\/|^[a-z]+:/);
        const target = join(dist, posix.join(posix.dirname(path), address!));
        expect(existsSync(target) && statSync(target).isFile(), `${path} links to ${address}`).toBe(true);
      }
    }
  });

  it('has each id once, and each anchor of a page leads somewhere in it', () => {
    for (const { path, html } of pages) {
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!);
      expect(new Set(ids).size, `${path}: ${ids.filter((id, index) => ids.indexOf(id) !== index).join()}`).toBe(ids.length);
      for (const [, anchor] of html.matchAll(/\shref="#([^"]+)"/g)) expect(ids, path).toContain(anchor);
    }
  });
});

describe('a built lesson', () => {
  it('costs at most 22 KB in 5 requests besides its font, of that 4 KB script', () => {
    const lessons = pages.filter(({ html }) => meta(html, 'page-kind') === 'lesson');
    expect(lessons.length).toBeGreaterThan(0);
    for (const { path, html } of lessons) {
      const parts = [...html.matchAll(/<(?:script|link|img|iframe)[^>]*\s(?:src|href)="([^"]+)"/g)].map((match) => posix.join(posix.dirname(path), match[1]!));
      expect(parts.length + 1, path).toBeLessThanOrEqual(5);
      expect(brotli(path) + parts.reduce((sum, part) => sum + brotli(part), 0), path).toBeLessThanOrEqual(22_000);
      expect(parts.filter((part) => part.endsWith('.js')).reduce((sum, part) => sum + brotli(part), 0), path).toBeLessThanOrEqual(4_000);
    }
  });

  it('holds its text, its drawings and its exercises without any script', () => {
    const { html } = pages.find(({ html }) => meta(html, 'page-kind') === 'lesson')!;
    expect(html).toMatch(/<svg[^>]*role="img" aria-label="[^"]{20,}"/);
    expect(html).toContain('<summary>Diagram as text</summary>');
    expect(html).toMatch(/<a class="btn p" href="\.\.\/\.\.\/exercises\/[\w-]+\/index\.html" data-open-workspace="[\w-]+"/);
    expect(html).not.toContain('```');
  });
});

describe('rootFrom', () => {
  it('counts the folders above a page', () => {
    expect(['/', '/index.html', '/a/b/', '/a/b/index.html', '/a/b'].map(rootFrom)).toEqual(['./', './', '../../', '../../', '../']);
  });
});
