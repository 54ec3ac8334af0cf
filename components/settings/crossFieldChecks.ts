import { partition } from "../../core/aws/account";
import { isEverybody } from "../../core/network/blocks";
import { overlaps, parseCidr } from "../../core/network/cidr";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { architectureOf } from "../cluster/nodeImages";
import { findInstanceType } from "../compute/instanceCatalogue";
import { interfaceEndpointNames } from "../network/endpointPolicy";
import { dataChecks } from "./dataChecks";
import { environments, presets } from "./environments";
import { guardrailChecks } from "./guardrailChecks";
import { poolChecks } from "./poolChecks";
import type { SettingsCheck } from "./settingsCheck";
import { teamChecks } from "./teamChecks";

/** All cross-field checks of settings, in the order in which they are reported. */
export const crossFieldChecks: readonly SettingsCheck[] = [
  {
    reads: ["zones", "region"],
    find: ({ zones, region }) =>
      zones.flatMap((zone, index) =>
        zone.slice(0, -1) === region
          ? []
          : [
              {
                path: ["zones", index],
                message: `must be a zone of region ${region}`,
                fix: `use a zone of ${region}, such as ${region}${zone.slice(-1)}, or change mlops:region`,
              },
            ],
      ),
  },
  {
    reads: ["zones"],
    find: ({ zones }) => listedTwice(zones, ["zones"], "list each zone once"),
  },
  {
    reads: ["zones", "environment"],
    find: ({ zones, environment }) =>
      issueIf(zones.length < presets[environment].zonesAtLeast, {
        message: `must list at least ${presets[environment].zonesAtLeast} zones in ${environment}, which must survive the loss of a zone`,
        fix: "add a zone of the region",
      }),
  },
  {
    reads: ["deployerRoleArn", "region"],
    find: ({ deployerRoleArn, region }) =>
      issueIf(!deployerRoleArn.startsWith(`arn:${partition({ region })}:`), {
        message: `must be in partition ${partition({ region })}, the partition of mlops:region (${region})`,
        fix: `write arn:${partition({ region })}:iam::…`,
      }),
  },
  {
    reads: ["tags"],
    find: ({ tags }) =>
      ["Name", "platform", "environment", "managed-by"].flatMap((key) =>
        issueIf(key in tags, {
          path: ["tags", key],
          message: "must not be a tag that the platform sets: Name, platform, environment, managed-by",
          fix: "use another key",
        }),
      ),
  },
  {
    reads: ["deployerRoleArn", "accountId"],
    find: ({ deployerRoleArn, accountId }) =>
      issueIf(!deployerRoleArn.includes(`::${accountId}:`), {
        message: `must be a role of account ${accountId} (mlops:accountId)`,
        fix: `use a role of account ${accountId}, or change mlops:accountId`,
      }),
  },
  {
    reads: ["environment"],
    find: ({ environment }, { stack }) =>
      issueIf(environments.some((name) => name === stack) && environment !== stack, {
        message: `must equal the stack's name, ${stack}, because that is the name of an environment`,
        fix: "remove mlops:environment, or rename the stack",
      }),
  },
  {
    reads: ["network.natGateways", "network.interfaceEndpoints"],
    find: ({ network }) => {
      const missing = interfaceEndpointNames.filter((name) => !network.interfaceEndpoints.includes(name));
      return issueIf(network.natGateways === "none" && missing.length > 0, {
        message: `must not be none unless all interface endpoints exist: nodes could not reach ${missing.join(", ")}`,
        fix: `add ${missing.join(", ")} to mlops:network.interfaceEndpoints, or set mlops:network.natGateways to single`,
      });
    },
  },
  {
    reads: ["network.natGateways", "mirror.images"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.images === undefined, {
        message:
          "must not be none unless mlops:mirror.images is set: nodes could not pull images from public registries",
        fix: "set mlops:mirror.images to a registry in AWS that holds the images, or mlops:network.natGateways to single",
      }),
  },
  {
    reads: ["network.natGateways", "mirror.git"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.git === undefined, {
        message:
          "must not be none unless mlops:mirror.git is set: Argo CD could not fetch from public Git repositories",
        fix: "set mlops:mirror.git to a Git server in the network that holds the repositories, or mlops:network.natGateways to single",
      }),
  },
  {
    reads: ["network.interfaceEndpoints"],
    find: ({ network: { interfaceEndpoints } }) =>
      listedTwice(interfaceEndpoints, ["network", "interfaceEndpoints"], "list each endpoint once"),
  },
  {
    reads: ["cluster.serviceCidr", "network.cidr"],
    find: ({ cluster, network }) => {
      const [services, vpc] = [parseCidr(cluster.serviceCidr), parseCidr(network.cidr)];
      return issueIf(services !== undefined && vpc !== undefined && overlaps(services, vpc), {
        message: `must not overlap mlops:network.cidr (${network.cidr}): Services would hide addresses of the network`,
        fix: "choose a private block outside mlops:network.cidr, such as 172.20.0.0/16",
      });
    },
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
      issueIf(environment !== "dev" && cluster.publicAccessCidrs.some(isEverybody), {
        message: `must not open the Kubernetes API to the whole Internet in ${environment}`,
        fix: "list the addresses that need access, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
      }),
  },
  {
    reads: ["cluster.administratorRoleArns", "deployerRoleArn"],
    find: ({ cluster: { administratorRoleArns }, deployerRoleArn }) =>
      administratorRoleArns.flatMap((role, index) =>
        role !== deployerRoleArn && administratorRoleArns.indexOf(role) === index
          ? []
          : [
              {
                path: ["cluster", "administratorRoleArns", index],
                message: "must not repeat a role that already has access: EKS accepts one access entry for each role",
                fix: "list each role once; do not list the role of mlops:deployerRoleArn",
              },
            ],
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
  ...poolChecks,
  ...dataChecks,
  ...teamChecks,
  ...guardrailChecks,
];

/** An issue for each element of a list that repeats an earlier one. */
function listedTwice(list: readonly string[], path: readonly string[], fix: string): readonly CrossFieldIssue[] {
  return list.flatMap((entry, index) =>
    issueIf(list.indexOf(entry) !== index, { path: [...path, index], message: "must be listed only once", fix }),
  );
}
