import { describe, expect, it } from 'vitest';
import { formatPath } from '../../src/infrastructure/index.ts';

describe('formatPath', () => {
  it.each([
    [[], ''],
    [['haproxy', 'backends', 'web', 'servers', 'a', 'weight'], 'haproxy.backends.web.servers.a.weight'],
    [['nginx', 'front', 'upstream', 'servers', 0, 'to'], 'nginx.front.upstream.servers[0].to'],
    [['hosts', 'web-1', 'zone'], 'hosts["web-1"].zone'],
    [['a"b'], '["a\\"b"]'],
  ])('writes %j as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
