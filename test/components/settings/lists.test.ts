import { describe, expect, it } from "vitest";
import { SettingsError } from "../../../components/settings/issues";
import { type ListPath, listPaths } from "../../../components/settings/listChecks";
import { parseSettings } from "../../../components/settings/parse";
import { settingsSchema } from "../../../components/settings/schema";
import { fixtureConfig } from "../../fixtures/fixtures";

const schema = settingsSchema("prod", "everything");
const paths = listPaths(schema);

/** Settings of the fixture that uses every section, as text by key. */
const base: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fixtureConfig("everything").config).map(([key, value]) => [key.replace(/^mlops:/, ""), value]),
);

/** Keys of records and indexes of lists that the fixture has. */
const named: Readonly<Record<string, string>> = {
  "compute.pools": "general",
  "data.buckets": "datasets",
  teams: "vision",
  "compute.capacityReservations": "l4",
};

/** The fixture's values with another list at a path. */
function withList(path: ListPath, list: unknown): Record<string, string> {
  const keys = path.map((key, index) => (key === "*" ? (named[path.slice(0, index).join(".")] ?? "0") : key));
  const [section = "", ...rest] = keys;
  if (rest.length === 0) return { ...base, [section]: JSON.stringify(list) };
  const value: unknown = JSON.parse(base[section] ?? "{}");
  let parent: unknown = value;
  for (const key of rest.slice(0, -1)) {
    if (typeof parent !== "object" || parent === null) throw new Error(`no ${key} in the fixture`);
    if (Reflect.get(parent, key) === undefined) Reflect.set(parent, key, {});
    parent = Reflect.get(parent, key);
  }
  if (typeof parent !== "object" || parent === null) throw new Error(`no ${path.join(".")} in the fixture`);
  Reflect.set(parent, rest.at(-1) ?? "", list);
  return { ...base, [section]: JSON.stringify(value) };
}

/** Problems of settings, as `path: message`; any other error than that of settings fails the test. */
function problems(values: Readonly<Record<string, string>>): string[] {
  try {
    parseSettings({ ruleNames: ["no-host-paths"], stack: "everything", values, secretKeys: [] });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const { message, fix } of error.issues) {
      expect(message).not.toBe("");
      expect(fix).not.toBe("");
    }
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  }
  return [];
}

function cluster(changes: object): Record<string, string> {
  return { ...base, cluster: JSON.stringify({ ...JSON.parse(base.cluster ?? "{}"), ...changes }) };
}

/** Blocks of one size, one after the other. */
function blocks(count: number, first: string): string[] {
  return Array.from({ length: count }, (_, index) => `${first}.${index}.0/24`);
}

describe("every list of the settings", () => {
  it("is found, also in records and lists", () => {
    const texts = paths.map((path) => path.join("."));
    expect(texts).toEqual(
      expect.arrayContaining([
        "zones",
        "cluster.publicAccessCidrs",
        "cluster.systemNodes.instanceTypes",
        "compute.pools.*.instanceTypes",
        "compute.pools.*.zones",
        "data.database.alarmEmails",
        "data.repositories",
        "teams.*.roles",
        "guardrails.waivers",
      ]),
    );
    expect(texts.length).toBeGreaterThanOrEqual(15);
  });

  const examples: Readonly<Record<string, unknown>> = {
    zones: "us-west-2a",
    "cluster.publicAccessCidrs": "198.51.100.0/24",
    "cluster.privateAccessCidrs": "192.168.7.0/24",
    "cluster.administratorRoleArns": "arn:aws:iam::444455556666:role/another",
    regionAlsoOffers: "g6.xlarge",
    "cluster.controlPlaneZones": "us-west-2a",
    "cluster.systemNodes.instanceTypes": "m7i.xlarge",
    "network.interfaceEndpoints": "sts",
    "compute.pools.*.instanceTypes": "m7i.xlarge",
    "compute.pools.*.capacityTypes": "on-demand",
    "compute.pools.*.zones": "us-west-2a",
    "data.database.alarmEmails": "ml-platform@example.com",
    "data.repositories": "another",
    "teams.*.roles": { arn: "arn:aws:iam::444455556666:role/another", access: "viewer" },
    "guardrails.registries": "ghcr.io/acme/",
    "guardrails.instanceTypes": "m7i.*",
    "guardrails.requiredTags": "owner",
    "guardrails.waivers": {
      rule: "no-host-paths",
      resource: "DaemonSet/monitoring/agent",
      reason: "the vendor's agent reads the node's logs",
      expires: "2099-01-01",
    },
  };

  it.each(paths.map((path) => [path.join("."), path] as const))("rejects a repeated entry of %s", (text, path) => {
    const example = examples[text];
    expect(example).toBeDefined();
    const at = path.map((key, index) => (key === "*" ? (named[path.slice(0, index).join(".")] ?? "0") : key)).join(".");
    expect(problems(withList(path, [example, example]))).toContain(`${at}.1: must be listed only once`);
  });

  it.each(paths.map((path) => [path.join("."), path] as const))(
    "reports what is wrong with %s, and never throws another error",
    (text, path) => {
      const wrong = [null, 7, "", {}, [], "x".repeat(10_000), Number.MAX_VALUE, [[["deep"]]], "__proto__"];
      expect(problems(withList(path, wrong)).length).toBeGreaterThan(0);
      for (const one of wrong) problems(withList(path, one));
      problems(withList(path, []));
      const many = Array.from({ length: 1000 }, () => examples[text]);
      expect(problems(withList(path, many)).length).toBeGreaterThan(0);
    },
  );
});

describe("lists that a service limits", () => {
  it("may have 40 public blocks, and not 41", () => {
    expect(problems(cluster({ publicAccessCidrs: blocks(40, "203.0") }))).toEqual([]);
    expect(problems(cluster({ publicAccessCidrs: blocks(41, "203.0") }))).toEqual([
      "cluster.publicAccessCidrs: must list at most 40 blocks: EKS accepts no more",
    ]);
  });

  it("may have 50 private blocks, and not 51", () => {
    expect(problems(cluster({ privateAccessCidrs: blocks(50, "192.168") }))).toEqual([]);
    expect(problems(cluster({ privateAccessCidrs: blocks(51, "192.168") }))).toEqual([
      "cluster.privateAccessCidrs: must list at most 50 blocks: they are rules of one security group",
    ]);
  });

  it("may have 20 instance types of system nodes, and not 21", () => {
    const types = Array.from({ length: 21 }, (_, index) => `m7i.${index}xlarge`);
    expect(problems(cluster({ systemNodes: { instanceTypes: types } }))).toContain(
      "cluster.systemNodes.instanceTypes: must list at most 20 instance types: EKS accepts no more",
    );
  });

  it("may have 40 tags, and not 41", () => {
    const tags = (count: number) => JSON.stringify(Object.fromEntries(blocks(count, "t").map((key) => [key, "x"])));
    expect(problems({ ...base, tags: tags(40) })).toEqual([]);
    expect(problems({ ...base, tags: tags(41) })).toEqual([
      "tags: must be at most 40 tags, not 41: AWS accepts 50 for each resource, and the platform, EKS and Karpenter add their own",
    ]);
  });

  it("may have 3000 access entries in all", () => {
    const roles = Array.from({ length: 3000 }, (_, index) => ({
      arn: `arn:aws:iam::444455556666:role/r${index}`,
      access: "viewer",
    }));
    expect(problems({ ...base, teams: JSON.stringify({ vision: { roles } }) })).toEqual([
      "teams: must list fewer roles: with the cluster's administrators they are 3002, and EKS accepts 3000 access entries for each cluster",
    ]);
  });
});

describe("lists of blocks", () => {
  it.each([
    [
      "of the service range",
      { privateAccessCidrs: ["172.20.0.0/24"] },
      "172.20.0.0/16): nodes would route responses to these addresses to Services",
      "cluster.serviceCidr",
    ],
    [
      "around the service range",
      { privateAccessCidrs: ["172.16.0.0/12"] },
      "172.20.0.0/16): nodes would route responses to these addresses to Services",
      "cluster.serviceCidr",
    ],
    [
      "of the VPC",
      { privateAccessCidrs: ["10.0.7.0/24"] },
      "10.0.0.0/16): a VPC does not route its own addresses to another network",
      "network.cidr",
    ],
  ])("rejects a private block %s", (_, changes, text, other) => {
    expect(problems(cluster(changes))).toEqual([
      `cluster.privateAccessCidrs.0: must not overlap mlops:${other} (${text}`,
    ]);
  });

  it("rejects a block that is part of another one", () => {
    expect(problems(cluster({ publicAccessCidrs: ["203.0.113.7/32", "203.0.113.0/24"] }))).toEqual([
      "cluster.publicAccessCidrs.0: must not be part of 203.0.113.0/24, which is in the same list",
    ]);
  });

  it.each(["10.0.0.0/7", "192.168.0.0/15", "010.0.0.0/24", "10.1.0.0/024"])(
    "rejects %s as a private block",
    (block) => {
      expect(problems(cluster({ privateAccessCidrs: [block] }))).toEqual([
        "cluster.privateAccessCidrs.0: must be a private IPv4 block that starts at its first address",
      ]);
    },
  );
});

describe("tags", () => {
  it.each(["Platform", "name", "ENVIRONMENT", "Managed-By"])("rejects %s, which the platform sets", (key) => {
    expect(problems({ ...base, tags: JSON.stringify({ [key]: "x" }) })).toEqual([
      `tags.${key}: must not be a tag that the platform sets: Name, platform, environment, managed-by`,
    ]);
  });

  it.each([
    [
      "cost&center",
      "x",
      "tags.cost&center: must contain only letters, digits, spaces and _ . : / = + - @: IAM, SQS, EFS and RDS accept no others",
    ],
    ["AWS:owner", "x", "tags.AWS:owner: must not start with aws:, which AWS reserves"],
    ["rds:owner", "x", "tags.rds:owner: must not start with rds:, which AWS reserves"],
    ["owner", "aws:me", "tags.owner: must not start with aws:, which AWS reserves"],
    [
      "owner",
      "a, b",
      "tags.owner: must contain only letters, digits, spaces and _ . : / = + - @: IAM, SQS, EFS and RDS accept no others",
    ],
    [
      "karpenter.sh/nodepool",
      "x",
      "tags.karpenter.sh/nodepool: must not start with karpenter.sh/: EKS and Karpenter set these tags",
    ],
    ["", "x", "tags.: must be a tag key of 1 to 128 characters"],
    ["k".repeat(129), "x", `tags.${"k".repeat(129)}: must be a tag key of 1 to 128 characters`],
    ["owner", "v".repeat(257), "tags.owner: must be at most 256 characters"],
  ])("rejects key %s with value %s", (key, value, problem) => {
    expect(problems({ ...base, tags: JSON.stringify({ [key]: value }) })).toEqual([problem]);
  });

  it("accepts letters of all languages, spaces and the signs that all services accept", () => {
    const tags = { "Kostenstelle für ML": "a.b:c/d=e+f-g@h_i", empty: "" };
    expect(problems({ ...base, tags: JSON.stringify(tags) })).toEqual([]);
  });

  it("rejects keys that differ by case only", () => {
    expect(problems({ ...base, tags: JSON.stringify({ owner: "a", Owner: "b" }) })).toEqual([
      "tags.Owner: must differ from owner by more than case: IAM treats both as one key",
    ]);
  });
});
