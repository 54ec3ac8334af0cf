import { describe, expect, it } from "vitest";
import { SettingsError } from "../../../components/settings/issues";
import { parseSettings } from "../../../components/settings/parse";

const right: Readonly<Record<string, string>> = {
  accountId: "111122223333",
  region: "us-west-2",
  zones: '["us-west-2a","us-west-2b","us-west-2c"]',
  deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
  cluster: '{"publicAccessCidrs":["203.0.113.0/24"]}',
};

function without(key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(right).filter(([name]) => name !== key));
}

/** The message of the one error that settings lead to. */
function message(values: Readonly<Record<string, string>>, stack = "dev", secretKeys: string[] = []): string {
  try {
    parseSettings({ ruleNames: [], stack, values, secretKeys });
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("the settings passed");
}

/** Returns the message below the first line for one wrong value. */
function problem(key: string, value: string): string[] {
  const [head, ...lines] = message({ ...right, [key]: value }).split("\n");
  expect(head).toBe("Pulumi.dev.yaml has 1 problem:");
  return lines.map((line) => line.trim()).filter(Boolean);
}

describe("right settings", () => {
  it("get defaults from the environment in the stack's name", () => {
    const settings = parseSettings({ ruleNames: [], stack: "dev", values: right, secretKeys: [] });
    expect(settings).toMatchObject({ environment: "dev", name: "mlops-dev", deletionProtection: false });
    expect(settings.network).toEqual({
      cidr: "10.0.0.0/16",
      natGateways: "single",
      interfaceEndpoints: [],
      flowLogRetentionDays: 7,
    });
  });

  it("may set the environment if the stack's name does not contain it", () => {
    const values = { ...right, environment: "prod" };
    const settings = parseSettings({ ruleNames: [], stack: "prod-us", values, secretKeys: [] });
    expect(settings).toMatchObject({ environment: "prod", name: "mlops-prod-us", deletionProtection: true });
    expect(settings.network.natGateways).toBe("perZone");
  });

  it("may be booleans and numbers, which Pulumi passes as text", () => {
    const values = { ...right, deletionProtection: "true", network: '{"flowLogRetentionDays":14}' };
    const settings = parseSettings({ ruleNames: [], stack: "dev", values, secretKeys: [] });
    expect(settings.deletionProtection).toBe(true);
    expect(settings.network.flowLogRetentionDays).toBe(14);
  });
});

describe("a wrong value", () => {
  it.each([
    [
      "accountId",
      "1.2345678901e+10",
      'mlops:accountId = "1.2345678901e+10"',
      "must be an AWS account number of 12 digits",
      'fix: write all 12 digits in quotes, as `aws sts get-caller-identity --query Account` prints them: "111122223333"',
    ],
    [
      "region",
      "Ireland",
      'mlops:region = "Ireland"',
      "must be an AWS region",
      "fix: use a region's code, such as us-west-2: `aws account list-regions` lists the account's regions",
    ],
    [
      "zones",
      '["us-west-2a","b"]',
      'mlops:zones[1] = "b"',
      "must be an availability zone",
      "fix: use the zone's full name, region and letter, such as us-west-2a",
    ],
    [
      "zones",
      '["us-west-2a"]',
      'mlops:zones = ["us-west-2a"]',
      "must list at least 2 zones: EKS requires subnets in two",
      "fix: list zones of the region, such as [us-west-2a, us-west-2b, us-west-2c]",
    ],
    [
      "zones",
      "us-west-2a",
      'mlops:zones = "us-west-2a"',
      "must be a list, not text",
      "fix: list zones of the region, such as [us-west-2a, us-west-2b, us-west-2c]",
    ],
    [
      "deployerRoleArn",
      "arn:aws:sts::111122223333:assumed-role/deployer/me",
      'mlops:deployerRoleArn = "arn:aws:sts::111122223333:assumed-role/deployer/me"',
      "must be the ARN of an IAM role",
      "fix: use the ARN of the role (arn:aws:iam::ACCOUNT:role/NAME), not of a session (arn:aws:sts::…:assumed-role/…)",
    ],
    [
      "environment",
      "production",
      'mlops:environment = "production"',
      "must be one of dev, staging, prod",
      "fix: use one of them",
    ],
    [
      "name",
      "MLOps",
      'mlops:name = "MLOps"',
      "must be 2 to 24 lower-case letters, digits and hyphens",
      "fix: begin with a letter and end with a letter or a digit, such as mlops-dev",
    ],
    [
      "deletionProtection",
      "yes",
      'mlops:deletionProtection = "yes"',
      "must be true or false, not text",
      "fix: write it without quotes, such as true",
    ],
    ["tags", '{"owner":1}', "mlops:tags.owner = 1", "must be text, not a number", 'fix: put it in quotes: "1"'],
    [
      "tags",
      '{"aws:owner":"me"}',
      "mlops:tags.aws:owner",
      "must not start with aws:, which AWS reserves",
      "fix: rename it, such as aws-owner",
    ],
    [
      "network",
      '{"cidr":"10.0.0.0/24"}',
      'mlops:network.cidr = "10.0.0.0/24"',
      "must be a private IPv4 block from /16 to /20 that starts at its first address",
      "fix: use a private block that no connected network uses, such as 10.20.0.0/16",
    ],
    [
      "network",
      '{"natGateways":"per-zone"}',
      'mlops:network.natGateways = "per-zone"',
      "must be one of none, single, perZone",
      "fix: did you mean perZone?",
    ],
    [
      "network",
      '{"interfaceEndpoints":["ecr.apis"]}',
      'mlops:network.interfaceEndpoints[0] = "ecr.apis"',
      "must be one of autoscaling, ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticfilesystem, elasticloadbalancing, kms, logs, secretsmanager, sqs, ssm, sts",
      "fix: did you mean ecr.api?",
    ],
    [
      "network",
      '{"flowLogRetentionDays":8}',
      "mlops:network.flowLogRetentionDays = 8",
      "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      "fix: use one of them",
    ],
    [
      "network",
      "none",
      'mlops:network = "none"',
      "must be a set of keys, not text",
      "fix: write its keys below it, one on each line: see docs/settings.md",
    ],
  ])("of %s: %s", (key, value, ...expected) => {
    expect(problem(key, value)).toEqual(expected);
  });

  it.each([
    [
      '"version":1.35',
      "mlops:cluster.version = 1.35",
      "must be one of 1.34, 1.35, 1.36",
      'fix: put it in quotes: "1.35"',
    ],
    ['"version":"1.29"', 'mlops:cluster.version = "1.29"', "must be one of 1.34, 1.35, 1.36", "fix: use one of them"],
    [
      '"publicAccessCidrs":["10.0.0.0/8"]',
      'mlops:cluster.publicAccessCidrs[0] = "10.0.0.0/8"',
      "must be a public IPv4 block that starts at its first address",
      "fix: use a public block, such as 203.0.113.7/32 for one address; put private blocks into privateAccessCidrs",
    ],
    [
      '"serviceCidr":"172.20.0.0/8"',
      'mlops:cluster.serviceCidr = "172.20.0.0/8"',
      "must be a private IPv4 block from /12 to /24 that starts at its first address",
      "fix: choose a private block outside network.cidr, such as 172.20.0.0/16",
    ],
    ['"runner":"laptop"', 'mlops:cluster.runner = "laptop"', "must be one of external, in-vpc", "fix: use one of them"],
    [
      '"systemNodes":{"instanceTypes":[]}',
      "mlops:cluster.systemNodes.instanceTypes = []",
      "must list at least one instance type",
      "fix: list instance types, such as [m7i.xlarge, m6i.xlarge]",
    ],
    [
      '"systemNodes":{"instanceTypes":["large"]}',
      'mlops:cluster.systemNodes.instanceTypes[0] = "large"',
      "must be an EC2 instance type",
      "fix: use family and size, such as m7i.xlarge",
    ],
    [
      '"systemNodes":{"diskGibibytes":5}',
      "mlops:cluster.systemNodes.diskGibibytes = 5",
      "must be a whole number from 20 to 1000",
      "fix: use a whole number from 20 to 1000, such as 100",
    ],
    [
      '"systemNodes":{"minimum":1.5}',
      "mlops:cluster.systemNodes.minimum = 1.5",
      "must be a whole number",
      "fix: use a whole number from 1 to 100, such as 2",
    ],
  ])("of cluster: %s", (value, ...expected) => {
    expect(problem("cluster", `{"publicAccessCidrs":["203.0.113.0/24"],${value}}`)).toEqual(expected);
  });
});

describe("keys", () => {
  it.each(["accountId", "region", "zones", "deployerRoleArn"])("that are required are reported: %s", (key) => {
    expect(message(without(key))).toMatch(`  mlops:${key}\n    is missing\n    fix: add it: mlops:${key}: `);
  });

  it("that are unknown are reported with the nearest name, and without their value", () => {
    expect(problem("zonez", "secret-value")).toEqual([
      "mlops:zonez",
      "is not a setting",
      "fix: did you mean mlops:zones?",
    ]);
    expect(problem("network", '{"natgateway":"single"}')).toEqual([
      "mlops:network.natgateway",
      "is not a setting",
      "fix: did you mean mlops:network.natGateways?",
    ]);
  });

  it("that resemble no setting are reported with all names", () => {
    expect(problem("network", '{"frobnicate":1}')).toEqual([
      "mlops:network.frobnicate",
      "is not a setting",
      "fix: remove it, or use one of cidr, natGateways, interfaceEndpoints, flowLogRetentionDays",
    ]);
  });

  it("are all reported if the file is empty", () => {
    expect(message({})).toMatch(/^Pulumi\.dev\.yaml has 5 problems:\n/);
  });
});

describe("several problems", () => {
  it("are reported together, including cross-field issues between valid values", () => {
    const text = message({
      ...right,
      region: "Ireland",
      zonez: "x",
      network: '{"cidr":"172.20.0.0/16","natGateways":"none","interfaceEndpoints":["sts"]}',
    });
    expect(text).toMatch(/^Pulumi\.dev\.yaml has 6 problems:\n/);
    expect(text).toContain("mlops:region = ");
    expect(text).toContain("mlops:zonez\n");
    expect(text).toContain("mlops:network.natGateways = ");
    expect(text).toContain("mlops:cluster.serviceCidr = ");
  });

  it("do not include cross-field issues of invalid values", () => {
    expect(message({ ...right, region: "Ireland" })).toMatch(/^Pulumi\.dev\.yaml has 1 problem:\n/);
  });
});

describe("encrypted settings", () => {
  it("are rejected without their value", () => {
    const text = message({ ...right, accountId: "999988887777", region: "hunter2" }, "dev", ["accountId", "region"]);
    expect(text).toBe(`Pulumi.dev.yaml has 2 problems:

  mlops:accountId
    must not be encrypted: settings hold no secrets, and the plan must show them
    fix: write it in plain text: pulumi config set --plaintext mlops:accountId VALUE

  mlops:region
    must not be encrypted: settings hold no secrets, and the plan must show them
    fix: write it in plain text: pulumi config set --plaintext mlops:region VALUE`);
  });
});

describe("a stack's name", () => {
  it("must be valid if it is the platform's name", () => {
    expect(message(right, "dev_2")).toContain("mlops:name\n    must be 2 to 24 lower-case letters");
  });
});

describe("names of Object.prototype", () => {
  it.each(["constructor", "toString"])("are unknown settings: %s", (key) => {
    expect(problem(key, "x")).toEqual([`mlops:${key}`, "is not a setting", expect.stringMatching(/^fix: /)]);
  });
});
