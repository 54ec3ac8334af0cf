import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartNamed } from "../../components/services/charts";
import { fixtureFolder } from "../fixtures/fixtures";
import { fakeHelm, giveChart } from "../support/charts";
import { copyCheckout } from "../support/checkout";
import { root } from "../support/plan";

/** A copy of the project, whose settings the tests may break. Dependencies are the project's own. */
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), "mlops-"));
  copyCheckout(copy);
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command of `npm run plan -- …`, without npm and without the caller's environment. */
function plan(...args: string[]): Run {
  return planIn({}, ...args);
}

function planIn(more: NodeJS.ProcessEnv, ...args: string[]): Run {
  const command = ["--require", "./core/loader.cjs", "plan/cli.ts", ...args];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...more };
  return spawnSync(process.execPath, command, { cwd: copy, env, encoding: "utf8" });
}

function planWith(stackFile: string): Run {
  const file = path.join(copy, "Pulumi.dev.yaml");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, stackFile);
  const run = plan();
  writeFileSync(file, before);
  return run;
}

function expectUserError({ status, stdout, stderr }: Run, ...texts: string[]): void {
  for (const text of texts) expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stdout).toBe("");
  expect(status).toBe(2);
}

describe("npm run plan", () => {
  const written = (name: string) => path.join(copy, name);
  /** A plan that is read in a terminal, and one that writes all its files: most tests look at these two. */
  let printed: Run = { status: null, stdout: "", stderr: "" };
  let quiet: Run = printed;

  beforeAll(() => {
    printed = plan("--json", "one.json");
    const files = ["--json", "two.json", "--markdown", "plan.md", "--html", "plan.html", "--manifests", "manifests"];
    quiet = plan(...files, "--quiet");
  });

  it("is what the tests run", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(scripts.plan).toBe("node --require ./core/loader.cjs plan/cli.ts");
  });

  it("prints the dev plan, without colors if the output is not a terminal", () => {
    const { status, stdout, stderr } = printed;
    expect(stderr).toMatch(/^planned in \d+\.\d s\n$/);
    expect(stdout).toMatch(/^mlops-dev {2}stack dev, environment dev, us-west-2, account 111122223333\n/);
    expect(stdout).not.toContain("ec2.Vpc");
    expect(stdout.split("\n").length).toBeLessThan(60);
    expect(stdout).not.toContain(String.fromCharCode(27));
    expect(status).toBe(0);
  });

  it("prints the tree on demand, as a whole or of one component", () => {
    expect(plan("--tree").stdout).toMatch(/ec2\.Vpc \(10\.20\.0\.0\/16\)[\s\S]*\nmlops-dev {2}stack dev/);
    const one = plan("--component", "data", "--depth", "1");
    expect(one.stdout).toMatch(/^data DataStores \d+\n├─ bucket-artifacts ArtifactBucket \d+\n/);
    expect(one.stdout).not.toContain("s3.Bucket");
    expectUserError(
      plan("--component", "dta"),
      "--component dta is not a component of this plan\n  fix: did you mean data?",
    );
  });

  it("writes the same JSON every time, with paths of the project", () => {
    const [one, two] = ["one.json", "two.json"].map((name) => readFileSync(written(name), "utf8"));
    expect(one).toBe(two);
    expect(one).not.toContain(copy);
    expect(JSON.parse(one ?? "").resources).toContainEqual(
      expect.objectContaining({ name: "mlops-dev-network", source: expect.stringMatching(/^components\//) }),
    );
  });

  it("writes a comment and a page", () => {
    expect(quiet).toMatchObject({ stdout: "", status: 0 });
    expect(readFileSync(written("plan.md"), "utf8")).toMatch(/^## Plan of mlops-dev\n/);
    expect(readFileSync(written("plan.html"), "utf8")).toMatch(/^<!doctype html>\n/);
  });

  it("compares with an earlier plan, in the terminal and in JSON", () => {
    const earlier = readFileSync(written("one.json"), "utf8");
    const same = plan("--against", "one.json");
    expect(same.stdout).toContain("\nchanges against a plan of stack dev\n\n  nothing changed; cost unchanged\n");
    writeFileSync(written("before.json"), earlier.replaceAll("10.20.128.0/22", "10.20.64.0/22"));
    const { stdout, status } = plan("--against", "before.json", "--json", "after.json");
    const refused =
      "EC2 does not change the block of a subnet, and does not delete a subnet in use (by mlops-dev-network-nat-gateway): keep 10.20.64.0/22";
    expect(stdout).toContain(
      `Look at these first: 2\n  replace ec2.Subnet network / public / a\n    refused by AWS: ${refused}\n    cidrBlock: 10.20.64.0/22 → 10.20.128.0/22\n`,
    );
    expect(JSON.parse(readFileSync(written("after.json"), "utf8")).changes).toContainEqual({
      urn: expect.stringMatching(/::mlops-dev-network-public-a$/),
      kind: "update",
      replaces: "yes",
      guard: "none",
      refused,
      effects: [],
      paths: ["cidrBlock"],
      costDelta: { minimum: 0, expected: 0, maximum: 0 },
    });
    expect(status).toBe(1);
    expect(plan("--against", "before.json", "--quiet").stdout).toBe(
      `refused by AWS ec2.Subnet network / public / a: ${refused}\n`,
    );
  });

  it("writes manifests", () => {
    expect(quiet.status).toBe(0);
    const files = readdirSync(written("manifests"), { recursive: true, encoding: "utf8" });
    expect(files).toEqual(
      expect.arrayContaining([".mlops-plan", path.join("objects", "cluster", "storageclass-gp3.yaml")]),
    );
  });

  it("renders charts and judges their objects, which are in no other output", () => {
    const [charts, json, manifests] = ["charts", "charts.json", "charts-manifests"].map((name) =>
      path.join(copy, name),
    );
    const { version } = chartNamed("cert-manager");
    giveChart(charts ?? "", "cert-manager", version);
    const object =
      "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {template: {spec: {hostPID: true}}}}";
    const HELM = fakeHelm(copy, `echo '${object}'`);
    const args = ["--charts", charts ?? "", "--json", json ?? "", "--manifests", manifests ?? ""];
    const { status, stdout, stderr } = planIn({ HELM }, ...args);
    expect(stdout).toContain("\n  Charts      1 object of 1 chart rendered\n");
    expect(stderr).toContain(
      `warning: --charts: karpenter ${chartNamed("karpenter").version} is not rendered, and its objects are not judged: `,
    );
    expect(stderr).not.toContain("cert-manager");
    const { resources, opaque, cost } = JSON.parse(readFileSync(json ?? "", "utf8"));
    const [rendered] = resources.filter(({ renderedFrom }: { renderedFrom?: string }) => renderedFrom);
    expect(rendered).toMatchObject({
      component: "mlops-dev-cert-manager-chart",
      inputs: { metadata: { name: "agent" } },
    });
    expect(opaque).not.toContain(rendered.renderedFrom);
    expect(JSON.stringify(cost)).not.toContain(rendered.urn);
    expect(
      readdirSync(manifests ?? "", { recursive: true }).filter((file) => String(file).includes("daemonset-agent")),
    ).toEqual([]);
    expect(status).toBe(0);
  });

  it("explains itself", () => {
    const { status, stdout } = plan("--help");
    expect(stdout).toContain("exit status: 0 planned");
    expect(status).toBe(0);
  });
});

describe("mistakes end with status 2, a fix and no stack trace:", () => {
  it("five in the settings, all at once", () => {
    const dev = readFileSync(path.join(fixtureFolder, "Pulumi.dev.yaml"), "utf8");
    const broken = dev
      .replace('"111122223333"', "11112222333")
      .replace("mlops:region: us-west-2", "mlops:region: Dublin")
      .replace("natGateways: single", "natGateway: single")
      .replace('version: "1.35"', "version: 1.35")
      .replace("[203.0.113.0/24]", "[10.0.0.0/8]");
    expectUserError(
      planWith(broken),
      "Pulumi.dev.yaml has 5 problems:",
      'mlops:accountId = "11112222333"\n    must be an AWS account number of 12 digits\n    fix: ',
      'mlops:region = "Dublin"\n    must be an AWS region\n    fix: ',
      "mlops:network.natGateway\n    is not a setting\n    fix: did you mean mlops:network.natGateways?",
      'mlops:cluster.version = 1.35\n    must be one of 1.34, 1.35, 1.36\n    fix: put it in quotes: "1.35"',
      'mlops:cluster.publicAccessCidrs[0] = "10.0.0.0/8"\n    must be a public IPv4 block',
    );
  });

  it("an empty file", () => {
    expectUserError(planWith(""), "mlops:accountId\n    is missing\n    fix: add it: ");
  });

  it("wrong types", () => {
    expectUserError(
      planWith("config: { mlops:zones: 5, mlops:network: [1], mlops:tags: true }"),
      "must be a list, not a number",
      "must be a set of keys, not a list",
      "must be a set of keys, not true or false",
    );
  });

  it("text that is not YAML", () => {
    expectUserError(planWith("config: [\n"), "Pulumi.dev.yaml is not YAML: ");
  });

  it("a stack without an environment in its name or its settings", () => {
    cpSync(path.join(copy, "Pulumi.dev.yaml"), path.join(copy, "Pulumi.eu.yaml"));
    expectUserError(
      plan("--stack", "eu"),
      "Pulumi.eu.yaml has 1 problem:",
      "mlops:environment\n    is missing, and the stack's name, eu, is not one of dev, staging, prod\n    fix: add mlops:environment",
    );
  });

  it("an unknown stack", () => {
    expectUserError(
      plan("--stack", "live"),
      'stack "live" does not exist: there is no file Pulumi.live.yaml',
      "fix: use one of",
    );
  });

  it("an unknown option", () => {
    expectUserError(plan("--jsn", "x"), "Unknown option '--jsn'", "fix: see npm run plan -- --help");
  });

  it("an invalid earlier plan", () => {
    expectUserError(plan("--against", "Pulumi.dev.yaml"), "--against Pulumi.dev.yaml is not JSON: ", "fix: ");
    expectUserError(plan("--against", "package.json"), "--against package.json is ", "fix: ");
    expectUserError(plan("--against", "none.json"), "--against none.json cannot be read: ", "fix: ");
  });

  it("missing charts, and missing Helm", () => {
    const HELM = fakeHelm(copy, "true");
    const empty = path.join(copy, "no-charts");
    mkdirSync(empty);
    expectUserError(planIn({ HELM }, "--charts", "none"), "--charts none is not a folder", "fix: ");
    expectUserError(planIn({ HELM }, "--charts", empty), `--charts ${empty} has none of the plan's charts:\n`, "fix: ");
    expectUserError(planIn({ HELM: "none" }, "--charts", empty), "HELM is none, which cannot be run", "fix: ");
  });

  it("a file that cannot be written", () => {
    const index = path.join(copy, "index.ts");
    const before = readFileSync(index, "utf8");
    writeFileSync(index, "export const nothing = true;\n");
    const run = plan("--json", "no/such/folder/plan.json");
    writeFileSync(index, before);
    expectUserError(run, "--json no/such/folder/plan.json cannot be written");
  });
});

describe("a workload of an unknown team", () => {
  it("ends with status 2 and lists the teams", () => {
    const file = path.join(copy, "teams/vision.ts");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace('workspace("vision")', 'workspace("vison")'));
    const { status, stderr } = plan();
    writeFileSync(file, before);
    expect(stderr).toBe(
      [
        'team "vison" must be a team of stack dev, one of: vision',
        '  fix: did you mean "vision"? Otherwise add the team to mlops:teams in Pulumi.dev.yaml, or check platform.hasTeam("vison") first\n',
      ].join("\n"),
    );
    expect(status).toBe(2);
  });
});

describe("a program that fails", () => {
  it("ends with status 3 and the location of the error", () => {
    const index = path.join(copy, "index.ts");
    const before = readFileSync(index, "utf8");
    writeFileSync(index, `${before}\nthrow new Error("out of flour");\n`);
    const { status, stderr } = plan();
    writeFileSync(index, before);
    expect(stderr).toMatch(/^Error: out of flour\n +at .*index\.ts:\d+/);
    expect(status).toBe(3);
  });
});
