// What nginx 1.22 knows, and what each directive means for a design.
import { NGINX_DIRECTIVES } from './table.ts';
import { readNumber, readSize, readTime } from './values.ts';

/** Where a directive may stand. `if` is two places: in a server, and in a location. */
export type Context = 'main' | 'events' | 'http' | 'server' | 'location' | 'upstream' | 'server-if' | 'location-if' | 'limit_except';

/** One row of nginx's command table for a name. */
export interface DirectiveRule {
  contexts: string[];
  /** Allowed numbers of arguments; the last one or more where `orMore`. */
  args: number[];
  orMore: boolean;
  block: boolean;
  /** Kind of value, such as `msec`; null: its own. */
  value: string | null;
  /** Words of `enum` and `mask`. */
  words: string[];
}

/** The rules of every name; a few names have one in `upstream` and one elsewhere. */
export type DirectiveTable = ReadonlyMap<string, DirectiveRule[]>;

/** Makes the table out of its text. */
export function readDirectives(): DirectiveTable {
  const table = new Map<string, DirectiveRule[]>();
  for (const row of NGINX_DIRECTIVES.trim().replace(/\n {2}/g, ' ').split('\n')) {
    const [contexts, form, names] = row.split(' | ') as [string, string, string];
    const match = /^([\d,]+)(\+?)(\{\})?(?: (\w+)(?:\((.*)\))?)?$/.exec(form)!;
    const rule: DirectiveRule = {
      contexts: contexts.split(' '), args: match[1]!.split(',').map(Number), orMore: match[2] === '+', block: match[3] !== undefined, value: match[4] ?? null, words: match[5]?.split(',') ?? [],
    };
    for (const name of names.split(' ')) table.set(name, [...table.get(name) ?? [], rule]);
  }
  return table;
}

/** Kinds of value that nginx allows once in a block ("directive is duplicate"). */
const ONCE = new Set(['flag', 'num', 'size', 'msec', 'sec', 'bufs', 'text', 'enum']);
/** Directives with their own reader that says the same. */
const ONCE_NAMES = new Set(['events', 'http', 'worker_processes', 'worker_connections', 'use', 'user', 'proxy_pass']);

/** Whether a second one in the same block is an error. */
export function standsOnce(name: string, rule: DirectiveRule): boolean {
  return ONCE_NAMES.has(name) || (rule.value !== null && ONCE.has(rule.value));
}

/** What is wrong with the arguments' values, as a clause; null: nothing that this table knows. Words are compared without case, as nginx does. */
export function valueProblem(rule: DirectiveRule, args: readonly string[]): string | null {
  const bad = (check: (text: string) => boolean): string | undefined => args.find((text) => !check(text));
  const clause = (value: string | undefined, wanted: string): string | null => (value === undefined ? null : `has the value '${value.slice(0, 40)}', which is no ${wanted}`);
  const isWord = (text: string): boolean => rule.words.some((word) => word.toLowerCase() === text.toLowerCase());
  switch (rule.value) {
    case 'flag': return clause(bad((text) => /^(on|off)$/i.test(text)), '"on" or "off"');
    case 'num': return clause(bad((text) => readNumber(text) !== null), 'number');
    case 'size': return clause(bad((text) => readSize(text) !== null), 'size such as 8k');
    case 'msec': return clause(bad((text) => readTime(text, false) !== null), 'time such as 60s or 500ms');
    case 'sec': return clause(bad((text) => readTime(text, true) !== null), 'time in whole seconds such as 10s');
    case 'bufs': return readNumber(args[0]!) === null || readSize(args[1]!) === null ? 'wants a number and a size, such as 4 8k' : null;
    case 'enum': case 'mask': return clause(bad(isWord), `one of ${rule.words.join(', ')}`);
    default: return null;
  }
}

/** Read into the part, or the frame around what is. */
const UNDERSTOOD = new Set([
  'events', 'http', 'server', 'upstream', 'location', 'listen', 'worker_processes', 'ssl_certificate', 'ssl_certificate_key', 'zone', 'least_conn', 'ip_hash', 'hash', 'random',
  'proxy_pass', 'proxy_connect_timeout', 'proxy_read_timeout', 'proxy_next_upstream', 'proxy_next_upstream_tries', 'proxy_next_upstream_timeout',
]);

/** Logs, files, buffers, headers, compression and the details of TLS: nothing that a simulated client sees. */
const IGNORED = [
  /^(daemon|master_process|pid|lock_file|user|env|load_module|working_directory|pcre_jit|thread_pool|timer_resolution|ssl_engine|debug_\w+)$/,
  /^(worker_(priority|cpu_affinity|rlimit_\w+|shutdown_timeout|aio_requests|connections)|use|multi_accept|accept_mutex\w*|epoll_events)$/,
  /^((error|access)_log|log_\w+|open_\w+|rewrite_log|uninitialized_variable_warn|limit_\w+_log_level)$/,
  /_temp_|_(hash_(max|bucket)_size|buffers?|buffers?_size|buffering|lowat|socket_keepalive|log_level)$/,
  /^(types|default_type|charset\w*|source_charset|override_charset|index|root|server_name|server_name_in_redirect|port_in_redirect|absolute_redirect|merge_slashes)$/,
  /^(sendfile\w*|tcp_\w+|aio\w*|directio\w*|read_ahead|output_buffers|postpone_output|etag|if_modified_since|max_ranges|chunked_transfer_encoding|server_tokens|msie_\w+)$/,
  /^(underscores_in_headers|ignore_invalid_headers|client_max_body_size|client_body_in_\w+|connection_pool_size|request_pool_size|subrequest_output_buffer_size|max_headers)$/,
  /^(gzip\w*|gunzip\w*|add_header|add_trailer|expires|keepalive\w*|lingering_\w+|reset_timedout_connection|http2_\w+|resolver\w*|real_ip\w*|set_real_ip_from)$/,
  /^proxy_(set_header|pass_header|hide_header|ignore_headers|http_version|redirect|cookie_\w+|pass_request_\w+|method|request_buffering|bind)$/,
  /^(ssl|ssl_(protocols|ciphers|prefer_server_ciphers|session_\w+|dhparam|ecdh_curve|stapling\w*|trusted_certificate|conf_command|password_file|crl|early_data|verify_depth|client_certificate))$/,
  /^(map|geo|split_clients|charset_map|limit_(req|conn)_zone|\w+_cache_path|\w+_dry_run|stub_status|(req|conn)_status)$/,
];

/** What a known directive means for a design: read, without effect on what is simulated, or beyond what the model can say. */
export function effectOf(name: string): 'understood' | 'ignored' | 'unsupported' {
  if (UNDERSTOOD.has(name)) return 'understood';
  return IGNORED.some((pattern) => pattern.test(name)) ? 'ignored' : 'unsupported';
}
