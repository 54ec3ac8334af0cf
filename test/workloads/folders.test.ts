import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { images } from "../../components/versions/images";
import { root } from "../support/plan";

const workloads = readdirSync(path.join(root, "workloads"), { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "pyproject.toml" && !file.includes(`${path.sep}.`))
  .map((file) => path.dirname(file));

const read = (...parts: string[]) => readFileSync(path.join(root, "workloads", ...parts), "utf8");

describe.each(workloads)("workloads/%s", (workload) => {
  it("has a suite in npm run test:workloads, and a row in the README", () => {
    expect(existsSync(path.join(root, "test/workloads", `${workload}.suite.ts`))).toBe(true);
    expect(read("README.md")).toContain(`| [${workload}](${workload}) |`);
  });

  it("has locks with hashes, for the Python versions that it names", () => {
    expect(read(workload, "pyproject.toml")).toContain('requires-python = ">=3.11,<3.14"');
    for (const lock of ["requirements.txt", "requirements-dev.txt"]) {
      const content = read(workload, lock);
      expect(content).toMatch(/^[a-z0-9-]+==\S+ \\\n {4}--hash=sha256:[0-9a-f]{64}/m);
      // Hosts of a package index belong to the machine that installs.
      expect(content).not.toMatch(/https?:|--index-url/);
    }
  });

  it("is built on the platform's Python image, and runs as a user without rights", () => {
    const file = read(workload, "Dockerfile");
    const { repository, version } = images.python;
    expect(file).toContain(`ARG PYTHON_IMAGE=${repository}:${version}\n`);
    const base = ["$", "{PYTHON_IMAGE}"].join("");
    expect(file.match(/^FROM .*$/gm)).toEqual([`FROM ${base} AS build`, `FROM ${base}`]);
    const [, last = ""] = file.split(/^FROM \$\{PYTHON_IMAGE\}$/m);
    expect(last).toContain("\nUSER 1000:1000\n");
    expect(last).not.toMatch(/\b(?:pip|apt-get)\b/);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).toContain("org.opencontainers.image.revision");
    expect(file).toContain("--require-hashes --only-binary :all:");
  });
});
