// Any text is read without throwing; and a mistake in a file is found exactly when HAProxy finds it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHaproxy, renderHaproxy } from '../../../src/daemons/haproxy/index.ts';
import { CERTIFICATE, checkText, HAS_HAPROXY } from './check.ts';
import { Draw, drawPart } from './generate.ts';
import { mutate } from './mutate.ts';

const REAL = readFileSync(join(import.meta.dirname, '../real-files/haproxy.cfg'), 'utf8').replaceAll('@CERT@', CERTIFICATE);

const KEYWORDS = [
  'global', 'defaults', 'frontend', 'backend', 'listen', 'peers', 'from', 'bind', 'server', 'default-server', 'balance', 'hash-type', 'hash-balance-factor', 'cookie', 'option', 'redispatch', 'httpchk', 'http-check', 'send', 'expect',
  'http-request', 'http-response', 'deny', 'return', 'redirect', 'scheme', 'use_backend', 'default_backend', 'acl', 'if', 'unless', '!', '||', '{', '}', '!{', 'path', 'path_beg', '-i', '-m', '--', 'timeout', 'connect',
  'mode', 'tcp', 'http', 'retries', 'retry-on', 'fullconn', 'ssl', 'crt', 'weight', 'id', 'check', 'inter', '.if', '.else', '.endif', '"', "'", '\\', '\\x', '#', '\0', '\n', '\n', '\n', '\n', '\n', '0', '1', '-5', '1s', 'a', 'b', '127.0.0.1:80', ':80',
  '/', '"$X"', '__proto__', 'constructor', 'toString', 'no', 'default', 'log', 'stats', 'set-priority-class', 'int(3)', 'disable-l7-retry', 'METH_POST', 'set-header', 'Strict-Transport-Security', 'max-age=1', 'random(2)', 'hdr(', 'uri', 'depth',
];

describe('any text', () => {
  it('is read: words of the language in any order', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const draw = new Draw(seed);
      const text = Array.from({ length: draw.whole(120) }, () => draw.one(KEYWORDS)).join(' ');
      const { part, remarks } = readHaproxy(text, 'haproxy.cfg');
      expect(renderHaproxy(part)).toMatch(/\n$/);
      const lines = text.split('\n').length;
      for (const { line } of remarks) expect(line >= 1 && line <= lines).toBe(true);
    }
  });

  it('is read: any characters', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const draw = new Draw(seed);
      const text = String.fromCharCode(...Array.from({ length: draw.whole(300) }, () => draw.whole(draw.one([128, 65_536]))));
      expect(() => readHaproxy(text, 'haproxy.cfg')).not.toThrow();
    }
  });

  it('is read: long lines and many of them', () => {
    const acls = Array.from({ length: 200 }, (_, i) => ` acl a path /${i}\n`).join('');
    for (const text of ['', '\n', 'x'.repeat(300_000), `frontend f\n${'bind :80\n'.repeat(5000)}`, `frontend f\n${acls} http-request deny if !a !a !a || !a !a\n`, `backend b\n server s ${'1.'.repeat(50_000)}\n`, `${'defaults d from d\n'.repeat(2000)}`]) {
      expect(() => readHaproxy(text, 'haproxy.cfg')).not.toThrow();
    }
  });

  it('is told where it ends without a newline, or holds nothing that listens', () => {
    expect(readHaproxy('frontend f\n bind :80', 'haproxy.cfg').remarks).toContainEqual(expect.objectContaining({ line: 2, kind: 'invalid' }));
    expect(readHaproxy('', 'haproxy.cfg').remarks).toEqual([expect.objectContaining({ line: 1, kind: 'invalid' })]);
  });
});

/** What HAProxy refuses for reasons that are not in the file, or finds only when it puts the proxies together. */
const OTHER_REASONS = /could not resolve|No such file|loop detected|invalid address/;

describe.skipIf(!HAS_HAPROXY)('small mistakes', () => {
  it('are found when HAProxy finds them, and only then', () => {
    let refused = 0;
    const differing: string[] = [];
    for (let seed = 1; seed <= 120; seed++) {
      const draw = new Draw(seed * 104_729);
      const base = draw.chance(70) ? REAL : renderHaproxy(drawPart(seed)).replace(/\/etc\/haproxy\/certs\/[^\s"]+\.pem/g, CERTIFICATE);
      const text = mutate(base, draw);
      const { exit, message } = checkText(text, []);
      const found = readHaproxy(text, 'haproxy.cfg').remarks.filter(({ kind }) => kind === 'invalid' || kind === 'unknown');
      if (exit !== 0) refused += 1;
      if ((exit !== 0) === (found.length > 0) || OTHER_REASONS.test(message)) continue;
      const rows = base.split('\n');
      differing.push(`seed ${seed}: ${text.split('\n').find((row, at) => row !== rows[at])} · ${exit === 0 ? JSON.stringify(found) : message}`);
    }
    expect(differing).toEqual([]);
    expect(refused).toBeGreaterThan(50);
  });
});
