/** File that the first container writes for the second. */
export const masterSecretFile = "secret.json";

/** Reads the master user's secret from Secrets Manager, with the credentials of Pod Identity. */
export const readMasterSecret = `umask 077
aws secretsmanager get-secret-value --secret-id "$MASTER_SECRET_ARN" --query SecretString --output text >"$MASTER_SECRET_FILE"
`;

/**
 * Runs the SQL script as the master user. The password is only in psql's environment, not in its arguments, which other
 * processes of the node can read. Perl, which the Debian image of PostgreSQL contains, decodes the JSON.
 */
export const runBootstrap = `PGPASSWORD="$(perl -MJSON::PP -0777 -ne 'print decode_json($_)->{password}' "$MASTER_SECRET_FILE")"
export PGPASSWORD
exec psql --no-psqlrc --quiet --tuples-only --file "$BOOTSTRAP_SQL"
`;
