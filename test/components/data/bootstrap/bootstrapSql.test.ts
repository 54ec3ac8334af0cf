import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrapSql } from "../../../../components/data/bootstrap/bootstrapSql";
import { scramVerifier } from "../../../../components/data/bootstrap/scramVerifier";
import { readMasterSecret, runBootstrap } from "../../../../components/data/bootstrap/scripts";
import { type PostgresServer, postgresPrograms, startPostgres, withoutPostgres } from "../../../support/postgres";

const programs = postgresPrograms();

/** Like that of RDS: no superuser, but may create roles and databases. Its password needs escapes in JSON. */
const master = { username: "master", password: String.raw`p\"q"$(x)'%` };

const application = { role: "mlflow", databases: ["mlflow", "mlflow_auth"], password: "Zq8nTt3uWb5kXc7vYd9m" };

/**
 * The job's own scripts against a server: `aws` is a stand-in, and the connection has no TLS.
 *
 * Not tested: that RDS's master user may do it all. Here it is a role with RDS's attributes.
 */
describe.skipIf(programs === undefined)(
  `the bootstrap of a database${programs === undefined ? withoutPostgres : ""}`,
  () => {
    let server: PostgresServer;
    let folder: string;

    beforeAll(async () => {
      if (programs === undefined) return;
      server = await startPostgres(programs);
      const literal = master.password.replaceAll("'", "''");
      server.ask(`CREATE ROLE ${master.username} LOGIN CREATEROLE CREATEDB PASSWORD '${literal}'`);
      folder = mkdtempSync(path.join(os.tmpdir(), "mlops-bootstrap-"));
      writeFileSync(path.join(folder, "bootstrap.sql"), bootstrapSql());
      writeFileSync(path.join(folder, "answer.json"), JSON.stringify(master));
      const aws = path.join(folder, "aws");
      writeFileSync(aws, `#!/bin/sh\necho "$@" >"${folder}/asked"\ncat "${folder}/answer.json"\n`);
      chmodSync(aws, 0o755);
    });

    afterAll(async () => {
      await server?.stop();
      if (folder) rmSync(folder, { recursive: true });
    });

    function bootstrap({ role, databases, password }: typeof application) {
      const env = {
        PATH: `${folder}:${process.env.PATH}`,
        MASTER_SECRET_FILE: path.join(folder, "secret.json"),
        MASTER_SECRET_ARN: "arn:aws:secretsmanager:us-west-2:111122223333:secret:master",
        BOOTSTRAP_SQL: path.join(folder, "bootstrap.sql"),
        PGHOST: "127.0.0.1",
        PGPORT: String(server.port),
        PGUSER: master.username,
        PGDATABASE: "postgres",
        APPLICATION_ROLE: role,
        APPLICATION_DATABASES: JSON.stringify(databases),
        APPLICATION_VERIFIER: scramVerifier(password, role),
      };
      const results = [readMasterSecret, runBootstrap].map((script) =>
        spawnSync("/bin/sh", ["-ec", script], { env, encoding: "utf8" }),
      );
      return {
        status: results.map(({ status }) => status),
        errors: results.map(({ stderr }) => stderr).join(""),
        output: results.map(({ stdout }) => stdout).join(""),
      };
    }

    function connects(role: string, password: string, database: string): string {
      const { stdout, stderr } = spawnSync(
        "psql",
        ["-X", "-qAt", "-c", "CREATE TABLE made_it (); SELECT current_user"],
        {
          env: {
            PATH: process.env.PATH,
            PGHOST: "127.0.0.1",
            PGPORT: String(server.port),
            PGUSER: role,
            PGPASSWORD: password,
            PGDATABASE: database,
            PGOPTIONS: "-c client_min_messages=warning",
          },
          encoding: "utf8",
        },
      );
      return stderr || stdout;
    }

    /** All that the server knows of roles and databases, stored verifiers included. */
    function catalogue(): string[] {
      return [
        ...server.ask("SELECT to_jsonb(pg_authid) FROM pg_authid ORDER BY oid"),
        ...server.ask("SELECT to_jsonb(pg_auth_members) FROM pg_auth_members ORDER BY to_jsonb(pg_auth_members)::text"),
        ...server.ask(
          "SELECT oid, datname, pg_get_userbyid(datdba), datacl, pg_encoding_to_char(encoding) FROM pg_database ORDER BY 1",
        ),
      ];
    }

    it("creates the role and its databases, to which only the role has access", () => {
      expect(bootstrap(application)).toEqual({ status: [0, 0], errors: "", output: "" });
      const { role, password } = application;
      expect(connects(role, password, "mlflow")).toBe("mlflow\n");
      expect(connects(role, password, "mlflow_auth")).toBe("mlflow\n");
      expect(server.ask("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'mlflow'")).toEqual([
        "f|f|f",
      ]);
      server.ask("CREATE ROLE other LOGIN PASSWORD 'other'");
      expect(connects("other", "other", "mlflow")).toContain('permission denied for database "mlflow"');
    });

    it("changes nothing when it runs again", () => {
      const before = catalogue();
      expect(bootstrap(application)).toEqual({ status: [0, 0], errors: "", output: "" });
      expect(catalogue()).toEqual(before);
    });

    it("changes only the password", () => {
      const others = () => catalogue().filter((row) => !row.includes('"rolname": "mlflow"'));
      const before = others();
      const password = "another-Password-of-the-role";
      expect(bootstrap({ ...application, password }).status).toEqual([0, 0]);
      expect(others()).toEqual(before);
      expect(connects("mlflow", application.password, "mlflow")).toContain("password authentication failed");
      expect(connects("mlflow", password, "mlflow_auth")).not.toContain("authentication failed");
    });

    it("escapes names and passwords", () => {
      const hostile = String.raw`x"; DROP ROLE mlflow; --'$$%I%s\g :role`;
      const password = String.raw`'"; \! id $(id) ${"`id`"} %40:/@?#{}`;
      const bad = { role: hostile, databases: [hostile, "'; DROP DATABASE mlflow; --"], password };
      expect(bootstrap(bad)).toEqual({ status: [0, 0], errors: "", output: "" });
      const before = catalogue();
      expect(bootstrap(bad).status).toEqual([0, 0]);
      expect(catalogue()).toEqual(before);
      expect(connects(hostile, password, hostile)).toBe(`${hostile}\n`);
      expect(server.ask("SELECT datname FROM pg_database WHERE datname LIKE '%DROP DATABASE%'")).toEqual([
        "'; DROP DATABASE mlflow; --",
      ]);
      expect(server.ask("SELECT rolname FROM pg_roles WHERE rolname = 'mlflow'")).toEqual(["mlflow"]);
    });

    it("rejects a database of another owner", () => {
      const { status, errors } = bootstrap({ role: "thief", databases: ["mlflow"], password: "anything" });
      expect(status).toEqual([0, 3]);
      expect(errors).toContain("database mlflow belongs to mlflow, not to thief: choose another name");
    });

    it("fails if it cannot read the master user's secret", () => {
      writeFileSync(path.join(folder, "answer.json"), "");
      const { status, errors } = bootstrap(application);
      expect(status[1]).not.toBe(0);
      expect(errors).toContain("malformed JSON");
      writeFileSync(path.join(folder, "answer.json"), JSON.stringify(master));
    });
  },
);
