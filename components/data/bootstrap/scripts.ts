/** What the first container leaves for the second. */
export const masterSecretFile = "secret.json";

/** Asks Secrets Manager for the master user's secret, with the credentials that Pod Identity gives. */
export const readMasterSecret = `umask 077
aws secretsmanager get-secret-value --secret-id "$MASTER_SECRET_ARN" --query SecretString --output text >"$MASTER_SECRET_FILE"
`;

/**
 * Runs the SQL as the master user. The password, JSON's escapes undone by the Perl that the Debian image of PostgreSQL
 * brings for its own scripts, is in psql's environment alone: not among its arguments, which every process of the node's
 * administrators sees.
 */
export const runBootstrap = `PGPASSWORD="$(perl -MJSON::PP -0777 -ne 'print decode_json($_)->{password}' "$MASTER_SECRET_FILE")"
export PGPASSWORD
exec psql --no-psqlrc --quiet --tuples-only --file "$BOOTSTRAP_SQL"
`;
