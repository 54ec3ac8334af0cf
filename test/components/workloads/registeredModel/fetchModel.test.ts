import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../../support/plan";
import { withoutPython } from "../../../support/python";

const script = path.join(root, "components/workloads/registeredModel/fetch_model.py");

/**
 * A registry in a folder, `REGISTRY/<name>/<version>`. It counts its calls, and fails if the version does not exist.
 */
const registry = `import os, shutil
def download_artifacts(artifact_uri, dst_path):
    name, version = artifact_uri.removeprefix("models:/").split("/")
    with open(os.path.join(os.environ["REGISTRY"], "calls"), "a") as calls:
        calls.write(artifact_uri + "\\n")
    source = os.path.join(os.environ["REGISTRY"], name, version)
    if not os.path.isdir(source):
        open(os.path.join(dst_path, "half"), "w").close()
        raise RuntimeError("no version " + version)
    shutil.copytree(source, dst_path, dirs_exist_ok=True, symlinks=True)
    with open(os.path.join(dst_path, "registered_model_meta"), "w") as meta:
        meta.write("model_version: " + version)
    return dst_path
`;

/** What a model's digest is, said once more. */
function digestOf(files: Readonly<Record<string, string>>): string {
  const hex = (text: string) => createHash("sha256").update(text).digest("hex");
  const names = Object.keys(files).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return `sha256:${hex(names.map((name) => `${name}\0${hex(files[name] ?? "")}\n`).join(""))}`;
}

const model = { MLmodel: "flavors", "data/b.bin": "bb", "data/ä.bin": "aa", "data-1": "not in data", Z: "" };

describe.skipIf(withoutPython())("fetch_model.py", () => {
  let home = "";
  const at = (...parts: string[]) => path.join(home, ...parts);

  function write(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  }

  function run(...args: string[]) {
    return runWith({}, ...args);
  }

  function runWith(variables: Readonly<Record<string, string>>, ...args: string[]) {
    const own = { PYTHONPATH: at("library"), PYTHONDONTWRITEBYTECODE: "1", REGISTRY: at("registry") };
    const env = { ...process.env, ...own, ...variables };
    const { status, stdout, stderr } = spawnSync("python3", [script, ...args], { env, encoding: "utf8" });
    return { status, stdout: stdout.trim(), stderr: stderr.trim() };
  }

  const calls = () =>
    existsSync(at("registry/calls")) ? readFileSync(at("registry/calls"), "utf8").split("\n").length - 1 : 0;

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "fetch-model-"));
    write(at("library"), { "mlflow/__init__.py": "", "mlflow/artifacts.py": registry });
    write(at("registry/churn/3"), model);
    mkdirSync(at("volume"));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it("prints the digest of a version without the files that MLflow's client adds", () => {
    expect(run("--print", "churn", "3")).toEqual({ status: 0, stdout: digestOf(model), stderr: "" });
    write(at("here"), { ...model, registered_model_meta: "anything" });
    expect(run("--print-folder", at("here")).stdout).toBe(digestOf(model));
    write(at("here"), { "data/registered_model_meta": "a file of the model's" });
    expect(run("--print-folder", at("here")).stdout).not.toBe(digestOf(model));
  });

  it("writes only the model", () => {
    expect(run("churn", "3", digestOf(model), at("volume"))).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(at("volume"))).toEqual(["model"]);
    expect(readFileSync(at("volume/model/data/b.bin"), "utf8")).toBe("bb");
  });

  it("skips a complete download, and repeats an incomplete one", () => {
    const again = () => run("churn", "3", digestOf(model), at("volume"));
    again();
    expect(again()).toMatchObject({ status: 0, stdout: `churn/3 is here already: ${digestOf(model)}` });
    expect(calls()).toBe(1);
    writeFileSync(at("volume/model/Z"), "torn");
    expect(again()).toMatchObject({ status: 0, stdout: `churn/3 fetched: ${digestOf(model)}` });
    expect(calls()).toBe(2);
  });

  it("starts again after an interrupted attempt", () => {
    write(at("volume/incoming"), { half: "of another try" });
    expect(run("churn", "3", digestOf(model), at("volume"))).toMatchObject({ status: 0 });
    expect(run("--print-folder", at("volume/model")).stdout).toBe(digestOf(model));
  });

  it.each<[string, Record<string, string>]>([
    ["a changed file", { Z: "1" }],
    ["a further file", { more: "" }],
    ["a file elsewhere", { "data/Z": "" }],
  ])("rejects %s, and leaves no files", (_, changes) => {
    write(at("registry/churn/3"), changes);
    const actual = digestOf({ ...model, ...changes });
    expect(run("churn", "3", digestOf(model), at("volume"))).toEqual({
      status: 3,
      stdout: "",
      stderr:
        `refused: model churn/3 has the digest ${actual}, and ${digestOf(model)} was declared: its files have been ` +
        "replaced, or the digest is another version's",
    });
    expect(readdirSync(at("volume"))).toEqual([]);
  });

  it("rejects links, and a model without files", () => {
    symlinkSync("/etc/passwd", at("registry/churn/3/link"));
    expect(run("churn", "3", digestOf(model), at("volume"))).toMatchObject({
      status: 3,
      stderr: "refused: link is a link: a model consists of files",
    });
    mkdirSync(at("registry/churn/4"));
    expect(run("--print", "churn", "4")).toMatchObject({ status: 3, stderr: "refused: the model has no files" });
  });

  it("fails with a retryable status if the version does not exist, and leaves no files", () => {
    const failed = run("churn", "9", digestOf(model), at("volume"));
    expect(failed).toEqual({ status: 1, stdout: "", stderr: "failed: RuntimeError: no version 9" });
    expect(readdirSync(at("volume"))).toEqual([]);
  });

  it("ends after FETCH_SECONDS, even if MLflow's threads hang, and the next try begins again", () => {
    const hanging = `import concurrent.futures, os, time
def download_artifacts(artifact_uri, dst_path):
    open(os.path.join(dst_path, "half"), "w").close()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        pool.submit(time.sleep, 60).result()
`;
    write(at("library"), { "mlflow/artifacts.py": hanging });
    const limited = { FETCH_SECONDS: "1" };
    expect(runWith(limited, "churn", "3", digestOf(model), at("volume"))).toEqual({
      status: 1,
      stdout: "",
      stderr: "failed: the model is not fetched after 1 seconds",
    });
    write(at("library"), { "mlflow/artifacts.py": registry });
    expect(run("churn", "3", digestOf(model), at("volume"))).toMatchObject({ status: 0 });
    expect(readdirSync(at("volume"))).toEqual(["model"]);
  });

  it.each([[[]], [["churn", "3"]], [["--other", "churn", "3", "x"]]])("explains itself for %j", (args) => {
    const told = run(...args);
    expect(told.status).toBe(2);
    expect(told.stderr).toContain("fetch_model.py NAME VERSION DIGEST FOLDER");
  });
});
