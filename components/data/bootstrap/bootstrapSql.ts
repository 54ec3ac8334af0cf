/** Timeout of a statement. CREATE DATABASE copies an empty database. */
const statementTimeout = "60s";

/**
 * Returns the psql script that creates a role and its databases. It is idempotent; a new verifier replaces the
 * password.
 *
 * Names and verifier are environment variables: `APPLICATION_ROLE`, `APPLICATION_VERIFIER`, and `APPLICATION_DATABASES`
 * as a JSON list. psql and `format` quote them, so that no name is executed as SQL.
 *
 * The master user of RDS is not a superuser, so the script does not set attributes that only a superuser may set. Since
 * PostgreSQL 16, the master user must be a member of a role to create a database that the role owns.
 *
 * The script fails if a database belongs to another role.
 */
export function bootstrapSql(): string {
  return String.raw`\set ON_ERROR_STOP on
\getenv role APPLICATION_ROLE
\getenv verifier APPLICATION_VERIFIER
\getenv databases APPLICATION_DATABASES
SET statement_timeout = '${statementTimeout}';
SET client_min_messages = warning;

-- One application at a time: concurrent changes of shared catalogs can make each other fail.
SELECT pg_advisory_lock(hashtext('mlops.bootstrap')) AS locked \gset

SELECT format('CREATE ROLE %I LOGIN', :'role')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN PASSWORD :'verifier';
GRANT :"role" TO CURRENT_USER;

SELECT format('DO %L', format('BEGIN RAISE EXCEPTION USING MESSAGE = %L; END',
  format('database %I belongs to %I, not to %I: choose another name', datname, pg_get_userbyid(datdba), :'role')))
FROM pg_catalog.pg_database
WHERE datname IN (SELECT json_array_elements_text(:'databases')) AND pg_get_userbyid(datdba) <> :'role' \gexec
SELECT format('CREATE DATABASE %I OWNER %I ENCODING ''UTF8'' TEMPLATE template0', name, :'role')
FROM json_array_elements_text(:'databases') AS name
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = name) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name)
FROM json_array_elements_text(:'databases') AS name \gexec
`;
}
