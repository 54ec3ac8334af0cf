import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** Names and prefixes that PostgreSQL and RDS reserve. */
const taken = /^(pg_|rds|postgres$|template|public$)/;

/**
 * Checks the name of a role or a database: it must be valid in SQL without quotes, and PostgreSQL and RDS must not
 * reserve it.
 *
 * @throws Error for another name.
 */
export function checkDatabaseName(name: string): void {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name) && !taken.test(name)) return;
  throw new Error(
    `the name of a role or a database, ${JSON.stringify(name)}, must be 1 to 63 lower-case letters, digits and underscores, ` +
      "start with a letter, and not be a name of PostgreSQL or RDS\n" +
      "  fix: use a name such as feature_store, without the prefixes pg_, rds and template, and not postgres or public",
  );
}

/**
 * Returns the `data` of a Secret, marked as secret. `stringData` would cause a difference on every refresh, because the
 * API server does not return it.
 */
export function secretData(
  values: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Output<Record<string, string>> {
  return pulumi.secret(
    pulumi
      .output(values)
      .apply((texts) =>
        Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString("base64")])),
      ),
  );
}

/** Login of an `ApplicationDatabase`, for a pod in the Secret's namespace. */
export interface DatabaseLogin {
  /** Host of the database server. */
  readonly host: pulumi.Input<string>;
  /** TCP port of the database server. */
  readonly port: number;
  /** Name of the PostgreSQL role. */
  readonly role: string;
  /** Name of the Secret with the password. */
  readonly loginSecret: string;
  /** Path of the Secret's `ca.pem` in the container. */
  readonly authorityFile: string;
}

/**
 * Returns the environment variables with which a libpq client logs in. `PGPASSWORD` contains the password, so that a
 * database URL in another variable does not need it.
 */
export function libpqEnvironment(login: DatabaseLogin): types.input.core.v1.EnvVar[] {
  return [
    { name: "PGHOST", value: login.host },
    { name: "PGPORT", value: String(login.port) },
    { name: "PGUSER", value: login.role },
    { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: login.loginSecret, key: "password" } } },
    { name: "PGSSLMODE", value: "verify-full" },
    { name: "PGSSLROOTCERT", value: login.authorityFile },
    { name: "PGCONNECT_TIMEOUT", value: "10" },
  ];
}
