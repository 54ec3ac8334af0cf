/** A parameter of RDS. All here take effect without a restart. */
interface DatabaseParameter {
  readonly name: string;
  readonly value: string;
}

/**
 * What differs from RDS's own parameters, or must not.
 *
 * `log_statement` stays `none`: it would write the passwords of `CREATE ROLE` into the log.
 */
export const databaseParameters: DatabaseParameter[] = [
  // Connections without TLS are refused. RDS's own choice too, since PostgreSQL 15.
  { name: "rds.force_ssl", value: "1" },
  { name: "log_connections", value: "1" },
  { name: "log_disconnections", value: "1" },
  { name: "log_lock_waits", value: "1" },
  // Statements that take longer, milliseconds.
  { name: "log_min_duration_statement", value: "1000" },
];
