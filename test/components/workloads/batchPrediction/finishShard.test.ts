import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../../support/plan";

const script = path.join(root, "components/workloads/batchPrediction/finish_shard.sh");

/**
 * A bucket in a folder, for the script's calls of the AWS CLI. Its lists are consistent as those of S3: a written
 * object is visible immediately. Not tested: that the role may write and list there.
 */
const aws = `#!/bin/sh
set -eu
[ -z "\${REFUSED:-}" ] || { echo "AccessDenied" >&2; exit 1; }
case "$1 $2" in
  "s3 cp")
    shift 2
    [ "$1 $2" = "--only-show-errors -" ]
    file="$BUCKET/\${3#s3://bucket/}"
    mkdir -p "$(dirname "$file")"
    cat > "$file.part.$$" && mv "$file.part.$$" "$file" ;;
  "s3 ls")
    folder="$BUCKET/\${3#s3://bucket/}"
    for one in "$folder"*; do
      case $one in *.part.*) ;; *) echo "2026-11-28 03:00:00          1 \${one##*/}" ;; esac
    done ;;
  *) exit 2 ;;
esac
`;

describe("finish_shard.sh", () => {
  let home = "";
  const at = (...parts: string[]) => path.join(home, ...parts);

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "finish-shard-"));
    mkdirSync(at("bin"));
    writeFileSync(at("bin/aws"), aws);
    chmodSync(at("bin/aws"), 0o755);
  });

  afterEach(() => rmSync(home, { recursive: true }));

  function finish(index: number, count: number, { run = "run-1", refused = "" } = {}) {
    const env = { PATH: `${at("bin")}:${process.env.PATH}`, BUCKET: at("bucket"), REFUSED: refused };
    const args = [script, `s3://bucket/out/${run}`, String(index), String(count), "churn/3@sha256:0a"];
    const child = spawn("/bin/sh", args, { env });
    return new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
  }

  const success = (run = "run-1") => at("bucket/out", run, "_SUCCESS");

  it("writes _SUCCESS after the last shard, regardless of their order", async () => {
    for (const index of [2, 0]) {
      expect(await finish(index, 3)).toBe(0);
      expect(existsSync(success())).toBe(false);
    }
    expect(await finish(1, 3)).toBe(0);
    expect(JSON.parse(readFileSync(success(), "utf8"))).toEqual({ model: "churn/3@sha256:0a", shards: 3 });
    expect(readdirSync(at("bucket/out/run-1/_shards")).sort()).toEqual(["0", "1", "2"]);
  });

  it("writes _SUCCESS for a single shard", async () => {
    expect(await finish(0, 1)).toBe(0);
    expect(existsSync(success())).toBe(true);
  });

  it("counts a shard that ran twice once, and ignores other files", async () => {
    mkdirSync(at("bucket/out/run-1/_shards"), { recursive: true });
    for (const name of ["notes", "7", "1.tmp"]) writeFileSync(at("bucket/out/run-1/_shards", name), "");
    await finish(0, 3);
    await finish(0, 3);
    await finish(2, 3);
    expect(existsSync(success())).toBe(false);
  });

  it("does not mix two runs", async () => {
    await finish(0, 2, { run: "run-1" });
    await finish(1, 2, { run: "run-2" });
    expect([success("run-1"), success("run-2")].filter((file) => existsSync(file))).toEqual([]);
  });

  it("writes _SUCCESS if all shards end at the same time", async () => {
    const count = 12;
    const ended = await Promise.all(Array.from({ length: count }, (_, index) => finish(index, count)));
    expect(new Set(ended)).toEqual(new Set([0]));
    expect(existsSync(success())).toBe(true);
  });

  it("fails if S3 rejects the marker, so that the shard is retried", async () => {
    expect(await finish(0, 1, { refused: "yes" })).not.toBe(0);
    expect(existsSync(success())).toBe(false);
  });
});
