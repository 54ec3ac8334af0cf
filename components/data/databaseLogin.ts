import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** Roles of PostgreSQL and of RDS, and the databases that each server has. */
const taken = /^(pg_|rds|postgres$|template|public$)/;

/**
 * Keeps names of roles and databases to those that need no quotes anywhere, and that nobody else has.
 *
 * @throws Error for any other name.
 */
export function checkDatabaseName(name: string): void {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name) && !taken.test(name)) return;
  throw new Error(
    `${JSON.stringify(name)} cannot be a role or a database of an application\n` +
      "  fix: use lower-case letters, digits and underscores, 63 at most, a letter first, " +
      "and none that begins as PostgreSQL's and RDS's own do: pg_, rds, postgres, template, public",
  );
}

/** A Secret's data, all of it secret. Not `stringData`, which the API server never gives back: a refresh would miss it. */
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

/** Of a login that an `ApplicationDatabase` has put into the namespace, what libpq reads from the environment. */
export interface DatabaseLogin {
  readonly host: pulumi.Input<string>;
  readonly port: number;
  readonly role: string;
  /** Name of the Secret with the password. */
  readonly loginSecret: string;
  /** Where the pod has that Secret's `ca.pem`. */
  readonly authorityFile: string;
}

/** Environment of a pod whose client is made on libpq: with it, addresses of databases hold no password. */
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
