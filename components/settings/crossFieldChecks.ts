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

/** Every check of settings against each other. A new part of the platform adds its own here. */
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
                message: `lies outside region ${region}`,
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
        message: `must name at least ${presets[environment].zonesAtLeast} zones in ${environment}, which has to survive the loss of one`,
        fix: "add a zone of the region",
      }),
  },
  {
    reads: ["deployerRoleArn", "region"],
    find: ({ deployerRoleArn, region }) =>
      issueIf(!deployerRoleArn.startsWith(`arn:${partition({ region })}:`), {
        message: `belongs to another partition than mlops:region, ${region}: ${partition({ region })}`,
        fix: `write arn:${partition({ region })}:iam::…`,
      }),
  },
  {
    reads: ["tags"],
    find: ({ tags }) =>
      ["Name", "platform", "environment", "managed-by"].flatMap((key) =>
        issueIf(key in tags, {
          path: ["tags", key],
          message: "is a tag of the platform's own",
          fix: "choose another key",
        }),
      ),
  },
  {
    reads: ["deployerRoleArn", "accountId"],
    find: ({ deployerRoleArn, accountId }) =>
      issueIf(!deployerRoleArn.includes(`::${accountId}:`), {
        message: `belongs to another account than mlops:accountId, ${accountId}`,
        fix: `use a role of account ${accountId}, or change mlops:accountId`,
      }),
  },
  {
    reads: ["environment"],
    find: ({ environment }, { stack }) =>
      issueIf(environments.some((name) => name === stack) && environment !== stack, {
        message: `differs from the stack's name, ${stack}: whoever reads "${stack}" expects a ${stack} environment`,
        fix: "remove mlops:environment, or give the stack another name",
      }),
  },
  {
    reads: ["network.natGateways", "network.interfaceEndpoints"],
    find: ({ network }) => {
      const missing = interfaceEndpointNames.filter((name) => !network.interfaceEndpoints.includes(name));
      return issueIf(network.natGateways === "none" && missing.length > 0, {
        message: `leaves nodes without a way to AWS: interface endpoints are missing for ${missing.join(", ")}`,
        fix: `add ${missing.join(", ")} to mlops:network.interfaceEndpoints, or set mlops:network.natGateways to single`,
      });
    },
  },
  {
    reads: ["network.natGateways", "mirror.images"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.images === undefined, {
        message: "leaves nodes without a way to public registries, and no mirror holds their images",
        fix: "set mlops:mirror.images to a registry in AWS that holds them, or mlops:network.natGateways to single",
      }),
  },
  {
    reads: ["network.natGateways", "mirror.git"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.git === undefined, {
        message: "leaves Argo CD without a way to public Git repositories, and no mirror holds them",
        fix: "set mlops:mirror.git to a Git server in the network that holds them, or mlops:network.natGateways to single",
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
        message: `overlaps mlops:network.cidr, ${network.cidr}: a Service would hide addresses of the network`,
        fix: "choose a private block outside mlops:network.cidr, such as 172.20.0.0/16",
      });
    },
  },
  {
    reads: ["cluster.publicAccessCidrs", "cluster.runner"],
    find: ({ cluster }) =>
      issueIf(cluster.publicAccessCidrs.length === 0 && cluster.runner === "external", {
        message: "is empty, so that only the VPC reaches the Kubernetes API, and an external runner does not",
        fix: "add the runner's addresses, or run inside the VPC and set mlops:cluster.runner to in-vpc",
      }),
  },
  {
    reads: ["cluster.publicAccessCidrs", "environment"],
    find: ({ cluster, environment }) =>
      issueIf(environment !== "dev" && cluster.publicAccessCidrs.some(isEverybody), {
        message: `opens the Kubernetes API of ${environment} to the whole Internet`,
        fix: "list the addresses that need it, or run inside the VPC and set mlops:cluster.runner to in-vpc",
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
                message: "has access already: EKS takes one entry a role",
                fix: "list each role once, and the deployer's in mlops:deployerRoleArn alone",
              },
            ],
      ),
  },
  {
    reads: ["cluster.systemNodes.maximum", "cluster.systemNodes.minimum"],
    find: ({ cluster: { systemNodes } }) =>
      issueIf(systemNodes.maximum < systemNodes.minimum, {
        message: `is less than mlops:cluster.systemNodes.minimum, ${systemNodes.minimum}`,
        fix: "raise the maximum or lower the minimum",
      }),
  },
  {
    reads: ["cluster.systemNodes.minimum", "environment"],
    find: ({ cluster: { systemNodes }, environment }) =>
      issueIf(environment !== "dev" && systemNodes.minimum < 2, {
        message: `must be at least 2 in ${environment}, which has to survive the loss of a node`,
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
                message: `does not run mlops:cluster.systemNodes.amiType, ${systemNodes.amiType}`,
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

/** Every place of a list that repeats an earlier one. */
function listedTwice(list: readonly string[], path: readonly string[], fix: string): readonly CrossFieldIssue[] {
  return list.flatMap((entry, index) =>
    issueIf(list.indexOf(entry) !== index, { path: [...path, index], message: "is listed twice", fix }),
  );
}
