import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../support/plan";
import { withoutPython } from "../../support/python";

const script = path.join(root, "components/mlflow/mlflowLogins.py");

interface User {
  password: string;
  readonly administrator: boolean;
}

/**
 * A stand-in for MLflow's users, written from its `server/auth`: every user may list users, and only an administrator
 * may change them. Passwords have at least twelve characters.
 *
 * Not tested: that MLflow itself does so.
 */
class FakeMlflow {
  readonly users = new Map<string, User>([["admin", { password: "administrator", administrator: true }]]);
  /** What was changed, in order. */
  readonly changes: string[] = [];
  private readonly server = http.createServer((request, response) => this.answer(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.server.close();
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const [name = "", password] = Buffer.from(request.headers.authorization?.slice(6) ?? "", "base64")
      .toString()
      .split(":");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const sender = this.users.get(name);
    const known = sender !== undefined && sender.password === password;
    const body: Partial<Record<"username" | "password", string>> = JSON.parse(Buffer.concat(parts).toString() || "{}");
    const [status, content] = known ? this.handle(`${request.method} ${request.url}`, name, body) : [401, {}];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
  }

  private handle(
    what: string,
    sender: string,
    { username = "", password = "" }: Partial<Record<"username" | "password", string>>,
  ): [number, object] {
    if (what === "GET /api/2.0/mlflow/users/current") return [200, { user: { username: sender } }];
    if (what === "GET /api/2.0/mlflow/users/list") {
      const users = [...this.users].map(([name, { administrator }]) => ({ username: name, is_admin: administrator }));
      return [200, { users }];
    }
    if (!this.users.get(sender)?.administrator) return [403, {}];
    if (password.length < 12) return [400, { error_code: "INVALID_PARAMETER_VALUE", message: `row ${password}` }];
    this.changes.push(`${what} ${username}`);
    this.users.set(username, { password, administrator: false });
    return [200, {}];
  }
}

describe.skipIf(withoutPython())("the script of MLflow's logins", () => {
  let mlflow: FakeMlflow;
  let address: string;
  let folder: string;

  beforeEach(async () => {
    mlflow = new FakeMlflow();
    address = await mlflow.listen();
    folder = mkdtempSync(path.join(os.tmpdir(), "mlops-logins-"));
  });

  afterEach(() => {
    mlflow.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs it as the Job does, with files as the kubelet writes them. */
  function run(
    logins: Readonly<Record<string, string>>,
    administrator = { username: "admin", password: "administrator" },
    server = address,
  ): Promise<{ status: number | null; out: string; error: string }> {
    for (const [name, files] of Object.entries({ logins, administrator })) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
      mkdirSync(path.join(folder, name, "..data"), { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, name, file), text);
    }
    const child = spawn("python3", ["-I", script], {
      env: {
        PATH: process.env.PATH,
        MLFLOW_TRACKING_URI: server,
        USER_PREFIX: "mlops-team-",
        ADMINISTRATOR: path.join(folder, "administrator"),
        LOGINS: path.join(folder, "logins"),
        // One that would answer to nothing: the script must not ask it.
        http_proxy: "http://127.0.0.1:9",
      },
    });
    let [out, error] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      error += text;
    });
    return new Promise((resolve) => child.on("close", (status) => resolve({ status, out, error })));
  }

  const fraud = { "mlops-team-fraud": "fraud's password" };

  it("creates users, and a second run changes nothing", async () => {
    const logins = { ...fraud, "mlops-team-ads": "password of ads" };
    expect(await run(logins)).toEqual({
      status: 0,
      out: "mlops-team-ads: made\nmlops-team-fraud: made\n",
      error: "",
    });
    expect(mlflow.users.get("mlops-team-ads")).toEqual({ password: "password of ads", administrator: false });
    mlflow.changes.length = 0;
    expect((await run(logins)).out).toBe("mlops-team-ads: unchanged\nmlops-team-fraud: unchanged\n");
    expect(mlflow.changes).toEqual([]);
  });

  it("sets a changed password", async () => {
    await run(fraud);
    expect((await run({ "mlops-team-fraud": "another password" })).out).toBe("mlops-team-fraud: password changed\n");
    expect(mlflow.users.get("mlops-team-fraud")?.password).toBe("another password");
  });

  it("locks the user of a removed team once, and unlocks it when the team returns", async () => {
    await run(fraud);
    expect((await run({})).out).toBe("mlops-team-fraud: locked, its team is gone\n");
    expect(mlflow.users.get("mlops-team-fraud")?.password).toMatch(/^[0-9a-f]{64}$/);
    mlflow.changes.length = 0;
    expect((await run({})).out).toBe("mlops-team-fraud: locked already\n");
    expect(mlflow.changes).toEqual([]);
    expect((await run(fraud)).out).toBe("mlops-team-fraud: password changed\n");
    expect(mlflow.users.get("mlops-team-fraud")?.password).toBe("fraud's password");
  });

  it("does not change users that belong to no team", async () => {
    mlflow.users.set("ana", { password: "ana's password", administrator: false });
    expect((await run({})).out).toBe("");
    expect(mlflow.changes).toEqual([]);
  });

  it("stops with a fix if the server rejects the administrator's password", async () => {
    expect(await run(fraud, { username: "admin", password: "wrong" })).toEqual({
      status: 3,
      out: "",
      error:
        `MLflow at ${address} does not take the password of its administrator admin\n` +
        "  fix: its migration sets password and rights: run it again, pulumi up --replace with the URN of that Job\n",
    });
  });

  it("fails if the user is not an administrator", async () => {
    mlflow.users.set("ana", { password: "ana's password", administrator: false });
    const { status, error } = await run(fraud, { username: "ana", password: "ana's password" });
    expect({ status, error: error.split("\n")[0] }).toEqual({
      status: 3,
      error: `MLflow at ${address} does not have as its administrator ana`,
    });
  });

  it("fails with a retryable status if the server does not answer", async () => {
    const { status, error } = await run(fraud, undefined, "http://127.0.0.1:9");
    expect(status).toBe(1);
    expect(error).toMatch(/^MLflow at http:\/\/127\.0\.0\.1:9 does not answer: .*refused.*\n$/);
  });

  it("reports only the status code of an error, because MLflow's text may contain a password hash", async () => {
    expect(await run({ "mlops-team-fraud": "short" })).toEqual({
      status: 1,
      out: "",
      error: "MLflow answers 400 to users/create of mlops-team-fraud: INVALID_PARAMETER_VALUE\n",
    });
  });
});
