#!/bin/sh
# Makes an empty folder a standby: clone.sh FOLDER NAME PRIMARY PORT, with PGPASSWORD of the role replicator in the environment. A folder that holds a database is left as it is.
set -eu
folder=$1 name=$2 primary=$3 port=$4
if [ -s "$folder/PG_VERSION" ]; then exit 0; fi
until pg_basebackup --pgdata="$folder" --dbname="host=$primary port=$port user=replicator" --wal-method=stream --checkpoint=fast --write-recovery-conf --no-password; do
  echo "The primary cannot be copied yet; again in 2 s." >&2
  sleep 2
done
chmod 700 "$folder"
# What was decided at the primary about itself does not hold here. The name is the one by which synchronous_standby_names knows this node.
sed -i -e '/^synchronous_standby_names/d' -e '/^cluster_name/d' "$folder/postgresql.auto.conf"
echo "cluster_name = '$name'" >> "$folder/postgresql.auto.conf"
