// Variables of nginx 1.22.1 with its http modules, each tried in a file.
import type { Directive } from './syntax.ts';

const NAMES = new Set(`
  ancient_browser args binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time connections_active connections_reading
  connections_waiting connections_writing content_length content_type date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name
  grpc_internal_trailers host hostname http2 http_cookie http_host http_referer http_user_agent http_via http_x_forwarded_for https is_args limit_conn_status
  limit_rate limit_req_status modern_browser msec msie nginx_version pid pipe proxy_add_x_forwarded_for proxy_host proxy_internal_body_length
  proxy_internal_chunked proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port query_string
  realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user request request_body request_body_file request_completion
  request_filename request_id request_length request_method request_time request_uri scheme sent_http_cache_control sent_http_connection
  sent_http_content_length sent_http_content_type sent_http_keep_alive sent_http_last_modified sent_http_link sent_http_location sent_http_transfer_encoding
  server_addr server_name server_port server_protocol ssl_alpn_protocol ssl_cipher ssl_ciphers ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint
  ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_v_end ssl_client_v_remain
  ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_early_data ssl_protocol ssl_server_name ssl_session_id ssl_session_reused status
  tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local upstream_addr upstream_bytes_received upstream_bytes_sent
  upstream_cache_etag upstream_cache_last_modified upstream_cache_status upstream_connect_time upstream_header_time upstream_response_length
  upstream_response_time upstream_status uri gzip_ratio secure_link secure_link_expires slice_range uid_got uid_set uid_reset invalid_referer
`.trim().split(/\s+/));

/** Families of variables: any name behind these. */
const FAMILIES = /^(arg|cookie|http|sent_http|sent_trailer|upstream_http|upstream_trailer|upstream_cookie)_|^\d$/;

/** Directives whose first argument is a variable of the file's own, and those whose second is. */
const DECLARES_FIRST = new Set(['set', 'auth_request_set', 'perl_set']);

/** Names that a file declares: `set`, `map`, `geo`, `split_clients`, and named parts of regular expressions. */
export function declaredVariables(tree: readonly Directive[]): Set<string> {
  const names = new Set<string>();
  const add = (text: string | undefined): void => void (text?.startsWith('$') && names.add(text.slice(1).toLowerCase()));
  const walk = (directives: readonly Directive[]): void => {
    for (const { name, args, block } of directives) {
      if (DECLARES_FIRST.has(name)) add(args[0]);
      else if (name === 'geo' || name === 'map' || name === 'split_clients') add(args.at(-1));
      for (const arg of args) for (const [, part] of arg.matchAll(/\(\?P?[<']([A-Za-z_]\w*)[>']/g)) names.add(part!.toLowerCase());
      walk(block ?? []);
    }
  };
  walk(tree);
  return names;
}

/** What is wrong with the variables of a value, as a clause; null: nothing. */
export function variableProblem(value: string, declared: ReadonlySet<string>): string | null {
  for (const [, open, braced, bare] of value.matchAll(/\$(?:(\{)(\w*\}?)|(\w*))/g)) {
    if (open !== undefined && !braced!.endsWith('}')) return `has a variable "$\{${braced}" without its "}"`;
    const name = (braced?.slice(0, -1) ?? bare!).toLowerCase();
    if (name === '') return 'has a "$" without the name of a variable';
    if (!NAMES.has(name) && !FAMILIES.test(name) && !declared.has(name) && !/^\d/.test(name)) return `names the variable "$${name}", which nobody declares`;
  }
  return null;
}
