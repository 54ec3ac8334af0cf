import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Environment, environments, presets } from "../../../components/settings/environments";
import { teamsSection } from "../../../components/settings/sections/teams";
import { notesOf, schemaAt } from "../../../core/schema/walk";
import { parsed, settingsProblems } from "../../support/settings";

const role = "arn:aws:iam::111122223333:role/vision";

const cluster = {
  publicAccessCidrs: ["203.0.113.0/24"],
  administratorRoleArns: ["arn:aws:iam::111122223333:role/on-call"],
};

function parse(teams: unknown, changes: object = {}, environment: Environment = "dev") {
  return parsed({ cluster, teams, ...changes }, environment);
}

/** Every problem as `path: message | fix`. */
function problems(teams: unknown, changes: object = {}): string[] {
  return settingsProblems({ cluster, teams, ...changes });
}

const gpuPool = { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 2 } };
const engineer = { arn: role, access: "engineer" };
const nameFix =
  "write a name of lower-case letters that is not a namespace of the platform, such as vision, and its keys below it";

describe("settings of teams", () => {
  it.each(environments)("have a default quota without accelerators in %s", (environment) => {
    const { vision } = parse({ vision: {} }, {}, environment).teams;
    expect(vision).toEqual({ roles: [], gpus: 0, neuronDevices: 0, ...presets[environment].teams });
  });

  it("are documented, each with an example that passes", () => {
    const section = teamsSection(presets.dev);
    const keys = ["owner", "roles", "gpus", "neuronDevices", "vcpus", "memoryGibibytes", "storageGibibytes", "pods"];
    for (const path of [[], ...keys.map((key) => ["vision", key]), ["vision", "roles", 0, "access"]]) {
      const schema = schemaAt(section, path);
      const notes = notesOf(schema);
      expect([path, notes?.description]).toEqual([path, expect.stringMatching(/\.$/)]);
      expect([path, schema && z.safeParse(schema, notes?.example).success]).toEqual([path, true]);
    }
  });

  it.each([
    ["Vision", "rename it, such as vision"],
    ["a", nameFix],
    ["-a", nameFix],
    ["a_b", "rename it, such as a-b"],
    ["vision-", "rename it, such as vision"],
    ["v".repeat(41), nameFix],
    ["vision.team", "rename it, such as vision-team"],
    ["MLflow", nameFix],
  ])("refuse the name %s", (name, fix) => {
    expect(problems({ [name]: {} })).toEqual([
      `teams.${name}: must be 2 to 40 lower-case letters, digits and hyphens | ${fix}`,
    ]);
  });

  it.each(["default", "kube-system", "mlflow", "monitoring", "argocd", "istio-system"])(
    "refuse %s, a namespace that is somebody's",
    (name) => {
      expect(problems({ [name]: {} })).toEqual([
        `teams.${name}: must not be the name of a namespace of the platform or of Kubernetes | ${nameFix}`,
      ]);
    },
  );

  it.each([
    [{ gpu: 2 }, "teams.vision.gpu: is not a setting | did you mean mlops:teams.vision.gpus?"],
    [
      { gpus: -1 },
      "teams.vision.gpus: must be a whole number from 0 to 100000 | use a whole number from 0 to 100000, such as 2",
    ],
    [
      { roles: [{ arn: role, access: "admin" }] },
      "teams.vision.roles.0.access: must be one of engineer, viewer | use one of them",
    ],
    [
      { roles: [{ arn: "arn:aws:sts::111122223333:assumed-role/vision/me", access: "viewer" }] },
      "teams.vision.roles.0.arn: must be the ARN of an IAM role | use the ARN of the role (arn:aws:iam::ACCOUNT:role/NAME), not of a session (arn:aws:sts::…:assumed-role/…)",
    ],
  ])("refuse %j", (vision, expected) => {
    expect(problems({ vision })).toEqual([expected]);
  });
});

describe("cross-field checks of teams", () => {
  it.each([
    [
      "a team that ends with another's name",
      { vision: {}, "prod-vision": {} },
      {},
      "teams.prod-vision: must not end with -vision, the name of another team: hosts of models, MODEL-prod-vision and MODEL-vision, could be the same | use another name, such as prodvision",
    ],
    [
      "GPUs without a pool that has any",
      { vision: { gpus: 1 } },
      {},
      "teams.vision.gpus: must be 0 because no pool has GPUs: the team's pods would stay pending | add a pool to mlops:compute.pools, such as gpu-l4: { purpose: training, instanceTypes: [g6.xlarge], limits: { accelerators: 2 } }, or set gpus: 0",
    ],
    [
      "Neuron devices where there are GPUs alone",
      { vision: { neuronDevices: 1 } },
      { compute: { pools: { gpu: gpuPool } } },
      "teams.vision.neuronDevices: must be 0 because no pool has Neuron devices: the team's pods would stay pending | add a pool to mlops:compute.pools, such as neuron: { purpose: training, instanceTypes: [trn1.2xlarge], limits: { accelerators: 1 } }, or set neuronDevices: 0",
    ],
    [
      "more GPUs than all pools may have",
      { vision: { gpus: 5 } },
      { compute: { pools: { one: gpuPool, other: gpuPool } } },
      "teams.vision.gpus: must be at most 4, the number of GPUs that all pools together may have | lower it to 4 or less, or raise limits of pools in mlops:compute.pools",
    ],
    [
      "a role in two teams",
      { vision: { roles: [engineer] }, speech: { roles: [engineer] } },
      {},
      "teams.speech.roles.0.arn: must be listed once, not in team vision and in team speech: EKS accepts one access entry for each role | list each role once, and create one role for each team",
    ],
    [
      "the deployer in a team",
      { vision: { roles: [{ arn: "arn:aws:iam::111122223333:role/deployer", access: "viewer" }] } },
      {},
      "teams.vision.roles.0.arn: must not be a role that administers the cluster: EKS accepts one access entry for each role | remove it here, or use a role that belongs to the team only",
    ],
    [
      "an administrator in a team",
      { vision: { roles: [{ arn: "arn:aws:iam::111122223333:role/on-call", access: "viewer" }] } },
      {},
      "teams.vision.roles.0.arn: must not be a role that administers the cluster: EKS accepts one access entry for each role | remove it here, or use a role that belongs to the team only",
    ],
    [
      "a role of another partition",
      { vision: { roles: [{ arn: "arn:aws-cn:iam::111122223333:role/vision", access: "viewer" }] } },
      {},
      "teams.vision.roles.0.arn: must be in partition aws, the partition of mlops:region (us-west-2) | write arn:aws:iam::…",
    ],
  ])("%s", (_, teams, changes, expected) => {
    expect(problems(teams, changes)).toEqual([expected]);
  });

  it("accept similar but valid settings", () => {
    expect(problems({ vision: { gpus: 2 }, speech: { gpus: 2 } }, { compute: { pools: { gpu: gpuPool } } })).toEqual(
      [],
    );
    const shared = { ...gpuPool, provisioner: "managedNodeGroup", gpuSharing: { mode: "timeSlicing", replicas: 4 } };
    expect(problems({ vision: { gpus: 8 } }, { compute: { pools: { gpu: shared } } })).toEqual([]);
  });

  it("do not check devices of unknown instance types", () => {
    const pools = { gpu: { ...gpuPool, instanceTypes: ["g99.xlarge"] } };
    expect(problems({ vision: { gpus: 2 } }, { compute: { pools } })).toEqual([
      expect.stringContaining("must be in the catalogue of instance types"),
    ]);
  });
});
