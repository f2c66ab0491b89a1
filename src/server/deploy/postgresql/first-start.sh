#!/bin/sh
# Makes a new, running PostgreSQL the first primary: first-start.sh, as its superuser, with NSP_PASSWORD and REPLICATOR_PASSWORD in the environment. It counts from the next start on.
set -eu
here=${NSP_POSTGRESQL_FILES-/etc/nsp/postgresql}
ask() { psql -X -A -t -q -v ON_ERROR_STOP=1 -d postgres -c "$1"; }
echo "include '$here/nsp.conf'" >> "$(ask 'SHOW config_file')"
access=$(ask 'SHOW hba_file')
{ cat "$here/pg_hba.conf" "$access"; } > "$access.new"
mv "$access.new" "$access"
# The name by which synchronous_standby_names would know it as a standby.
ask "ALTER SYSTEM SET cluster_name = 'db1'"
psql -X -q -v ON_ERROR_STOP=1 -d postgres -f "$here/roles.sql"
