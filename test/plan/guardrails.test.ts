import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Waiver } from "../../components/settings/sections/guardrails";
import { stackType } from "../../core/graph/registration";
import { unknownToken } from "../../core/graph/tokens";
import { redacted } from "../../core/graph/wire";
import type { JsonObject } from "../../core/json/json";
import { planDocument, planText } from "../../plan/document";
import { planGuardrails } from "../../plan/guardrails";
import { fixtureFolder, fixtureSettings } from "../fixtures/fixtures";
import { copyCheckout } from "../support/checkout";
import { resource } from "../support/registration";

const settings = fixtureSettings("dev");
const token = unknownToken("urn:pulumi:dev::mlops::aws:kms/key:Key::key", "id");
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

function withWaivers(waivers: readonly Waiver[]) {
  return { ...settings, guardrails: { ...settings.guardrails, waivers: [...waivers] } };
}

/** Returns the verdicts of nodes-without-ssh on a launch template. */
function ssh(inputs: JsonObject, waivers: readonly Waiver[] = [], today = "2027-01-01") {
  const { verdicts } = planGuardrails(withWaivers(waivers), [resource(templateType, inputs)], today);
  return verdicts.filter(({ rule }) => rule === "nodes-without-ssh");
}

describe("a value in a message", () => {
  const messages = (keyName: string) => ssh({ keyName }).map(({ message }) => message);

  it("is shown after its path", () => {
    expect(messages("laptop")).toEqual(['keyName = "laptop": must not be set, because it allows SSH']);
  });

  it.each([
    ["a secret", redacted],
    ["unknown", token],
    ["unknown in part", `key-${token}`],
    ["long", "k".repeat(80)],
  ])("is left out where it is %s", (_, value) => {
    expect(messages(value)).toEqual(["keyName: must not be set, because it allows SSH"]);
  });
});

describe("the budget", () => {
  const stack = resource(stackType, {}, { name: "mlops-dev", custom: false });
  const budgeted = { ...settings, budget: { monthlyUsd: 100 } };
  const said = (expectedMonthlyUsd?: number) =>
    planGuardrails(budgeted, [stack], "2027-01-01", { expectedMonthlyUsd })
      .verdicts.filter(({ rule, status }) => rule === "monthly-budget" && status === "fail")
      .map(({ message }) => message);

  it("is judged by the cost that the plan expects", () => {
    expect(said(100)).toEqual([]);
    expect(said(100.01)).toEqual(["should not have a higher expected monthly cost than mlops:budget.monthlyUsd"]);
    expect(said()).toEqual([]);
  });

  it("is checked with the cost of the document's resources", () => {
    const { verdicts, cost } = planDocument("dev", { ...settings, budget: { monthlyUsd: 1 } }, [
      stack,
      resource("aws:eks/cluster:Cluster", {}, { name: "control-plane" }),
    ]);
    expect(cost.monthly.expected).toBeGreaterThan(1);
    expect(verdicts.filter(({ rule }) => rule === "monthly-budget").map(({ status }) => status)).toEqual(["fail"]);
  });
});

describe("a plan's verdicts", () => {
  const hidden = [
    resource("kubernetes:helm.sh/v3:Release", { name: "chart" }, { name: "chart" }),
    resource(
      "kubernetes:argoproj.io/v1alpha1:Application",
      { metadata: { namespace: "argocd" } },
      { name: "application" },
    ),
  ];

  it("name what hides its content from all rules", () => {
    const { verdicts, opaque } = planGuardrails(settings, hidden, "2027-01-01");
    expect(opaque).toEqual(hidden.map(({ urn }) => urn));
    const own = { rule: "opaque-content", severity: "medium", enforcement: "advisory", gate: "admission" };
    const common = { ...own, status: "deferred" };
    expect(verdicts).toEqual([
      {
        ...common,
        urn: opaque[0],
        message: "the plan does not contain the chart's objects; the cluster judges each object when Helm creates it",
        fix: "include them in the plan with npm run plan -- --charts DIR",
      },
      {
        ...common,
        urn: opaque[1],
        message:
          "the plan does not contain the Application's objects; the cluster judges each object when Argo CD creates it",
        fix: "",
      },
    ]);
  });

  it("have these keys in JSON, and no other", () => {
    const nodes = resource("mlops:index:Nodes", {}, { name: "nodes", custom: false });
    const template = resource(templateType, { keyName: "laptop" }, { parent: nodes.urn });
    const document = planDocument("dev", settings, [nodes, template, ...hidden], { today: "2027-01-01" });
    const plan = JSON.parse(planText(document));
    expect(plan.verdicts.length).toBeGreaterThan(3);
    for (const verdict of plan.verdicts) {
      expect(Object.keys(verdict)).toEqual(
        ["rule", "severity", "enforcement", "gate", "status", "urn", "component", "message", "fix"].sort(),
      );
    }
    expect(plan.verdicts.find(({ rule }: { rule: string }) => rule === "nodes-without-ssh")).toEqual({
      rule: "nodes-without-ssh",
      severity: expect.stringMatching(/^(low|medium|high|critical)$/),
      enforcement: "mandatory",
      gate: "plan",
      status: "fail",
      urn: template.urn,
      component: "nodes",
      message: 'keyName = "laptop": must not be set, because it allows SSH',
      fix: expect.stringMatching(/./),
    });
    expect(plan.opaque).toEqual(hidden.map(({ urn }) => urn));
  });

  it("are counted by rule and status, and those that passed are not listed", () => {
    const bad = resource(templateType, { keyName: "laptop" }, { name: "bad" });
    const good = resource(templateType, {}, { name: "good" });
    const waiver = { rule: "nodes-without-ssh", resource: "bad", reason: "ticket OPS-1234", expires: "2027-03-31" };
    const planWith = (waivers: readonly Waiver[]) =>
      planDocument("dev", withWaivers(waivers), [bad, good, ...hidden], { today: "2027-01-01" });
    const plan = JSON.parse(planText(planWith([])));
    expect(Object.keys(plan.verdictCounts)).toEqual(["rules", "total"]);
    expect(plan.verdictCounts.rules["nodes-without-ssh"]).toEqual({
      pass: 1,
      fail: 1,
      deferred: 0,
      waived: 0,
      error: 0,
    });
    expect(plan.verdictCounts.rules["opaque-content"]).toEqual({ pass: 0, fail: 0, deferred: 2, waived: 0, error: 0 });
    const statuses = plan.verdicts.map(({ status }: { status: string }) => status);
    expect(statuses).not.toContain("pass");
    for (const status of ["fail", "deferred", "waived", "error"]) {
      const listed = statuses.filter((one: string) => one === status).length;
      expect([status, plan.verdictCounts.total[status]]).toEqual([status, listed]);
    }
    const rules: Record<string, number>[] = Object.values(plan.verdictCounts.rules);
    expect(plan.verdictCounts.total.pass).toBe(rules.reduce((sum, { pass = 0 }) => sum + pass, 0));
    const waived = planWith([waiver]).verdictCounts.rules["nodes-without-ssh"];
    expect(waived).toEqual({ pass: 1, fail: 0, deferred: 0, waived: 1, error: 0 });
  });

  it("are waived by the settings on the given day", () => {
    const waiver = { rule: "nodes-without-ssh", resource: "th*g", reason: "ticket OPS-1234", expires: "2027-03-31" };
    const on = (today: string) => ssh({ keyName: "laptop" }, [waiver], today);
    expect(on("2027-03-31")).toMatchObject([
      {
        status: "waived",
        message: 'keyName = "laptop": must not be set, because it allows SSH; waived until 2027-03-31: ticket OPS-1234',
      },
    ]);
    expect(on("2027-04-01")).toMatchObject([
      {
        status: "fail",
        message: 'keyName = "laptop": must not be set, because it allows SSH; its waiver expired on 2027-03-31',
      },
    ]);
  });
});

describe("npm run plan", () => {
  let copy = "";

  beforeAll(() => {
    copy = mkdtempSync(path.join(os.tmpdir(), "mlops-"));
    copyCheckout(copy);
  });

  afterAll(() => rmSync(copy, { recursive: true }));

  /** With guardrails of the test's own. The plan takes today's day: waivers end in a hundred years. */
  function plan(guardrails: object, ...args: string[]) {
    const stackFile = readFileSync(path.join(fixtureFolder, "Pulumi.dev.yaml"), "utf8");
    writeFileSync(
      path.join(copy, "Pulumi.dev.yaml"),
      `${stackFile}\n  mlops:guardrails: ${JSON.stringify(guardrails)}\n`,
    );
    const env = { PATH: process.env.PATH, HOME: process.env.HOME };
    const command = ["--require", "./core/loader.cjs", "plan/cli.ts", ...args];
    return spawnSync(process.execPath, command, { cwd: copy, env, encoding: "utf8" });
  }

  const broken = [
    "Violations: 1",
    "  instance-types (medium, mandatory)",
    "    mlops-dev-compute-pool-gpu-l4: instance types must be listed and allowed by guardrails.instanceTypes: g6.xlarge, g6.2xlarge",
    "    fix: list the types in a requirement node.kubernetes.io/instance-type, or add them to guardrails.instanceTypes",
    "",
  ].join("\n");
  const instanceTypes = ["m*"];
  const waiver = {
    rule: "instance-types",
    resource: "mlops-dev-compute-pool-gpu-*",
    reason: "until the order of L4 is through",
    expires: "2126-03-31",
  };

  it("ends with status 1 after the whole report if a mandatory rule is violated", () => {
    const { status, stdout, stderr } = plan({ instanceTypes });
    expect(stdout).toContain(`\n${broken}`);
    expect(stdout).toMatch(/ 1 violation, \d+ warnings?, \d+ deferred\n/);
    expect(stderr).toMatch(/^planned in /);
    expect(status).toBe(1);
  });

  it("prints nothing else with --quiet, and still writes its files", () => {
    const { status, stdout, stderr } = plan({ instanceTypes }, "--quiet", "--json", "plan.json");
    expect([stdout, stderr, status]).toEqual([broken, "", 1]);
    const { verdicts } = JSON.parse(readFileSync(path.join(copy, "plan.json"), "utf8"));
    const failed = verdicts.filter(
      (one: { status: string; enforcement: string }) => one.status === "fail" && one.enforcement === "mandatory",
    );
    expect(failed.map(({ rule }: { rule: string }) => rule)).toEqual(["instance-types"]);
  });

  it("ends with status 0 and states the reason if the violation is waived", () => {
    const idle = { ...waiver, rule: "no-host-paths", resource: "DaemonSet/monitoring/node-agent" };
    const { status, stdout } = plan({ instanceTypes, waivers: [waiver, idle] });
    expect(stdout).toContain(
      [
        "\nWaived: 1",
        "  instance-types (medium, mandatory)",
        "    mlops-dev-compute-pool-gpu-l4: instance types must be listed and allowed by guardrails.instanceTypes: g6.xlarge, g6.2xlarge; waived until 2126-03-31: until the order of L4 is through\n",
      ].join("\n"),
    );
    expect(stdout).not.toContain("Violations: ");
    expect(stdout).toContain(
      [
        "\nWaivers without a violation: 1",
        "  no-host-paths for DaemonSet/monitoring/node-agent, until 2126-03-31: remove it, unless an object that a chart or a controller creates needs it\n",
      ].join("\n"),
    );
    expect(status).toBe(0);
  });

  it("ends with status 2 if a waiver names an unknown rule", () => {
    const { status, stdout, stderr } = plan({ waivers: [{ ...waiver, rule: "instance-type" }] });
    expect(stderr).toBe(
      [
        "Pulumi.dev.yaml has 1 problem:",
        '\n  mlops:guardrails.waivers[0].rule = "instance-type"',
        "    must be the name of a guardrail",
        "    fix: did you mean instance-types?\n",
      ].join("\n"),
    );
    expect([stdout, status]).toEqual(["", 2]);
  });
});
