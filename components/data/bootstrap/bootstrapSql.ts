/** How long a statement may take: making a database copies an empty one. */
const statementTimeout = "60s";

/**
 * What psql runs to make a role and its databases. A second run changes nothing; another verifier replaces the password.
 *
 * Names and verifier come by environment variables, and psql and `format` quote them: `APPLICATION_ROLE`,
 * `APPLICATION_VERIFIER`, and `APPLICATION_DATABASES` as a JSON list. Nothing that a name holds is taken for SQL.
 *
 * RDS's master user is no superuser. So attributes that only a superuser may name are not named: a new role has none of
 * them. And since PostgreSQL 16 it must be a member of a role to give it a database.
 *
 * A database that belongs to another role is refused, not taken over.
 */
export function bootstrapSql(): string {
  return String.raw`\set ON_ERROR_STOP on
\getenv role APPLICATION_ROLE
\getenv verifier APPLICATION_VERIFIER
\getenv databases APPLICATION_DATABASES
SET statement_timeout = '${statementTimeout}';
SET client_min_messages = warning;

-- One application at a time: two that change shared catalogs at once can fail each other.
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
