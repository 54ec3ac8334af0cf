import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { basicAuthSettings, serverEnvironment } from "../../components/mlflow/configuration";
import { serverArguments } from "../../components/mlflow/server";
import { images } from "../../components/versions/images";
import { fetchContainer } from "../../components/workloads/registeredModel/modelFetch";
import { freePort } from "../../sandbox/ports";
import { ended } from "../../sandbox/processes/processExit";
import { root } from "../support/plan";
import { environmentOrSkip } from "../support/python";

const folder = path.join(root, "test/workloads/mlflow");
const environment = await environmentOrSkip(path.join(folder, "requirements.txt"));
const program = (name: string) => environment?.program(name) ?? "";

const region = "eu-west-1";
const bucket = "mlops-dev-artifacts";
const script = path.join(root, "components/workloads/registeredModel/fetch_model.py");
const digest = `sha256:${"0".repeat(64)}`;

/** A request that the stand-in of S3 got. */
const request = z.object({
  status: z.number(),
  method: z.string(),
  host: z.string(),
  region: z.string(),
  presigned: z.boolean(),
});

/** Variables that a container gets as plain values. */
function plainVariables(variables: unknown): Record<string, string> {
  const parsed = z.array(z.object({ name: z.string(), value: z.unknown().optional() })).parse(variables);
  return Object.fromEntries(parsed.flatMap(({ name, value }) => (typeof value === "string" ? [[name, value]] : [])));
}

/**
 * The MLflow server with the arguments and variables of the platform, and the platform's download of a model, against
 * an S3 that refuses signatures of other regions. Not proven: PostgreSQL, IAM, the signature itself.
 */
describe.skipIf(!environment)("a model from the registry, with a bucket outside of us-east-1", () => {
  let home = "";
  let proxy: Record<string, string> = {};
  let standIn: ChildProcess | undefined;
  const at = (...parts: string[]) => path.join(home, ...parts);
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "model-fetch-"));
    standIn = spawn(program("python"), [path.join(folder, "s3_stand_in.py"), region, bucket, home], {
      stdio: ["ignore", "pipe", openSync(at("s3.log"), "a")],
      // moto signs its own request for the bucket, which nobody checks.
      env: { ...process.env, AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" },
    });
    const port = await Promise.race([firstLine(standIn), ended(standIn).then(() => undefined)]);
    expect(port, readFileSync(at("s3.log"), "utf8")).toMatch(/^\d+$/);
    const address = `http://127.0.0.1:${port}`;
    const authority = at("authority.pem");
    proxy = { HTTPS_PROXY: address, NO_PROXY: "127.0.0.1", AWS_CA_BUNDLE: authority, REQUESTS_CA_BUNDLE: authority };
    mkdirSync(at("model/data"), { recursive: true });
    writeFileSync(at("model/MLmodel"), "flavors: {}");
    writeFileSync(at("model/data/weights.bin"), Buffer.alloc(6 * 1024 * 1024, "weights"));
  });

  afterEach(async () => {
    for (const child of started.splice(0)) await stop(child);
  });

  afterAll(async () => {
    if (standIn) await stop(standIn);
    rmSync(home, { recursive: true, force: true });
  });

  /** Starts the server. Each has the models of the one before. @param change Changes the variables of its container. */
  async function server(change: (variables: Record<string, string>) => void = () => {}): Promise<string> {
    const port = await freePort();
    const folder = at("server");
    mkdirSync(folder, { recursive: true });
    const variables = plainVariables(
      serverEnvironment({
        database: { host: "db", port: 5432, role: "mlflow", loginSecret: "login" },
        region,
        hosts: [`127.0.0.1:${port}`],
      }),
    );
    change(variables);
    writeFileSync(
      path.join(folder, "basic_auth.ini"),
      basicAuthSettings("db", 5432, "a-password-of-the-test").replace(
        /^database_uri = .*$/m,
        `database_uri = sqlite:///${folder}/users.db`,
      ),
    );
    const ours = new Set(["--host=0.0.0.0", "--port=5000", "--workers=2"]);
    const args = serverArguments(`s3://${bucket}/mlflow`)
      .map(String)
      .filter((argument) => !ours.has(argument) && !argument.startsWith("--expose-prometheus"));
    const log = openSync(at("server.log"), "w");
    const child = spawn(program("mlflow"), [...args, "--host=127.0.0.1", `--port=${port}`, "--workers=1"], {
      cwd: folder,
      stdio: ["ignore", log, log],
      detached: true,
      env: {
        PATH: `${path.dirname(program("python"))}:${process.env.PATH}`,
        ...variables,
        ...proxy,
        // In the cluster: PostgreSQL, a Secret, and the role of the pod.
        MLFLOW_BACKEND_STORE_URI: `sqlite:///${folder}/mlflow.db`,
        MLFLOW_AUTH_CONFIG_PATH: path.join(folder, "basic_auth.ini"),
        MLFLOW_FLASK_SERVER_SECRET_KEY: "a-key-of-the-test",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "example",
      },
    });
    started.push(child);
    await healthy(`http://127.0.0.1:${port}`, child);
    return `http://127.0.0.1:${port}`;
  }

  async function healthy(address: string, child: ChildProcess): Promise<void> {
    const until = Date.now() + 240_000;
    while (Date.now() < until && child.exitCode === null) {
      const answer = await fetch(`${address}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(200);
    }
    throw new Error(`MLflow does not answer:\n${readFileSync(at("server.log"), "utf8").slice(-3000)}`);
  }

  /** Runs a script as a client in a pod of a team: no AWS credentials, no region. */
  function client(address: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const container = fetchContainer({
      model: { name: "churn", version: 1, digest, sizeGibibytes: 5 },
      fetchImage: "mlflow",
      mlflowSecret: "mlflow-login",
    });
    const { status, stdout, stderr } = spawnSync(program("python"), args, {
      cwd: home,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        ...plainVariables(container.env),
        ...proxy,
        MLFLOW_TRACKING_URI: address,
        MLFLOW_TRACKING_USERNAME: "admin",
        MLFLOW_TRACKING_PASSWORD: "a-password-of-the-test",
        ...more,
      },
    });
    return { status, stdout: stdout.trim(), stderr: stderr.trim() };
  }

  const register = (address: string, more: Readonly<Record<string, string>> = {}) =>
    client(address, [path.join(folder, "register.py"), "churn", at("model")], more);

  /** Takes the requests to S3 since the last call. */
  function requests(): z.output<typeof request>[] {
    const lines = readFileSync(at("requests.log"), "utf8").trim().split("\n");
    writeFileSync(at("requests.log"), "");
    return lines.flatMap((line) => (line === "" ? [] : [request.parse(JSON.parse(line))]));
  }

  it("has the version of MLflow that the platform runs", () => {
    const version = 'from importlib.metadata import version; print(version("mlflow"))';
    const { stdout } = spawnSync(program("python"), ["-c", version], { encoding: "utf8" });
    expect(`v${stdout.trim()}-full`).toBe(images.mlflow.version);
  });

  it("goes through presigned URLs of the bucket's region, up and down, and has its digest", async () => {
    const address = await server();
    // As files from 500 MiB do by default.
    const parts = {
      MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD: "true",
      MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE: String(5 * 1024 * 1024),
      MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE: String(5 * 1024 * 1024),
    };
    expect(register(address, parts)).toMatchObject({ status: 0 });
    const uploads = requests().filter(({ method, presigned }) => method === "PUT" && presigned);
    expect(uploads.map(({ status, region }) => [status, region])).toEqual([
      [200, region],
      [200, region],
    ]);
    const local = client(address, [script, "--print-folder", at("model")]).stdout;
    expect(client(address, [script, "--print", "churn", "1"])).toEqual({ status: 0, stdout: local, stderr: "" });
    const downloads = requests().filter(({ presigned }) => presigned);
    expect(downloads.length).toBeGreaterThanOrEqual(2);
    expect(new Set(downloads.map(({ status, host, region }) => `${status} ${host} ${region}`))).toEqual(
      new Set([`200 ${bucket}.s3.${region}.amazonaws.com ${region}`]),
    );
    mkdirSync(at("volume"));
    expect(client(address, [script, "churn", "1", local, at("volume")])).toMatchObject({ status: 0 });
    expect(readFileSync(at("volume/model/data/weights.bin"))).toEqual(readFileSync(at("model/data/weights.bin")));
    expect(client(address, [script, "churn", "1", digest, at("volume")])).toMatchObject({ status: 3 });
  });

  it("cannot be downloaded without AWS_DEFAULT_REGION: the URLs are signed for us-east-1", async () => {
    const address = await server((variables) => {
      expect(variables.AWS_REGION).toBe(region);
      expect(delete variables.AWS_DEFAULT_REGION).toBe(true);
    });
    // A pod tries for longer, with the same answer each time.
    const once = { MLFLOW_HTTP_REQUEST_MAX_RETRIES: "0" };
    const printed = client(address, [script, "--print", "churn", "1"], once);
    expect(printed).toMatchObject({ status: 1, stdout: "" });
    expect(requests().some(({ status, region }) => status !== 200 && region === "us-east-1")).toBe(true);
  });
});

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) return "";
  const [text] = await once(stdout.setEncoding("utf8"), "data");
  return String(text).trim();
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = ended(child);
  // The server has worker processes.
  process.kill(child.pid, "SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await gone;
  clearTimeout(timer);
}
