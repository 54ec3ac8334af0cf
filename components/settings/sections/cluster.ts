import { z } from "zod";
import { addressRange, parseCidr } from "../../../core/network/cidr";
import { field, numberField, textField } from "../../../core/schema/fields";
import { amiTypes } from "../../cluster/nodeImages";
import { defaultKubernetesVersion, type KubernetesVersion, kubernetesVersions } from "../../versions";
import type { Preset } from "../environments";
import { roleArn } from "./account";
import { logRetentionDays } from "./logs";

const runners = ["external", "in-vpc"] as const;

const versions = Object.keys(kubernetesVersions).filter(
  (name): name is KubernetesVersion => name in kubernetesVersions,
);

/** `cluster`: the EKS cluster and who reaches it. */
export function clusterSection({ cluster }: Preset) {
  return z.strictObject({
    version: field(z.enum(versions), {
      description: "Kubernetes version. Up one at a time, never down.",
      example: defaultKubernetesVersion,
    }).default(defaultKubernetesVersion),
    publicAccessCidrs: field(z.array(publicCidr), {
      description:
        "Addresses from which the Kubernetes API is reached over the Internet: offices, VPN, CI runners. Without any, only the VPC reaches it, and `runner` must say so.",
      example: ["203.0.113.0/24"],
      fix: "list the addresses that need it, such as [203.0.113.0/24]",
    }).default([]),
    privateAccessCidrs: field(z.array(privateCidr), {
      description:
        "Private addresses outside the network from which the Kubernetes API is reached: networks that are connected to it by peering, a transit gateway or VPN. With `runner: in-vpc` the network itself is let in besides.",
      example: ["10.0.0.0/24"],
      fix: "list private blocks, such as [10.0.0.0/24]",
    }).default([]),
    runner: field(z.enum(runners), {
      description:
        "Where `pulumi up` runs: `external` (a laptop or a hosted runner) or `in-vpc` (a machine that reaches the VPC).",
      example: "external",
    }).default("external"),
    administratorRoleArns: field(z.array(roleArn("A role that administers the cluster.")), {
      description: "IAM roles that administer the cluster beside the deployer's: people on call.",
      example: ["arn:aws:iam::111122223333:role/platform-on-call"],
      fix: "list roles by their ARN",
    }).default([]),
    serviceCidr: field(
      z.string().refine(isServiceNetwork, {
        error: "must be a private IPv4 block from /12 to /24, written by its first address",
      }),
      {
        description: "Addresses of Kubernetes Services, /12 to /24, outside the network. Cannot be changed later.",
        example: "172.20.0.0/16",
        fix: "choose a private block outside network.cidr, such as 172.20.0.0/16",
      },
    ).default("172.20.0.0/16"),
    logRetentionDays: logRetentionDays(
      "Days for which the control plane's logs, audit log included, are kept.",
    ).default(cluster.logRetentionDays),
    systemNodes: systemNodesSection(cluster.systemNodes),
  });
}

/** `cluster.systemNodes`: the nodes of the platform's own services. */
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
          .min(1, { error: "must name at least one instance type" }),
        {
          description: "Instance types of one size, in order of preference: EC2 takes the first that it has.",
          example: ["m7i.xlarge", "m6i.xlarge"],
          fix: "list instance types, such as [m7i.xlarge, m6i.xlarge]",
          cost: "147 USD a month for each m7i.xlarge",
        },
      ).default(["m7i.xlarge", "m6i.xlarge"]),
      amiType: field(z.enum(amiTypes), {
        description: "Operating system and architecture.",
        example: "BOTTLEROCKET_x86_64",
      }).default("BOTTLEROCKET_x86_64"),
      diskGibibytes: numberField(20, 1000, {
        description: "Disk of each node for images and pods, GiB.",
        example: 100,
        cost: "0.08 USD for each GiB and month",
      }).default(100),
      minimum: numberField(1, 100, { description: "Nodes at least.", example: 2 }).default(preset.minimum),
      maximum: numberField(1, 100, { description: "Nodes at most.", example: 4 }).default(preset.maximum),
    })
    .prefault({});
}

const publicCidr = field(
  z.string().refine(isPublic, { error: "must be a public IPv4 block, written by its first address" }),
  {
    description: "A block of public IPv4 addresses.",
    example: "203.0.113.0/24",
    fix: "write a public block: one address is 203.0.113.7/32, private ones go into privateAccessCidrs",
  },
);

const privateCidr = field(
  z.string().refine((text) => parseCidr(text) !== undefined && addressRange(text) === "private", {
    error: "must be a private IPv4 block, written by its first address",
  }),
  {
    description: "A block of private IPv4 addresses.",
    example: "10.0.0.0/24",
    fix: "write a private block, such as 10.0.0.0/24",
  },
);

/** EKS refuses addresses that no request from the Internet can have. */
function isPublic(text: string): boolean {
  const neverPublic = ["private", "carrierGradeNat", "loopback", "linkLocal", "multicast", "broadcast"];
  return parseCidr(text) !== undefined && !neverPublic.includes(addressRange(text));
}

function isServiceNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.prefix >= 12 && cidr.prefix <= 24 && addressRange(text) === "private";
}
