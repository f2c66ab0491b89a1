// Every directive of nginx 1.22.1 with its http modules, from the command tables of the program itself (ngx_command_t).
// A row: contexts | numbers of arguments, `{}` for a block, kind of value | names. `+` means that many or more. Indented lines go on with the row before.

/** The rows as text. `readDirectives` in directives.ts makes a table of it. */
export const NGINX_DIRECTIVES = `
any | 1 | include
events | 1 | worker_connections use debug_connection
events | 1 flag | multi_accept accept_mutex
events | 1 msec | accept_mutex_delay
events | 1 num | epoll_events worker_aio_requests
http | 0{} | server
http | 1 num | variables_hash_max_size variables_hash_bucket_size server_names_hash_max_size server_names_hash_bucket_size map_hash_max_size
  map_hash_bucket_size
http | 1 size | http2_recv_buffer_size
http | 1,2{} | geo
http | 1{} | upstream
http | 2 | limit_conn_zone
http | 2+ | log_format proxy_cache_path fastcgi_cache_path uwsgi_cache_path scgi_cache_path
http | 2{} | charset_map map split_clients
http | 3 | limit_req_zone
http server | 1 | http2_max_requests http2_max_field_size http2_max_header_size http2_recv_timeout http2_idle_timeout ssl_password_file ssl_ocsp_cache
http server | 1 enum(off,on,optional,optional_no_ca) | ssl_verify_client
http server | 1 flag | ignore_invalid_headers merge_slashes underscores_in_headers ssl ssl_prefer_server_ciphers ssl_session_tickets ssl_ocsp ssl_stapling
  ssl_stapling_verify ssl_early_data ssl_reject_handshake
http server | 1 msec | client_header_timeout
http server | 1 num | max_headers http2_max_concurrent_streams http2_max_concurrent_pushes http2_streams_index_size ssl_verify_depth
http server | 1 sec | ssl_session_timeout
http server | 1 size | connection_pool_size request_pool_size client_header_buffer_size http2_pool_size http2_body_preread_size ssl_buffer_size
http server | 1 text | ssl_dhparam ssl_ecdh_curve ssl_ciphers ssl_client_certificate ssl_trusted_certificate ssl_crl ssl_ocsp_responder ssl_stapling_file
  ssl_stapling_responder
http server | 1 texts | ssl_certificate ssl_certificate_key ssl_session_ticket_key
http server | 1+ mask(SSLv2,SSLv3,TLSv1,TLSv1.1,TLSv1.2,TLSv1.3) | ssl_protocols
http server | 1,2 | ssl_session_cache
http server | 2 bufs | large_client_header_buffers
http server | 2 pair | ssl_conf_command
http server location | 0{} | types
http server location | 1 | aio directio userid_expires userid_mark http2_push mirror auth_request set_real_ip_from real_ip_header proxy_store proxy_method
  proxy_cache proxy_cache_key proxy_ssl_name proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_password_file fastcgi_split_path_info fastcgi_store
  fastcgi_cache fastcgi_cache_key uwsgi_store uwsgi_cache uwsgi_cache_key uwsgi_ssl_name uwsgi_ssl_certificate uwsgi_ssl_certificate_key
  uwsgi_ssl_password_file scgi_store scgi_cache scgi_cache_key grpc_ssl_name grpc_ssl_certificate grpc_ssl_certificate_key grpc_ssl_password_file
  modern_browser_value ancient_browser_value secure_link secure_link_md5
http server location | 1 enum(1.0,1.1) | gzip_http_version proxy_http_version
http server location | 1 enum(all,any) | satisfy
http server location | 1 enum(html,json,jsonp,xml) | autoindex_format
http server location | 1 enum(info,notice,warn,error) | limit_conn_log_level limit_req_log_level
http server location | 1 enum(off,exact,before) | if_modified_since
http server location | 1 enum(off,log,v1,on) | userid
http server location | 1 enum(off,on,always) | lingering_close gzip_static
http server location | 1 enum(off,on,build) | server_tokens
http server location | 1 enum(off,on,clean) | client_body_in_file_only
http server location | 1 flag | client_body_in_single_buffer aio_write tcp_nopush tcp_nodelay reset_timedout_connection absolute_redirect
  server_name_in_redirect port_in_redirect msie_padding msie_refresh log_not_found log_subrequest recursive_error_pages chunked_transfer_encoding etag
  open_file_cache_errors open_file_cache_events gzip_vary gzip_no_buffer ssi_silent_errors ssi_ignore_recycled_buffers ssi_last_modified sub_filter_once
  sub_filter_last_modified gunzip http2_push_preload create_full_put_path autoindex autoindex_localtime autoindex_exact_size mirror_request_body
  limit_conn_dry_run limit_req_dry_run real_ip_recursive proxy_buffering proxy_request_buffering proxy_ignore_client_abort proxy_socket_keepalive
  proxy_intercept_errors proxy_pass_request_headers proxy_pass_request_body proxy_force_ranges proxy_cache_lock proxy_cache_revalidate
  proxy_cache_convert_head proxy_cache_background_update proxy_ssl_session_reuse proxy_ssl_server_name proxy_ssl_verify fastcgi_buffering
  fastcgi_request_buffering fastcgi_ignore_client_abort fastcgi_socket_keepalive fastcgi_pass_request_headers fastcgi_pass_request_body
  fastcgi_intercept_errors fastcgi_force_ranges fastcgi_cache_lock fastcgi_cache_revalidate fastcgi_cache_background_update fastcgi_keep_conn uwsgi_buffering
  uwsgi_request_buffering uwsgi_ignore_client_abort uwsgi_socket_keepalive uwsgi_pass_request_headers uwsgi_pass_request_body uwsgi_intercept_errors
  uwsgi_force_ranges uwsgi_cache_lock uwsgi_cache_revalidate uwsgi_cache_background_update uwsgi_ssl_session_reuse uwsgi_ssl_server_name uwsgi_ssl_verify
  scgi_buffering scgi_request_buffering scgi_ignore_client_abort scgi_socket_keepalive scgi_pass_request_headers scgi_pass_request_body scgi_intercept_errors
  scgi_force_ranges scgi_cache_lock scgi_cache_revalidate scgi_cache_background_update grpc_socket_keepalive grpc_intercept_errors grpc_ssl_session_reuse
  grpc_ssl_server_name grpc_ssl_verify memcached_socket_keepalive mp4_start_key_frame
http server location | 1 msec | client_body_timeout send_timeout keepalive_time auth_delay lingering_time lingering_timeout resolver_timeout
  proxy_connect_timeout proxy_send_timeout proxy_read_timeout proxy_cache_lock_timeout proxy_cache_lock_age proxy_next_upstream_timeout
  fastcgi_connect_timeout fastcgi_send_timeout fastcgi_read_timeout fastcgi_cache_lock_timeout fastcgi_cache_lock_age fastcgi_next_upstream_timeout
  uwsgi_connect_timeout uwsgi_send_timeout uwsgi_read_timeout uwsgi_cache_lock_timeout uwsgi_cache_lock_age uwsgi_next_upstream_timeout scgi_connect_timeout
  scgi_send_timeout scgi_read_timeout scgi_cache_lock_timeout scgi_cache_lock_age scgi_next_upstream_timeout grpc_connect_timeout grpc_send_timeout
  grpc_read_timeout grpc_next_upstream_timeout memcached_connect_timeout memcached_send_timeout memcached_read_timeout memcached_next_upstream_timeout
http server location | 1 num | types_hash_max_size types_hash_bucket_size keepalive_requests max_ranges open_file_cache_min_uses gzip_comp_level
  userid_service min_delete_depth limit_conn_status limit_req_status proxy_headers_hash_max_size proxy_headers_hash_bucket_size proxy_cache_min_uses
  proxy_next_upstream_tries proxy_ssl_verify_depth fastcgi_cache_min_uses fastcgi_next_upstream_tries uwsgi_modifier1 uwsgi_modifier2 uwsgi_cache_min_uses
  uwsgi_next_upstream_tries uwsgi_ssl_verify_depth scgi_cache_min_uses scgi_next_upstream_tries grpc_next_upstream_tries grpc_ssl_verify_depth
  memcached_next_upstream_tries memcached_gzip_flag
http server location | 1 sec | open_file_cache_valid
http server location | 1 size | client_max_body_size client_body_buffer_size sendfile_max_chunk subrequest_output_buffer_size read_ahead directio_alignment
  send_lowat postpone_output gzip_window gzip_hash postpone_gzipping gzip_min_length ssi_min_file_chunk ssi_value_length slice http2_chunk_size
  proxy_send_lowat proxy_buffer_size proxy_busy_buffers_size proxy_limit_rate proxy_cache_max_range_offset proxy_max_temp_file_size
  proxy_temp_file_write_size fastcgi_send_lowat fastcgi_buffer_size fastcgi_busy_buffers_size fastcgi_limit_rate fastcgi_cache_max_range_offset
  fastcgi_max_temp_file_size fastcgi_temp_file_write_size uwsgi_buffer_size uwsgi_busy_buffers_size uwsgi_limit_rate uwsgi_cache_max_range_offset
  uwsgi_max_temp_file_size uwsgi_temp_file_write_size scgi_buffer_size scgi_busy_buffers_size scgi_limit_rate scgi_cache_max_range_offset
  scgi_max_temp_file_size scgi_temp_file_write_size grpc_buffer_size memcached_buffer_size mp4_buffer_size mp4_max_buffer_size
http server location | 1 text | default_type add_before_body add_after_body userid_name userid_domain userid_path userid_p3p proxy_set_body proxy_ssl_ciphers
  proxy_ssl_trusted_certificate proxy_ssl_crl fastcgi_index uwsgi_string uwsgi_ssl_ciphers uwsgi_ssl_trusted_certificate uwsgi_ssl_crl grpc_ssl_ciphers
  grpc_ssl_trusted_certificate grpc_ssl_crl secure_link_secret
http server location | 1 texts | proxy_pass_header proxy_hide_header fastcgi_pass_header fastcgi_hide_header fastcgi_catch_stderr uwsgi_pass_header
  uwsgi_hide_header scgi_pass_header scgi_hide_header grpc_pass_header grpc_hide_header
http server location | 1+ | error_log resolver gzip_disable gzip_types ssi_types charset_types sub_filter_types addition_types index proxy_cache_bypass
  proxy_no_cache proxy_cache_valid fastcgi_cache_bypass fastcgi_no_cache fastcgi_cache_valid uwsgi_cache_bypass uwsgi_no_cache uwsgi_cache_valid
  scgi_cache_bypass scgi_no_cache scgi_cache_valid ancient_browser
http server location | 1+ mask(GET,HEAD,POST) | proxy_cache_methods fastcgi_cache_methods uwsgi_cache_methods scgi_cache_methods
http server location | 1+ mask(SSLv2,SSLv3,TLSv1,TLSv1.1,TLSv1.2,TLSv1.3) | proxy_ssl_protocols uwsgi_ssl_protocols grpc_ssl_protocols
http server location | 1+ mask(X-Accel-Redirect,X-Accel-Expires,X-Accel-Limit-Rate,X-Accel-Buffering,X-Accel-Charset,Expires,Cache-Control,Set-Cookie,Vary) |
  proxy_ignore_headers fastcgi_ignore_headers uwsgi_ignore_headers scgi_ignore_headers grpc_ignore_headers
http server location | 1+ mask(error,timeout,invalid_header,non_idempotent,http_500,http_502,http_503,http_504,http_403,http_404,http_429,off) |
  grpc_next_upstream
http server location | 1+ mask(error,timeout,invalid_header,non_idempotent,http_500,http_502,http_503,http_504,http_403,http_404,http_429,updating,off) |
  proxy_cache_use_stale proxy_next_upstream
http server location | 1+ mask(error,timeout,invalid_header,non_idempotent,http_500,http_503,http_403,http_404,http_429,updating,off) |
  fastcgi_cache_use_stale fastcgi_next_upstream uwsgi_cache_use_stale uwsgi_next_upstream scgi_cache_use_stale scgi_next_upstream
http server location | 1+ mask(error,timeout,invalid_response,not_found,off) | memcached_next_upstream
http server location | 1+ mask(off,expired,no-cache,no-store,private,no_last_modified,no_etag,auth,any) | gzip_proxied
http server location | 1+ mask(off,put,delete,mkcol,copy,move) | dav_methods
http server location | 1,2 | keepalive_timeout open_file_cache disable_symlinks proxy_redirect proxy_cookie_domain proxy_cookie_path proxy_bind fastcgi_bind
  uwsgi_bind scgi_bind grpc_bind memcached_bind modern_browser
http server location | 1,2 mask(none,msie6,safari) | keepalive_disable
http server location | 1,2,3 | dav_access limit_req proxy_store_access fastcgi_store_access uwsgi_store_access scgi_store_access
http server location | 1,2,3 mask(off,secure,httponly,samesite=strict,samesite=lax,samesite=none) | userid_flags
http server location | 1,2,3,4 | client_body_temp_path open_log_file_cache proxy_cookie_flags proxy_temp_path fastcgi_temp_path uwsgi_temp_path
  scgi_temp_path
http server location | 2 | sub_filter auth_request_set limit_conn
http server location | 2 bufs | gzip_buffers gunzip_buffers output_buffers proxy_buffers fastcgi_buffers uwsgi_buffers scgi_buffers
http server location | 2 pair | proxy_set_header proxy_ssl_conf_command uwsgi_ssl_conf_command grpc_set_header grpc_ssl_conf_command
http server location | 2,3 | fastcgi_param uwsgi_param scgi_param
http server location limit_except | 1 | auth_basic auth_basic_user_file allow deny
http server location location-if | 1 | root limit_rate limit_rate_after charset source_charset
http server location location-if | 1 flag | sendfile gzip ssi override_charset
http server location location-if | 1 text | post_action
http server location location-if | 1,2 | expires
http server location location-if | 2+ | error_page
http server location location-if | 2,3 | add_header add_trailer
http server location location-if limit_except | 1+ | access_log
http server location server-if location-if | 1 flag | rewrite_log uninitialized_variable_warn
location | 0 | internal empty_gif flv mp4
location | 1 | alias
location | 1 flag | random_index
location | 1+{} | limit_except
location location-if | 1 | fastcgi_pass uwsgi_pass scgi_pass grpc_pass memcached_pass
location location-if limit_except | 1 | proxy_pass
main | 0{} | events http
main | 1 | worker_processes worker_priority env load_module ssl_engine
main | 1 enum(stop,abort) | debug_points
main | 1 flag | daemon master_process pcre_jit
main | 1 msec | timer_resolution worker_shutdown_timeout
main | 1 num | worker_rlimit_nofile
main | 1 size | worker_rlimit_core
main | 1 text | pid lock_file working_directory
main | 1+ | worker_cpu_affinity error_log
main | 1,2 | user
main | 2,3 | thread_pool
server | 1+ | listen server_name
server location | 0,1 | stub_status
server location | 1 num | referer_hash_max_size referer_hash_bucket_size
server location | 1+ | valid_referers
server location | 1+{} | if
server location | 1,2{} | location
server location | 2+ | try_files
server location server-if location-if | 0 | break
server location server-if location-if | 1,2 | return
server location server-if location-if | 2 | set
server location server-if location-if | 2,3 | rewrite
upstream | 0 | ip_hash least_conn
upstream | 0,1,2 | random
upstream | 1 | keepalive
upstream | 1 msec | keepalive_time keepalive_timeout
upstream | 1 num | keepalive_requests
upstream | 1+ | server
upstream | 1,2 | hash zone
`;
