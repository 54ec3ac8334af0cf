import { isOpenToInternet } from "../../core/network/blocks";
import { overlaps, parseCidr } from "../../core/network/cidr";
import { issueIf } from "../../core/schema/crossField";
import { architectureOf } from "../cluster/nodeImages";
import { findInstanceType } from "../compute/instanceCatalogue";
import { poolAmiType } from "../compute/managed/launchTemplate";
import type { SettingsCheck } from "./settingsCheck";

/** Cross-field checks of `cluster`. */
export const clusterChecks: readonly SettingsCheck[] = [
  {
    reads: ["cluster.serviceCidr", "network.cidr"],
    find: ({ cluster, network }) => {
      const [services, vpc] = [parseCidr(cluster.serviceCidr), parseCidr(network.cidr)];
      return issueIf(services !== undefined && vpc !== undefined && overlaps(services, vpc), {
        message: `must not overlap mlops:network.cidr (${network.cidr}): Services would hide addresses of the network`,
        fix: `choose a private block outside mlops:network.cidr${suggestedServices([network.cidr, ...cluster.privateAccessCidrs])}`,
      });
    },
  },
  {
    reads: ["cluster.privateAccessCidrs", "cluster.serviceCidr"],
    find: ({ cluster }) =>
      overlapping(cluster.privateAccessCidrs, cluster.serviceCidr).map((index) => ({
        path: ["cluster", "privateAccessCidrs", index],
        message: `must not overlap mlops:cluster.serviceCidr (${cluster.serviceCidr}): nodes would route responses to these addresses to Services`,
        fix: "remove it, or choose another block for mlops:cluster.serviceCidr before the cluster is created",
      })),
  },
  {
    reads: ["cluster.privateAccessCidrs", "network.cidr"],
    find: ({ cluster, network }) =>
      overlapping(cluster.privateAccessCidrs, network.cidr).map((index) => ({
        path: ["cluster", "privateAccessCidrs", index],
        message: `must not overlap mlops:network.cidr (${network.cidr}): a VPC does not route its own addresses to another network`,
        fix: "remove it; mlops:cluster.runner in-vpc gives the VPC's own addresses access",
      })),
  },
  {
    reads: ["cluster.publicAccessCidrs", "cluster.runner"],
    find: ({ cluster }) =>
      issueIf(cluster.publicAccessCidrs.length === 0 && cluster.runner === "external", {
        message: "must not be empty with mlops:cluster.runner external: the runner could not reach the Kubernetes API",
        fix: "add the runner's addresses, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
      }),
  },
  {
    reads: ["cluster.publicAccessCidrs", "environment"],
    find: ({ cluster, environment }) =>
      issueIf(environment !== "dev" && cluster.publicAccessCidrs.some(isOpenToInternet), {
        message: `must not open the Kubernetes API to the whole Internet in ${environment}`,
        fix: "list the addresses that need access, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
      }),
  },
  {
    reads: ["cluster.administratorRoleArns", "deployerRoleArn"],
    find: ({ cluster: { administratorRoleArns }, deployerRoleArn }) =>
      administratorRoleArns.flatMap((role, index) =>
        issueIf(role === deployerRoleArn, {
          path: ["cluster", "administratorRoleArns", index],
          message: "must not be the role of mlops:deployerRoleArn: EKS accepts one access entry for each role",
          fix: "remove it: that role administers the cluster already",
        }),
      ),
  },
  {
    reads: ["cluster.systemNodes.maximum", "cluster.systemNodes.minimum"],
    find: ({ cluster: { systemNodes } }) =>
      issueIf(systemNodes.maximum < systemNodes.minimum, {
        message: `must be at least mlops:cluster.systemNodes.minimum (${systemNodes.minimum})`,
        fix: "raise the maximum or lower the minimum",
      }),
  },
  {
    reads: ["cluster.systemNodes.minimum", "environment"],
    find: ({ cluster: { systemNodes }, environment }) =>
      issueIf(environment !== "dev" && systemNodes.minimum < 2, {
        message: `must be at least 2 in ${environment}, which must survive the loss of a node`,
        fix: "set it to 2 or more",
      }),
  },
  {
    reads: ["cluster.systemNodes.instanceTypes", "cluster.systemNodes.amiType"],
    find: ({ cluster: { systemNodes } }) =>
      systemNodes.instanceTypes.flatMap((instanceType, index) =>
        (findInstanceType(instanceType)?.architecture ?? architectureOf(systemNodes.amiType)) ===
        architectureOf(systemNodes.amiType)
          ? []
          : [
              {
                path: ["cluster", "systemNodes", "instanceTypes", index],
                message: `must have the architecture of mlops:cluster.systemNodes.amiType (${systemNodes.amiType})`,
                fix:
                  architectureOf(systemNodes.amiType) === "arm64"
                    ? "use a Graviton type, such as m7g.xlarge, or an x86_64 image"
                    : "use an x86_64 type, such as m7i.xlarge, or an ARM_64 image",
              },
            ],
      ),
  },
  {
    reads: ["cluster.nodeReleases", "cluster.version", "cluster.systemNodes.amiType", "compute.pools"],
    find: ({ cluster, compute }) => {
      const managed = Object.entries(compute.pools).filter(([, pool]) => pool.provisioner === "managedNodeGroup");
      const known = managed.filter(([, pool]) => pool.instanceTypes.every(findInstanceType));
      const pools = known.map(([name, pool]) => poolAmiType({ name, instanceTypes: pool.instanceTypes }));
      const used: readonly string[] = [cluster.systemNodes.amiType, ...pools];
      return Object.entries(cluster.nodeReleases).flatMap(([amiType, release]) => [
        ...issueIf(!used.includes(amiType) && known.length === managed.length, {
          path: ["cluster", "nodeReleases", amiType],
          message: `must be the AMI type of a managed node group: the groups have ${[...new Set(used)].join(", ")}`,
          fix: "remove it; images of Karpenter's nodes are pinned in components/versions/nodeImages.ts",
        }),
        ...issueIf(amiType.startsWith("AL2023") && !release.startsWith(`${cluster.version}.`), {
          path: ["cluster", "nodeReleases", amiType],
          message: `must be a release for Kubernetes ${cluster.version} (mlops:cluster.version)`,
          fix: `use a release that starts with ${cluster.version}, and change it together with the Kubernetes version`,
        }),
        ...issueIf(
          amiType.startsWith("BOTTLEROCKET") && /-\d{8}$/.test(release) && release.startsWith(`${cluster.version}.`),
          {
            path: ["cluster", "nodeReleases", amiType],
            message: "must be a release of Bottlerocket, which ends with a commit, not a release of Amazon Linux",
            fix: "use a release of Bottlerocket, such as 1.63.0-1a2b3c4d",
          },
        ),
      ]);
    },
  },
];

/** Suggests a block for Services that overlaps none of the blocks, EKS's own default first. */
function suggestedServices(taken: readonly string[]): string {
  const free = ["172.20.0.0/16", "10.100.0.0/16", "192.168.0.0/16"].find((one) => overlapping(taken, one).length === 0);
  return free === undefined ? "" : `, such as ${free}`;
}

/** Returns the indexes of the blocks that overlap another block. */
function overlapping(blocks: readonly string[], other: string): number[] {
  const outer = parseCidr(other);
  return blocks.flatMap((text, index) => {
    const block = parseCidr(text);
    return block && outer && overlaps(block, outer) ? [index] : [];
  });
}
