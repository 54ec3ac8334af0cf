/** A parameter of RDS that takes effect without a restart. */
interface DatabaseParameter {
  readonly name: string;
  readonly value: string;
}

/**
 * Parameters of the database. Some differ from the defaults of RDS; `rds.force_ssl` fixes a default.
 *
 * `log_statement` stays `none`: otherwise the log would contain the passwords of `CREATE ROLE`.
 */
export const databaseParameters: DatabaseParameter[] = [
  // Rejects connections without TLS. The default of RDS since PostgreSQL 15.
  { name: "rds.force_ssl", value: "1" },
  { name: "log_connections", value: "1" },
  { name: "log_disconnections", value: "1" },
  { name: "log_lock_waits", value: "1" },
  // Minimum duration of logged statements, in milliseconds.
  { name: "log_min_duration_statement", value: "1000" },
];
