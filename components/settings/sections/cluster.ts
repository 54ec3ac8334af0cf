import { z } from "zod";
import { countLimits } from "../../../core/aws/serviceLimits";
import { addressRange, contains, parseCidr } from "../../../core/network/cidr";
import { field, numberField, textField } from "../../../core/schema/fields";
import { amiTypes, groupAmiTypes } from "../../cluster/nodeImages";
import { defaultKubernetesVersion, type KubernetesVersion, kubernetesVersions } from "../../versions";
import type { Preset } from "../environments";
import { roleArn } from "./account";
import { logRetentionDays } from "./logs";

const runners = ["external", "in-vpc"] as const;

const versions = Object.keys(kubernetesVersions).filter(
  (name): name is KubernetesVersion => name in kubernetesVersions,
);

const maximumPublicCidrs = countLimits.publicAccessCidrs.maximum;
/** Ten rules remain for EKS and load balancers. */
const maximumPrivateCidrs = countLimits.securityGroupRules.maximum - 10;
const maximumTypes = countLimits.instanceTypesOfNodeGroup.maximum;

/** `cluster`: the EKS cluster and access to it. */
export function clusterSection({ cluster }: Preset) {
  return z.strictObject({
    version: field(z.enum(versions), {
      description:
        "Kubernetes version. EKS upgrades by one minor version at a time. It rolls back to the previous one only within 7 days of the upgrade (docs/operations/day-two.md). When a version leaves standard support, EKS upgrades the control plane automatically.",
      example: defaultKubernetesVersion,
      cost: "73 USD a month for the control plane. The price of extended support, 438 USD, does not apply: the cluster's upgrade policy excludes it",
    }).default(defaultKubernetesVersion),
    publicAccessCidrs: field(
      z.array(publicCidr).max(maximumPublicCidrs, { error: tooManyMessage(maximumPublicCidrs, "EKS accepts no more") }),
      {
        description:
          "Public addresses that may reach the Kubernetes API over the Internet: offices, VPN, CI runners. At most 40 blocks. If empty, the API is reachable only from the VPC, and `runner` must be `in-vpc`.",
        example: ["203.0.113.0/24"],
        fix: "list the addresses that need access, such as [203.0.113.0/24]; combine neighbouring blocks into larger ones",
      },
    ).default([]),
    privateAccessCidrs: field(
      z.array(privateCidr).max(maximumPrivateCidrs, {
        error: tooManyMessage(maximumPrivateCidrs, "they are rules of one security group"),
      }),
      {
        description:
          "Private addresses outside the VPC that may reach the Kubernetes API: networks that are connected by peering, a transit gateway or a VPN. At most 50 blocks. With `runner: in-vpc` the VPC's own addresses have access too.",
        example: ["10.0.0.0/24"],
        fix: "list private blocks, such as [10.0.0.0/24]; combine neighbouring blocks into larger ones",
      },
    ).default([]),
    runner: field(z.enum(runners), {
      description:
        "Where `pulumi up` runs: `external` (a laptop or a hosted runner) or `in-vpc` (a machine with access to the VPC).",
      example: "external",
    }).default("external"),
    administratorRoleArns: field(z.array(roleArn("A role that administers the cluster.")), {
      description:
        "IAM roles that administer the cluster in addition to `deployerRoleArn`, such as the role of people on call.",
      example: ["arn:aws:iam::111122223333:role/platform-on-call"],
      fix: "list the ARNs of roles",
    }).default([]),
    serviceCidr: field(
      z.string().refine(isServiceNetwork, {
        error: "must be a private IPv4 block from /12 to /24 that starts at its first address",
      }),
      {
        description: "IPv4 block of Kubernetes Services, /12 to /24, outside `network.cidr`. Cannot be changed later.",
        example: "172.20.0.0/16",
        fix: "choose a private block outside network.cidr, such as 172.20.0.0/16",
      },
    ).default("172.20.0.0/16"),
    controlPlaneZones: field(z.array(z.string()).min(2, { error: "must list at least 2 zones: EKS requires two" }), {
      description:
        "Zones of the control plane's network interfaces, two or more of `zones`. Cannot be changed later: EKS sets them at creation. Zones that are added to `zones` later get nodes, NAT gateways and mount targets only.",
      example: ["us-west-2a", "us-west-2b"],
      fix: "list zones of mlops:zones, such as [us-west-2a, us-west-2b]",
      default: "the first two of `zones`",
    }).optional(),
    logRetentionDays: logRetentionDays(
      "Retention of the control plane's logs, including the audit log, in days.",
    ).default(cluster.logRetentionDays),
    systemNodes: systemNodesSection(cluster.systemNodes),
    nodeReleases: field(z.partialRecord(z.enum(groupAmiTypes), nodeRelease), {
      description:
        "Releases of the images of managed node groups, by AMI type. A change replaces the nodes of these groups one by one. A group without a release keeps the release that was newest when the group was created or its Kubernetes version changed.",
      example: { BOTTLEROCKET_x86_64: "1.63.0-1a2b3c4d" },
      fix: "write an AMI type and its release, such as BOTTLEROCKET_x86_64: 1.63.0-1a2b3c4d",
    }).default({}),
  });
}

/** `cluster.systemNodes`: the nodes of the platform services. */
function systemNodesSection(preset: Preset["cluster"]["systemNodes"]) {
  return z
    .strictObject({
      instanceTypes: field(
        z
          .array(
            textField(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an EC2 instance type", {
              description: "An EC2 instance type.",
              example: "m7i.xlarge",
              fix: "use family and size, such as m7i.xlarge",
            }),
          )
          .min(1, { error: "must list at least one instance type" })
          .max(maximumTypes, { error: `must list at most ${maximumTypes} instance types: EKS accepts no more` }),
        {
          description:
            "Instance types of the system nodes, of one size, in order of preference: EC2 uses the first that is available.",
          example: ["m7i.xlarge", "m6i.xlarge"],
          fix: "list instance types, such as [m7i.xlarge, m6i.xlarge]",
          cost: "147 USD a month for each m7i.xlarge",
        },
      ).default(["m7i.xlarge", "m6i.xlarge"]),
      amiType: field(z.enum(amiTypes), {
        description: "Operating system and architecture of the system nodes.",
        example: "BOTTLEROCKET_x86_64",
      }).default("BOTTLEROCKET_x86_64"),
      diskGibibytes: numberField(20, 1000, {
        description: "Disk of each system node for images and pods, in GiB.",
        example: 100,
        cost: "0.08 USD for each GiB and month, for each node",
      }).default(100),
      minimum: numberField(1, 100, {
        description: "Minimum number of system nodes. At least 2 outside `dev`.",
        example: 2,
        cost: "as instanceTypes, for each node",
      }).default(preset.minimum),
      maximum: numberField(1, 100, {
        description: "Maximum number of system nodes.",
        example: 4,
        cost: "as instanceTypes, for each node that runs",
      }).default(preset.maximum),
    })
    .prefault({});
}

const nodeRelease = textField(
  /^\d+\.\d+\.\d+-[0-9a-f]{8}$|^\d+\.\d+\.\d+-\d{8}$/,
  "the release of a node image: VERSION-COMMIT of Bottlerocket, KUBERNETES-DATE of Amazon Linux",
  {
    description: "Release of a node image.",
    example: "1.63.0-1a2b3c4d",
    fix: "use the release that the command in docs/operations prints, such as 1.63.0-1a2b3c4d or 1.35.3-20260930",
  },
);

const publicCidr = field(
  z.string().refine(isPublic, { error: "must be a public IPv4 block that starts at its first address" }),
  {
    description: "A block of public IPv4 addresses.",
    example: "203.0.113.0/24",
    fix: "use a public block, such as 203.0.113.7/32 for one address; put private blocks into privateAccessCidrs",
  },
);

const privateCidr = field(
  z.string().refine(isPrivate, {
    error: "must be a private IPv4 block that starts at its first address",
  }),
  {
    description: "A block of private IPv4 addresses.",
    example: "10.0.0.0/24",
    fix: "use a private block, such as 10.0.0.0/24",
  },
);

function tooManyMessage(maximum: number, reason: string): string {
  return `must list at most ${maximum} blocks: ${reason}`;
}

/** Returns whether all addresses of a block are private. 10.0.0.0/7, for example, has only a private first half. */
function isPrivate(text: string): boolean {
  const block = parseCidr(text);
  const blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
  return blocks.some((name) => {
    const outer = parseCidr(name);
    return block !== undefined && outer !== undefined && contains(outer, block);
  });
}

/** Returns whether a block is public. EKS rejects source addresses that do not exist on the Internet. */
function isPublic(text: string): boolean {
  const neverPublic = ["private", "carrierGradeNat", "loopback", "linkLocal", "multicast", "broadcast"];
  return parseCidr(text) !== undefined && !neverPublic.includes(addressRange(text));
}

function isServiceNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.prefix >= 12 && cidr.prefix <= 24 && addressRange(text) === "private";
}
