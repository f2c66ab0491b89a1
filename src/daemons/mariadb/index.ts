// MariaDB 10.11: my.cnf and replication.sql, in both directions.
export { readMariadb } from './read.ts';
export { renderMariadb } from './render.ts';
