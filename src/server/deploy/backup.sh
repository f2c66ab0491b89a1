#!/bin/sh
# Backs the database of NSP_BACKUP_URL up into a folder: backup.sh FOLDER. What stands there under its final name is whole, on disk, and can be read by pg_restore.
set -eu
folder=$1
keep=${NSP_BACKUP_KEEP:-72}
name="$folder/nsp-$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f "$name.part"' EXIT

pg_dump --format=custom --no-owner --no-privileges --dbname="$NSP_BACKUP_URL" --file="$name.part"
# The list of contents stands in the file only when all of it was written; every table's data are read to the end.
pg_restore --file=/dev/null "$name.part"
sync "$name.part"
mv "$name.part" "$name"
sync "$folder"

# The newest stay.
ls -1 "$folder"/nsp-*.dump | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -- "$old"; done
echo "$name: $(stat -c %s "$name") bytes"
