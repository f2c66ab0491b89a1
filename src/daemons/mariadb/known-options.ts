// The options that MariaDB 10.11 knows, by kind, as `mariadbd --help --verbose` lists them. Any other word in its groups stops the server, so the list is complete.

// With a number; K, M, G, T, P and E multiply by powers of 1024.
const NUMBERS = `
  analyze-max-length analyze-sample-percentage aria-block-size aria-checkpoint-interval aria-checkpoint-log-activity
  aria-force-start-after-recovery-failures aria-group-commit-interval aria-log-file-size aria-max-sort-file-size aria-pagecache-age-threshold
  aria-pagecache-buffer-size aria-pagecache-division-limit aria-pagecache-file-hash-size aria-repair-threads aria-sort-buffer-size auto-increment-increment
  auto-increment-offset back-log binlog-cache-size binlog-commit-wait-count binlog-commit-wait-usec binlog-expire-logs-seconds binlog-file-cache-size
  binlog-row-event-max-size binlog-stmt-cache-size bulk-insert-buffer-size column-compression-threshold column-compression-zlib-level connect-timeout
  deadlock-search-depth-long deadlock-search-depth-short deadlock-timeout-long deadlock-timeout-short debug-abort-slave-event-count
  debug-disconnect-slave-event-count debug-max-binlog-dump-events default-password-lifetime default-week-format delayed-insert-limit delayed-insert-timeout
  delayed-queue-size div-precision-increment eq-range-index-dive-limit expensive-subquery-limit expire-logs-days extra-max-connections extra-port
  feedback-send-retry-wait feedback-send-timeout flush-time ft-max-word-len ft-min-word-len ft-query-expansion-limit group-concat-max-len
  gtid-cleanup-batch-size gtid-domain-id histogram-size host-cache-size idle-readonly-transaction-timeout idle-transaction-timeout
  idle-write-transaction-timeout in-predicate-conversion-threshold innodb-adaptive-flushing-lwm innodb-adaptive-hash-index-parts innodb-autoextend-increment
  innodb-autoinc-lock-mode innodb-buf-dump-status-frequency innodb-buffer-pool-chunk-size innodb-buffer-pool-dump-pct innodb-buffer-pool-size
  innodb-buffer-pool-size-auto-min innodb-buffer-pool-size-max innodb-change-buffer-max-size innodb-compression-failure-threshold-pct
  innodb-compression-level innodb-compression-pad-pct-max innodb-default-encryption-key-id innodb-defragment-fill-factor
  innodb-defragment-fill-factor-n-recs innodb-defragment-frequency innodb-defragment-n-pages innodb-defragment-stats-accuracy
  innodb-encryption-rotate-key-age innodb-encryption-rotation-iops innodb-encryption-threads innodb-fast-shutdown innodb-fatal-semaphore-wait-threshold
  innodb-fill-factor innodb-flush-log-at-timeout innodb-flush-log-at-trx-commit innodb-flush-neighbors innodb-flushing-avg-loops innodb-force-recovery
  innodb-ft-cache-size innodb-ft-max-token-size innodb-ft-min-token-size innodb-ft-num-word-optimize innodb-ft-result-cache-limit innodb-ft-sort-pll-degree
  innodb-ft-total-cache-size innodb-io-capacity innodb-io-capacity-max innodb-lock-wait-timeout innodb-log-buffer-size innodb-log-file-size
  innodb-log-spin-wait-delay innodb-log-write-ahead-size innodb-lru-scan-depth innodb-max-dirty-pages-pct innodb-max-dirty-pages-pct-lwm
  innodb-max-purge-lag innodb-max-purge-lag-delay innodb-max-purge-lag-wait innodb-max-undo-log-size innodb-old-blocks-pct innodb-old-blocks-time
  innodb-online-alter-log-max-size innodb-open-files innodb-page-size innodb-purge-batch-size innodb-purge-threads innodb-read-ahead-threshold
  innodb-read-io-threads innodb-sort-buffer-size innodb-spin-wait-delay innodb-stats-modified-counter innodb-stats-persistent-sample-pages
  innodb-stats-transient-sample-pages innodb-sync-spin-loops innodb-undo-tablespaces innodb-write-io-threads interactive-timeout join-buffer-size
  join-buffer-space-limit join-cache-level key-buffer-size key-cache-age-threshold key-cache-block-size key-cache-division-limit key-cache-file-hash-size
  key-cache-segments lock-wait-timeout log-bin-compress-min-len log-slow-max-warnings log-slow-min-examined-row-limit log-slow-query-time
  log-slow-rate-limit log-tc-size log-warnings long-query-time lower-case-table-names master-retry-count max-allowed-packet max-binlog-cache-size
  max-binlog-size max-binlog-stmt-cache-size max-connect-errors max-connections max-delayed-threads max-digest-length max-error-count max-heap-table-size
  max-join-size max-length-for-sort-data max-password-errors max-prepared-stmt-count max-recursive-iterations max-relay-log-size max-rowid-filter-size
  max-seeks-for-key max-session-mem-used max-sort-length max-sp-recursion-depth max-statement-time max-tmp-tables max-user-connections max-write-lock-count
  metadata-locks-cache-size metadata-locks-hash-instances min-examined-row-limit mrr-buffer-size myisam-block-size myisam-data-pointer-size
  myisam-max-sort-file-size myisam-mmap-size myisam-repair-threads myisam-sort-buffer-size net-buffer-length net-read-timeout net-retry-count
  net-write-timeout open-files-limit optimizer-extra-pruning-depth optimizer-join-limit-pref-ratio optimizer-max-sel-arg-weight optimizer-max-sel-args
  optimizer-prune-level optimizer-search-depth optimizer-selectivity-sampling-limit optimizer-trace-max-mem-size optimizer-use-condition-selectivity
  performance-schema-accounts-size performance-schema-digests-size performance-schema-events-stages-history-long-size
  performance-schema-events-stages-history-size performance-schema-events-statements-history-long-size performance-schema-events-statements-history-size
  performance-schema-events-transactions-history-long-size performance-schema-events-transactions-history-size
  performance-schema-events-waits-history-long-size performance-schema-events-waits-history-size performance-schema-hosts-size
  performance-schema-max-cond-classes performance-schema-max-cond-instances performance-schema-max-digest-length performance-schema-max-file-classes
  performance-schema-max-file-handles performance-schema-max-file-instances performance-schema-max-index-stat performance-schema-max-memory-classes
  performance-schema-max-metadata-locks performance-schema-max-mutex-classes performance-schema-max-mutex-instances
  performance-schema-max-prepared-statements-instances performance-schema-max-program-instances performance-schema-max-rwlock-classes
  performance-schema-max-rwlock-instances performance-schema-max-socket-classes performance-schema-max-socket-instances
  performance-schema-max-sql-text-length performance-schema-max-stage-classes performance-schema-max-statement-classes
  performance-schema-max-statement-stack performance-schema-max-table-handles performance-schema-max-table-instances performance-schema-max-table-lock-stat
  performance-schema-max-thread-classes performance-schema-max-thread-instances performance-schema-session-connect-attrs-size
  performance-schema-setup-actors-size performance-schema-setup-objects-size performance-schema-users-size port port-open-timeout preload-buffer-size
  profiling-history-size progress-report-time protocol-version query-alloc-block-size query-cache-limit query-cache-min-res-unit query-cache-size
  query-prealloc-size range-alloc-block-size read-binlog-speed-limit read-buffer-size read-rnd-buffer-size relay-log-space-limit report-port
  rowid-merge-buff-size rpl-semi-sync-master-timeout rpl-semi-sync-master-trace-level rpl-semi-sync-slave-kill-conn-timeout rpl-semi-sync-slave-trace-level
  server-id slave-domain-parallel-threads slave-max-allowed-packet slave-max-statement-time slave-net-timeout slave-parallel-max-queued
  slave-parallel-threads slave-parallel-workers slave-transaction-retries slave-transaction-retry-interval slow-launch-time sort-buffer-size
  stored-program-cache sync-binlog sync-master-info sync-relay-log sync-relay-log-info table-cache table-definition-cache table-open-cache
  table-open-cache-instances tcp-keepalive-interval tcp-keepalive-probes tcp-keepalive-time thread-cache-size thread-pool-idle-timeout
  thread-pool-max-threads thread-pool-oversubscribe thread-pool-prio-kickup-timer thread-pool-size thread-pool-stall-limit thread-stack tmp-disk-table-size
  tmp-memory-table-size tmp-table-size transaction-alloc-block-size transaction-prealloc-size wait-timeout wsrep-gtid-domain-id wsrep-ignore-apply-errors
  wsrep-max-ws-rows wsrep-max-ws-size wsrep-mysql-replication-bundle wsrep-retry-autocommit wsrep-slave-threads wsrep-sync-wait wsrep-trx-fragment-size
`;

// On or off.
const FLAGS = `
  allow-suspicious-udfs aria-encrypt-tables aria-page-checksum autocommit automatic-sp-privileges big-tables binlog-alter-two-phase
  binlog-annotate-row-events binlog-direct-non-transactional-updates binlog-optimize-thread-scheduling character-set-client-handshake
  column-compression-zlib-wrap console core-file debug-gdb debug-no-sync debug-no-thread-alarm debug-sporadic-binlog-dump-fail
  disconnect-on-expired-password encrypt-binlog encrypt-tmp-disk-tables encrypt-tmp-files explicit-defaults-for-timestamp external-locking flashback flush
  gdb general-log getopt-prefix-matching gtid-ignore-duplicates gtid-strict-mode ignore-builtin-innodb innodb-adaptive-flushing innodb-adaptive-hash-index
  innodb-alter-copy-bulk innodb-buffer-pool-dump-at-shutdown innodb-buffer-pool-dump-now innodb-buffer-pool-in-core-dump innodb-buffer-pool-load-abort
  innodb-buffer-pool-load-at-startup innodb-buffer-pool-load-now innodb-cmp-per-index-enabled innodb-compression-default innodb-deadlock-detect
  innodb-defragment innodb-disable-sort-file-cache innodb-doublewrite innodb-encrypt-log innodb-encrypt-temporary-tables innodb-file-per-table
  innodb-flush-sync innodb-force-primary-key innodb-ft-enable-diag-print innodb-ft-enable-stopword innodb-immediate-scrub-data-uncompressed
  innodb-log-checkpoint-now innodb-log-file-buffering innodb-log-file-mmap innodb-numa-interleave innodb-optimize-fulltext-only
  innodb-prefix-index-cluster-optimization innodb-print-all-deadlocks innodb-random-read-ahead innodb-read-only innodb-read-only-compressed
  innodb-rollback-on-timeout innodb-snapshot-isolation innodb-stats-auto-recalc innodb-stats-include-delete-marked innodb-stats-on-metadata
  innodb-stats-persistent innodb-stats-traditional innodb-status-file innodb-status-output innodb-status-output-locks innodb-strict-mode innodb-table-locks
  innodb-undo-log-truncate innodb-use-atomic-writes innodb-use-native-aio keep-files-on-create large-pages local-infile log-bin-compress
  log-bin-trust-function-creators log-queries-not-using-indexes log-short-format log-slave-updates log-slow-admin-statements log-slow-query
  log-slow-slave-statements low-priority-updates lower-case-file-system master-verify-checksum memlock myisam-use-mmap mysql56-temporal-format old
  old-passwords old-style-user-limits performance-schema performance-schema-consumer-events-stages-current performance-schema-consumer-events-stages-history
  performance-schema-consumer-events-stages-history-long performance-schema-consumer-events-statements-current
  performance-schema-consumer-events-statements-history performance-schema-consumer-events-statements-history-long
  performance-schema-consumer-events-transactions-current performance-schema-consumer-events-transactions-history
  performance-schema-consumer-events-transactions-history-long performance-schema-consumer-events-waits-current
  performance-schema-consumer-events-waits-history performance-schema-consumer-events-waits-history-long performance-schema-consumer-global-instrumentation
  performance-schema-consumer-statements-digest performance-schema-consumer-thread-instrumentation query-cache-strip-comments query-cache-wlock-invalidate
  read-only relay-log-purge relay-log-recovery replicate-annotate-row-events replicate-same-server-id require-secure-transport rpl-semi-sync-master-enabled
  rpl-semi-sync-master-wait-no-slave rpl-semi-sync-slave-delay-master rpl-semi-sync-slave-enabled safe-user-create secure-auth session-track-schema
  session-track-state-change show-slave-auth-info silent-startup skip-grant-tables skip-name-resolve skip-networking skip-show-database skip-slave-start
  slave-compressed-protocol slave-sql-verify-checksum slow-query-log sql-safe-updates ssl stack-trace standard-compliant-cte strict-password-validation
  symbolic-links sync-frm sysdate-is-now system-versioning-insert-history tcp-nodelay temp-pool thread-pool-dedicated-listener thread-pool-exact-stats
  transaction-read-only userstat wsrep-auto-increment-control wsrep-causal-reads wsrep-desync wsrep-dirty-reads wsrep-drupal-282555-workaround
  wsrep-gtid-mode wsrep-load-data-splitting wsrep-log-conflicts wsrep-new-cluster wsrep-on wsrep-recover wsrep-restart-slave wsrep-sst-donor-rejects-queries
`;

// With a word, a list, a path, or nothing.
const OTHERS = `
  alter-algorithm ansi aria-group-commit aria-log-dir-path aria-log-purge-type aria-recover-options aria-stats-method aria-sync-log-dir basedir bind-address
  binlog-checksum binlog-do-db binlog-format binlog-ignore-db binlog-row-image binlog-row-metadata bootstrap character-set-filesystem character-set-server
  character-sets-dir chroot collation-server column-compression-zlib-strategy completion-type concurrent-insert datadir date-format datetime-format debug
  debug-exit-info default-regex-flags default-storage-engine default-time-zone default-tmp-storage-engine delay-key-write des-key-file
  enforce-storage-engine event-scheduler feedback feedback-http-proxy feedback-url feedback-user-info ft-boolean-syntax ft-stopword-file general-log-file
  gtid-pos-auto-engines histogram-type ignore-db-dirs init-connect init-file init-rpl-role init-slave innodb innodb-buffer-page innodb-buffer-page-lru
  innodb-buffer-pool-filename innodb-buffer-pool-stats innodb-change-buffering innodb-checksum-algorithm innodb-cmp innodb-cmp-per-index
  innodb-cmp-per-index-reset innodb-cmp-reset innodb-cmpmem innodb-cmpmem-reset innodb-compression-algorithm innodb-data-file-path innodb-data-home-dir
  innodb-deadlock-report innodb-default-row-format innodb-encrypt-tables innodb-flush-method innodb-ft-aux-table innodb-ft-being-deleted innodb-ft-config
  innodb-ft-default-stopword innodb-ft-deleted innodb-ft-index-cache innodb-ft-index-table innodb-ft-server-stopword-table innodb-ft-user-stopword-table
  innodb-instant-alter-column-allowed innodb-linux-aio innodb-lock-waits innodb-locks innodb-log-group-home-dir innodb-metrics innodb-monitor-disable
  innodb-monitor-enable innodb-monitor-reset innodb-monitor-reset-all innodb-stats-method innodb-sys-columns innodb-sys-fields innodb-sys-foreign
  innodb-sys-foreign-cols innodb-sys-indexes innodb-sys-tables innodb-sys-tablespaces innodb-sys-tablestats innodb-sys-virtual innodb-tablespaces-encryption
  innodb-temp-data-file-path innodb-tmpdir innodb-trx innodb-undo-directory language lc-messages lc-messages-dir lc-time-names log-basename log-bin
  log-bin-index log-ddl-recovery log-disabled-statements log-error log-isam log-output log-slow-disabled-statements log-slow-filter log-slow-query-file
  log-slow-verbosity log-tc master-info-file myisam-recover-options myisam-stats-method note-verbosity old-alter-table old-mode
  optimizer-adjust-secondary-key-costs optimizer-switch optimizer-trace partition performance-schema-instrument pid-file plugin-dir plugin-load
  plugin-load-add plugin-maturity proxy-protocol-networks query-cache-type relay-log relay-log-index relay-log-info-file replicate-do-db replicate-do-table
  replicate-events-marked-for-skip replicate-ignore-db replicate-ignore-table replicate-rewrite-db replicate-wild-do-table replicate-wild-ignore-table
  report-host report-password report-user rpl-semi-sync-master-wait-point safe-mode secure-file-priv secure-timestamp sequence server-uid
  session-track-system-variables session-track-transaction-info skip-host-cache slave-ddl-exec-mode slave-exec-mode slave-load-tmpdir slave-parallel-mode
  slave-run-triggers-for-rbr slave-skip-errors slave-transaction-retry-errors slave-type-conversions slow-query-log-file socket sql-mode ssl-ca ssl-capath
  ssl-cert ssl-cipher ssl-crl ssl-crlpath ssl-key system-versioning-alter-history tc-heuristic-recover thread-handling thread-pool-groups
  thread-pool-priority thread-pool-queues thread-pool-stats thread-pool-waits time-format tls-version tmpdir transaction-isolation unix-socket
  updatable-views-with-limit use-stat-tables user user-variables wsrep-OSU-method wsrep-SR-store wsrep-allowlist wsrep-certification-rules
  wsrep-certify-nonPK wsrep-cluster-address wsrep-cluster-name wsrep-convert-LOCK-to-trx wsrep-data-home-dir wsrep-dbug-option wsrep-debug
  wsrep-forced-binlog-format wsrep-mode wsrep-node-address wsrep-node-incoming-address wsrep-node-name wsrep-notify-cmd wsrep-patch-version wsrep-provider
  wsrep-provider-options wsrep-reject-queries wsrep-slave-FK-checks wsrep-slave-UK-checks wsrep-sst-auth wsrep-sst-donor wsrep-sst-method
  wsrep-sst-receive-address wsrep-start-position wsrep-status-file wsrep-trx-fragment-unit
`;

// Without effect on what is simulated: where files lie, what is logged and kept in memory, character sets, limits of single statements, encryption keys.
const IGNORED = new RegExp(`^(?:${[
  'aria-.*', 'basedir|chroot|console|core-file|datadir|lc-.*|pid-file|plugin-(?:dir|maturity)|socket|tmpdir|user|secure-file-priv|unix-socket|memlock|stack-trace|symbolic-links',
  'character-.*|collation-.*|default-(?:storage-engine|time-zone|week-format|tmp-storage-engine)|explicit-defaults-for-timestamp|sql-mode|time-format|date-format|datetime-format|old-mode',
  'feedback.*|performance-schema.*|userstat|note-verbosity|general-log.*|slow-.*|long-query-time|log-(?!bin$|slave-updates$|tc).*|min-examined-row-limit|silent-startup',
  'expire-logs-days|binlog-expire-logs-seconds|max-binlog-size|max-relay-log-size|relay-log(?:-index|-info-file)?|(?:binlog|max-binlog).*-cache-size|binlog-annotate-row-events',
  'ft-.*|group-concat-max-len|histogram-.*|join-.*|key-.*|(?:max-heap|tmp)-table-size|myisam-.*|optimizer-.*|query-.*|table-.*|thread-(?:cache-size|stack)|open-files-limit|host-cache-size',
  '(?:sort|read|read-rnd|mrr|bulk-insert|preload)-buffer-size|stored-program-cache|tmp-.*-table-size|slave-max-allowed-packet|net-buffer-length|slave-load-tmpdir|rpl-semi-sync-.*-trace-level',
  'max-(?:allowed-packet|digest-length|error-count|length-for-sort-data|prepared-stmt-count|sort-length|sp-recursion-depth|connect-errors)|local-infile|safe-user-create',
  'innodb-(?:buffer-pool|log-(?:file|buffer|group)|io-capacity|flush-(?:method|neighbors|sync)|file-per-table|data|temp-data|undo|page-size|open-files|stats|ft|print|read-io|write-io).*',
  'innodb-(?:purge|autoinc|adaptive|status|monitor|sort|default|numa|use-native|tmpdir).*|report-.*|skip-name-resolve|skip-host-cache|skip-show-database|ssl.*|tls-version|tcp-.*',
].join('|')})$`);

const kinds = new Map<string, 'number' | 'flag' | 'other'>();
for (const [kind, names] of [['number', NUMBERS], ['flag', FLAGS], ['other', OTHERS]] as const) for (const name of names.trim().split(/\s+/)) kinds.set(name, kind);

/** What kind of value an option takes; undefined: MariaDB 10.11 has no such option. Names have hyphens. */
export function kindOfOption(name: string): 'number' | 'flag' | 'other' | undefined {
  return kinds.get(name);
}

/** The only option that begins so, which MariaDB takes for it (`getopt-prefix-matching` is on by default); null: none, or several. */
export function completedOption(beginning: string): string | null {
  const found = beginning === '' ? [] : [...kinds.keys()].filter((name) => name.startsWith(beginning));
  return found.length === 1 ? found[0]! : null;
}

/** Whether a known option changes nothing that is simulated. */
export function isIgnoredOption(name: string): boolean {
  return IGNORED.test(name);
}
