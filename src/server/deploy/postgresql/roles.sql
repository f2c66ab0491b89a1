-- Once, on the first primary, as superuser, with NSP_PASSWORD and REPLICATOR_PASSWORD in the environment. The instances own their database, and nothing else.
\set nsp_password `printenv NSP_PASSWORD`
\set replicator_password `printenv REPLICATOR_PASSWORD`
CREATE ROLE nsp LOGIN PASSWORD :'nsp_password' CONNECTION LIMIT 60;
CREATE DATABASE nsp OWNER nsp;
REVOKE ALL ON DATABASE nsp FROM PUBLIC;
-- The standby.
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'replicator_password' CONNECTION LIMIT 4;
-- HAProxy's check: comes in without a password, owns nothing and is a member of nothing.
CREATE ROLE nsp_check LOGIN CONNECTION LIMIT 10;
