import { describe, expect, it } from "vitest";
import { settingsProblems } from "../../support/settings";

/** Problems of a stack in a region, as `path: message | fix`. */
function problems(region: string, changes: Readonly<Record<string, unknown>> = {}): string[] {
  return settingsProblems({ region, zones: [`${region}a`, `${region}b`], ...changes });
}

function pool(instanceTypes: readonly string[], more: object = {}) {
  return { compute: { pools: { gpus: { instanceTypes, limits: { accelerators: 16 }, ...more } } } };
}

const ask = (region: string, type: string) =>
  `aws ec2 describe-instance-type-offerings --region ${region} --filters Name=instance-type,Values=${type}`;

const byNow = "change mlops:region; if AWS offers it there by now, as";

describe("instance types of pools", () => {
  it("are rejected if the region has neither them nor their accelerator, with regions and another accelerator", () => {
    expect(problems("eu-west-1", pool(["g6.xlarge"]))).toEqual([
      `compute.pools.gpus.instanceTypes.0: must be an instance type that AWS offers in eu-west-1 (mlops:region): eu-central-1, eu-central-2, eu-north-1, eu-south-2, eu-west-2, eu-west-3 and 14 other regions had it on 2026-10-20 | use g5.xlarge, which has another accelerator (a10g instead of l4), or ${byNow} \`${ask("eu-west-1", "g6.xlarge")}\` says, add it to mlops:regionAlsoOffers`,
    ]);
    expect(problems("eu-west-1", pool(["p5.48xlarge"]))).toEqual([
      `compute.pools.gpus.instanceTypes.0: must be an instance type that AWS offers in eu-west-1 (mlops:region): eu-north-1, eu-west-2 and 12 other regions had it on 2026-10-20 | use p4d.24xlarge, which has another accelerator (a100 instead of h100), or ${byNow} \`${ask("eu-west-1", "p5.48xlarge")}\` says, add it to mlops:regionAlsoOffers`,
    ]);
  });

  it("are rejected with a type of the same accelerator, if the region has one", () => {
    const [problem = ""] = problems("ap-south-2", pool(["gr6.4xlarge"]));
    expect(problem).toContain(" | use g6.8xlarge, which has the same accelerator (l4), or change mlops:region;");
  });

  it("are rejected whatever creates the nodes, each by its place", () => {
    const managed = { provisioner: "managedNodeGroup", capacityTypes: ["reserved"], zones: ["eu-west-1a"] };
    const reserved = {
      compute: {
        pools: {
          gpus: {
            instanceTypes: ["p5.48xlarge"],
            limits: { accelerators: 16 },
            ...managed,
            capacityReservation: "h100",
          },
        },
        capacityReservations: {
          h100: { id: "cr-0123456789abcdef0", instanceType: "p5.48xlarge", zone: "eu-west-1a", count: 2 },
        },
      },
    };
    for (const changes of [pool(["g6.xlarge", "gr6.4xlarge"]), reserved]) {
      const paths = problems("eu-west-1", changes).map((problem) => problem.split(":")[0]);
      expect(paths).toEqual(
        changes === reserved
          ? ["compute.pools.gpus.instanceTypes.0"]
          : ["compute.pools.gpus.instanceTypes.0", "compute.pools.gpus.instanceTypes.1"],
      );
    }
    expect(problems("eu-west-1", pool(["g5.xlarge"]))).toEqual([]);
  });

  it("are accepted if the region also offers them by its setting", () => {
    expect(problems("eu-west-1", { ...pool(["g6.xlarge"]), regionAlsoOffers: ["g6.xlarge"] })).toEqual([]);
    expect(problems("eu-west-1", { ...pool(["g6.xlarge"]), regionAlsoOffers: ["g6.2xlarge"] })).toHaveLength(1);
    expect(problems("eu-west-1", { regionAlsoOffers: ["g6"] })).toEqual([
      "regionAlsoOffers.0: must be an instance type, an RDS class or an ElastiCache node type | use family and size, such as g6.xlarge, db.m7g.large or cache.m7g.large",
    ]);
  });
});

describe("instance types of system nodes, classes and node types", () => {
  it("are rejected where the region lacks them, defaults included", () => {
    const data = { database: { instanceClass: "db.r7g.large" }, cache: { enabled: true } };
    expect(
      problems("ap-southeast-4", { data }).map((problem) => problem.replace(/: must.*\| (use [^\s,]+).*/, " $1")),
    ).toEqual([
      "compute.pools.general.instanceTypes.2 use m7i.xlarge",
      "compute.pools.general.instanceTypes.3 use m7i.2xlarge",
      "cluster.systemNodes.instanceTypes.1 use m7i.xlarge",
      "data.database.instanceClass use db.m7g.xlarge",
    ]);
  });

  it("name the command of their service", () => {
    const data = { cache: { enabled: true, nodeType: "cache.m7g.large" } };
    const found = problems("ca-west-1", { data }).filter((problem) => problem.startsWith("data"));
    expect(found).toEqual([
      `data.database.instanceClass: must be an instance class that AWS offers in ca-west-1 (mlops:region): ca-central-1 and 36 other regions had it on 2026-10-20 | use db.r7g.large, or ${byNow} \`aws rds describe-orderable-db-instance-options --region ca-west-1 --engine postgres --db-instance-class db.t4g.medium\` says, add it to mlops:regionAlsoOffers`,
      `data.cache.nodeType: must be a node type that AWS offers in ca-west-1 (mlops:region): ca-central-1 and 35 other regions had it on 2026-10-20 | use cache.r7g.large, or ${byNow} \`aws elasticache describe-reserved-cache-nodes-offerings --region ca-west-1 --cache-node-type cache.m7g.large\` says, add it to mlops:regionAlsoOffers`,
    ]);
    const off = { cache: { nodeType: "cache.m7g.large" } };
    expect(problems("ca-west-1", { data: off }).filter((problem) => problem.startsWith("data.cache"))).toEqual([]);
  });
});
