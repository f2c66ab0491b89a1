#!/bin/sh
# Makes the standby here the primary: promote.sh --old-primary-is-off, as the user postgres. By hand, on purpose: nothing on this machine can know whether the old primary is gone or
# only cannot be reached from here, and two primaries take writes that nobody can put together again. Switch the old one off first (README.md).
set -eu
if [ "${1-}" != --old-primary-is-off ]; then
  echo "Switch the old primary off so that it cannot come back by itself. Then: promote.sh --old-primary-is-off" >&2
  exit 2
fi
ask() { psql -X -A -t -q -v ON_ERROR_STOP=1 -d postgres -c "$1"; }
if [ "$(ask 'SELECT pg_is_in_recovery()')" != t ]; then
  echo "This node is a primary already. Nothing was changed." >&2
  exit 1
fi
host=$(ask "SELECT substring(current_setting('primary_conninfo') FROM 'host=([^ ]+)')")
port=$(ask "SELECT coalesce(substring(current_setting('primary_conninfo') FROM 'port=([0-9]+)'), '5432')")
if pg_isready -q -t 3 -h "$host" -p "$port"; then
  echo "The old primary still answers at $host, port $port. Switch it off. Nothing was changed." >&2
  exit 1
fi
# Nobody follows the new primary yet: if it waited for a standby, it would acknowledge nothing. README.md says when this is taken back.
ask "ALTER SYSTEM SET synchronous_standby_names = ''"
ask "SELECT pg_reload_conf()" > /dev/null
if [ "$(ask 'SELECT pg_promote(true, 60)')" != t ]; then
  echo "PostgreSQL has not become the primary within 60 s. Look into its log." >&2
  exit 1
fi
echo "This node is the primary. It has no standby now: what it acknowledges lies on one disk, until there is a new one."
