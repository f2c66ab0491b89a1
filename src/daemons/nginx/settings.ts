// Settings of `proxy_…` directives.
import type { NginxPart } from '../parts.ts';
import type { Remark } from '../text.ts';
import { effective } from './pass.ts';
import type { Directive } from './syntax.ts';
import { readNumber, readTime } from './values.ts';

/** What the proxy directives of one location say. */
export type Settings = Pick<NginxPart, 'proxyConnectTimeoutMs' | 'proxyReadTimeoutMs' | 'proxyNextUpstream' | 'proxyNextUpstreamTries' | 'proxyNextUpstreamTimeoutMs'>;
type NextUpstream = NginxPart['proxyNextUpstream'][number];

/** nginx's defaults (ngx_http_proxy_module). */
const PROXY_TIMEOUT_MS = 60_000;

const NEXT_UPSTREAM = new Set<string>([
  'error', 'timeout', 'invalid_header', 'http_403', 'http_404', 'http_429', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent', 'off',
] satisfies NextUpstream[]);

/** The proxy settings that count in a scope. Wrong values were told before; nginx's defaults stand in for them. */
export function readSettings(chain: readonly Directive[], remark: Remark): Settings {
  const value = (name: string): string => effective(chain, name)?.args[0] ?? '';
  return {
    proxyConnectTimeoutMs: readTime(value('proxy_connect_timeout'), false) ?? PROXY_TIMEOUT_MS,
    proxyReadTimeoutMs: readTime(value('proxy_read_timeout'), false) ?? PROXY_TIMEOUT_MS,
    proxyNextUpstream: readNextUpstream(effective(chain, 'proxy_next_upstream'), remark),
    proxyNextUpstreamTries: readNumber(value('proxy_next_upstream_tries')) ?? 0,
    proxyNextUpstreamTimeoutMs: readTime(value('proxy_next_upstream_timeout'), false) ?? 0,
  };
}

function readNextUpstream(found: Directive | undefined, remark: Remark): NextUpstream[] {
  const words = (found?.args ?? []).map((word) => word.toLowerCase());
  const read = [...new Set(words)].filter((word): word is NextUpstream => NEXT_UPSTREAM.has(word));
  if (read.length < words.length || (words.includes('off') && words.length > 1)) remark(found!.line, 'ignored', "'proxy_next_upstream' has a word twice, or one without effect here.");
  // Beside other words `off` wins (ngx_http_proxy_merge_loc_conf).
  if (read.includes('off')) return ['off'];
  return read.length > 0 ? read : ['error', 'timeout'];
}
