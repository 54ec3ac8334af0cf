import { describe, expect, it } from "vitest";
import { checkDatabaseName, libpqEnvironment } from "../../../components/data/databaseLogin";

describe("checkDatabaseName", () => {
  it.each(["mlflow", "mlflow_auth", "a", "a".repeat(63)])("takes %s", (name) => {
    expect(() => checkDatabaseName(name)).not.toThrow();
  });

  it.each(["", "MLflow", "ml-flow", "1st", "a".repeat(64), 'x"; --', "postgres", "rdsadmin", "rds_superuser", "pg_x"])(
    "refuses %j",
    (name) => {
      expect(() => checkDatabaseName(name)).toThrow(
        `the name of a role or a database, ${JSON.stringify(name)}, must be 1 to 63 lower-case letters, digits and underscores, start with a letter, and not be a name of PostgreSQL or RDS\n  fix: use a name such as feature_store`,
      );
    },
  );
});

describe("libpqEnvironment", () => {
  it("references the password, and verifies the server's certificate", () => {
    expect(
      libpqEnvironment({
        host: "db.example",
        port: 5432,
        role: "mlflow",
        loginSecret: "mlflow-database",
        authorityFile: "/etc/ca.pem",
      }),
    ).toEqual([
      { name: "PGHOST", value: "db.example" },
      { name: "PGPORT", value: "5432" },
      { name: "PGUSER", value: "mlflow" },
      { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: "mlflow-database", key: "password" } } },
      { name: "PGSSLMODE", value: "verify-full" },
      { name: "PGSSLROOTCERT", value: "/etc/ca.pem" },
      { name: "PGCONNECT_TIMEOUT", value: "10" },
    ]);
  });
});
