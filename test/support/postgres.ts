import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

/** Title suffix of skipped tests with the reason. */
export const withoutPostgres = ": skipped, PostgreSQL is not installed (apt-get install postgresql)";

/** Returns `POSTGRES_BIN`, or the folder of the newest installed server's programs. Undefined if none is installed. */
export function postgresPrograms(): string | undefined {
  if (process.env.POSTGRES_BIN !== undefined) return process.env.POSTGRES_BIN;
  const installed = "/usr/lib/postgresql";
  if (!existsSync(installed)) return undefined;
  const versions = readdirSync(installed).sort((one, other) => Number(other) - Number(one));
  return versions.map((version) => path.join(installed, version, "bin")).find((folder) => existsSync(folder));
}

/**
 * A PostgreSQL server of one test on 127.0.0.1. TCP connections need passwords, its owner's local connections do not.
 */
export interface PostgresServer {
  readonly port: number;
  /** Runs SQL as the superuser, and returns the rows with columns separated by `|`. */
  readonly ask: (sql: string, database?: string) => string[];
  readonly stop: () => Promise<void>;
}

export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-postgres-"));
  const owner = serverOwner();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
  const data = path.join(folder, "data");
  const as = { ...owner, cwd: folder };
  const authentication = ["--auth-local=trust", "--auth-host=scram-sha-256"];
  execFileSync(
    path.join(programs, "initdb"),
    ["-D", data, "-U", "owner", "--encoding=UTF8", "--no-sync", ...authentication],
    { ...as, stdio: "pipe" },
  );
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
  const server = spawn(
    path.join(programs, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const ask = (sql: string, database = "postgres") =>
    execFileSync("psql", ["-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql], {
      env: { PATH: process.env.PATH, PGHOST: folder, PGPORT: String(port), PGUSER: "owner" },
      encoding: "utf8",
      stdio: "pipe",
    })
      .split("\n")
      .filter(Boolean);
  const stop = async () => {
    // SIGINT ends open sessions and the server immediately.
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await answers(ask);
  return { port, ask, stop };
}

/** PostgreSQL does not run as root. In that case it runs as the user that Debian creates for it. */
function serverOwner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("the probe has no port"));
        else resolve(address.port);
      });
    });
  });
}

async function answers(ask: (sql: string) => string[]): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      ask("SELECT 1");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
