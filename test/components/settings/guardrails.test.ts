import { describe, expect, it } from "vitest";
import { SettingsError } from "../../../components/settings/issues";
import { parseSettings } from "../../../components/settings/parse";
import { ruleNames } from "../../../policies/catalogue";

function parsed(guardrails: unknown, stack = "dev") {
  const values = {
    accountId: "111122223333",
    region: "us-west-2",
    zones: '["us-west-2a","us-west-2b","us-west-2c"]',
    deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
    cluster: '{"publicAccessCidrs":["203.0.113.0/24"]}',
    ...(guardrails !== undefined && { guardrails: JSON.stringify(guardrails) }),
  };
  return parseSettings({ ruleNames: ruleNames(), stack, values, secretKeys: [] }).guardrails;
}

/** Lines of the message of the one problem. */
function problem(guardrails: unknown): string[] {
  try {
    parsed(guardrails);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const [head, ...lines] = error.message.split("\n");
    expect(head).toBe("Pulumi.dev.yaml has 1 problem:");
    return lines.map((line) => line.trim()).filter(Boolean);
  }
  throw new Error("the settings passed");
}

const waiver = {
  rule: "no-host-paths",
  resource: "DaemonSet/monitoring/node-agent",
  reason: "the vendor's agent; ticket OPS-1234",
  expires: "2027-03-31",
};

describe("guardrails' settings", () => {
  it("default to the preset: prod allows all instance types", () => {
    const rest = { registries: [], requiredTags: [], gpusPerPod: 8, waivers: [] };
    expect(parsed(undefined, "prod")).toEqual({ ...rest, instanceTypes: ["*"] });
    expect(parsed({}, "prod")).toEqual(parsed(undefined, "prod"));
    const { instanceTypes, ...others } = parsed(undefined);
    expect(others).toEqual(rest);
    expect(instanceTypes).toContain("g6.*");
    expect(instanceTypes).not.toContain("*");
  });

  it("use the given values", () => {
    const said = {
      registries: ["ghcr.io/acme/", "localhost:5000/"],
      instanceTypes: ["m7i.*", "p5.48xlarge"],
      requiredTags: ["owner"],
      gpusPerPod: 1,
      waivers: [waiver, { ...waiver, resource: "mlops-dev-*" }],
    };
    expect(parsed(said)).toEqual(said);
  });
});

describe("a wrong value is reported with a fix:", () => {
  const bad = "mlops:guardrails";
  const registry = [
    "must be a prefix of images that ends with a slash",
    "fix: use the first part of the image's name, such as ghcr.io/acme/",
  ];
  it.each([
    ["ghcr.io/acme", registry],
    ["https://ghcr.io/acme/", registry],
    ["GHCR.io/acme/", registry],
  ])("the registry %s", (value, lines) => {
    expect(problem({ registries: [value] })).toEqual([`${bad}.registries[0] = "${value}"`, ...lines]);
  });

  it.each([
    ["rule", "No Host Paths", "must be the name of a rule", "use the name of a rule in docs/rules.md"],
    [
      "resource",
      "DaemonSet/node-agent",
      "must be the name of a resource, or Kind/namespace/name",
      "use the full name, such as labels-server where the report shows labels / server, or Kind/namespace/name",
    ],
    [
      "resource",
      "DaemonSet//node-agent",
      "must be the name of a resource, or Kind/namespace/name",
      "use the full name, such as labels-server where the report shows labels / server, or Kind/namespace/name",
    ],
    [
      "reason",
      "because",
      "must give a reason of at least 10 characters",
      "state why the rule does not apply here, with a reference such as a ticket",
    ],
    ["expires", "31.3.2027", "must be a date of the form YYYY-MM-DD", "use a date such as 2027-03-31"],
    ["expires", "2027-02-30", "must be a date of the form YYYY-MM-DD", "use a date such as 2027-03-31"],
    [
      "resource",
      "labels / server",
      "must be the name of a resource, or Kind/namespace/name",
      "use the full name, such as labels-server where the report shows labels / server, or Kind/namespace/name",
    ],
    ["expires", "2027-3-1", "must be a date of the form YYYY-MM-DD", "use a date such as 2027-03-31"],
  ])("a waiver's %s %s", (key, value, message, fix) => {
    expect(problem({ waivers: [waiver, { ...waiver, [key]: value }] })).toEqual([
      `${bad}.waivers[1].${key} = "${value}"`,
      message,
      `fix: ${fix}`,
    ]);
  });

  it("a waiver without a reason", () => {
    const { reason: _, ...without } = waiver;
    expect(problem({ waivers: [without] })).toEqual([
      `${bad}.waivers[0].reason`,
      "is missing",
      expect.stringMatching(/^fix: /),
    ]);
  });

  it("a waiver with another key", () => {
    const [at, message] = problem({ waivers: [{ ...waiver, until: "2027-03-31" }] });
    expect([at, message]).toEqual([`${bad}.waivers[0].until`, "is not a setting"]);
  });

  it("a type of instance", () => {
    expect(problem({ instanceTypes: ["M7I.large"] })).toEqual([
      `${bad}.instanceTypes[0] = "M7I.large"`,
      "must be an instance type, or a pattern with *",
      "fix: use a type such as m7i.large, or a pattern such as m7i.* for a family",
    ]);
  });

  it("no type of instance", () => {
    expect(problem({ instanceTypes: [] })).toEqual([
      `${bad}.instanceTypes = []`,
      "must list at least one instance type: otherwise no node may start",
      "fix: list types such as m7i.large, or patterns such as m7i.* for a family",
    ]);
  });

  it.each([
    ["no-host-path", "did you mean no-host-paths?"],
    ["no-such-rule-anywhere", "use a name from docs/rules.md"],
  ])("a waiver of %s, which must be the name of a guardrail", (rule, fix) => {
    expect(problem({ waivers: [waiver, { ...waiver, rule }] })).toEqual([
      `${bad}.waivers[1].rule = "${rule}"`,
      "must be the name of a guardrail",
      `fix: ${fix}`,
    ]);
  });

  it("together with other problems", () => {
    const wrong = () => parsed({ gpusPerPod: 0, waivers: [{ ...waiver, rule: "no-host-path" }] });
    expect(wrong).toThrow(/^Pulumi.dev.yaml has 2 problems:/);
  });

  it("a tag without a name", () => {
    expect(problem({ requiredTags: ["owner", ""] })).toEqual([
      `${bad}.requiredTags[1] = ""`,
      "must not be empty",
      "fix: use the key of a tag, such as owner",
    ]);
  });

  it.each([
    [0, "must be a whole number from 1 to 64"],
    [65, "must be a whole number from 1 to 64"],
    [1.5, "must be a whole number"],
  ])("%s accelerators of a pod", (value, message) => {
    expect(problem({ gpusPerPod: value })).toEqual([
      `${bad}.gpusPerPod = ${value}`,
      message,
      "fix: use a whole number from 1 to 64, such as 8",
    ]);
  });

  it("another key", () => {
    const [at, message, fix] = problem({ registry: [] });
    expect([at, message]).toEqual([`${bad}.registry`, "is not a setting"]);
    expect(fix).toContain("mlops:guardrails.registries");
  });
});
