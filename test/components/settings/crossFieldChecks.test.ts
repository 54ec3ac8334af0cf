import { describe, expect, it } from "vitest";
import { interfaceEndpointNames } from "../../../components/network/endpointPolicy";
import { crossFieldChecks } from "../../../components/settings/crossFieldChecks";
import { parsed, settingsProblems } from "../../support/settings";

function cluster(changes: Readonly<Record<string, unknown>>) {
  return { cluster: { publicAccessCidrs: ["203.0.113.0/24"], ...changes } };
}

const allButSts = interfaceEndpointNames.filter((name) => name !== "sts");

const mirror = { images: "registry.example/mirror", git: "https://git.example" };

describe("cross-field checks", () => {
  it("report nothing for valid settings in any environment", () => {
    for (const stack of ["dev", "staging", "prod"]) expect(settingsProblems({}, stack)).toEqual([]);
  });

  it.each([
    [
      "a zone outside the region",
      { zones: ["us-west-2a", "us-east-1b"] },
      "dev",
      "zones.1: must be a zone of region us-west-2 | use a zone of us-west-2, such as us-west-2b, or change mlops:region",
    ],
    [
      "a zone twice",
      { zones: ["us-west-2a", "us-west-2a"] },
      "dev",
      "zones.1: must be listed only once | remove the repeated entry",
    ],
    [
      "two zones in prod",
      { zones: ["us-west-2a", "us-west-2b"] },
      "prod",
      "zones: must list at least 3 zones in prod, which must survive the loss of a zone | add a zone of the region",
    ],
    [
      "a deployer of another account",
      { deployerRoleArn: "arn:aws:iam::999999999999:role/deployer" },
      "dev",
      "deployerRoleArn: must be a role of account 111122223333 (mlops:accountId) | use a role of account 111122223333, or change mlops:accountId",
    ],
    [
      "a deployer of another partition",
      { deployerRoleArn: "arn:aws-cn:iam::111122223333:role/deployer" },
      "dev",
      "deployerRoleArn: must be in partition aws, the partition of mlops:region (us-west-2) | write arn:aws:iam::…",
    ],
    [
      "a tag of the platform's own",
      { tags: { environment: "live" } },
      "dev",
      "tags.environment: must not be a tag that the platform sets: Name, platform, environment, managed-by | use another key",
    ],
    [
      "an API open to halves of the Internet",
      { cluster: { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } },
      "prod",
      "cluster.publicAccessCidrs: must not open the Kubernetes API to the whole Internet in prod | list the addresses that need access, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
    ],
    [
      "a stack called prod that is another environment",
      { environment: "dev" },
      "prod",
      "environment: must equal the stack's name, prod, because that is the name of an environment | remove mlops:environment, or rename the stack",
    ],
    [
      "no NAT and an endpoint missing",
      { network: { natGateways: "none", interfaceEndpoints: allButSts }, mirror },
      "dev",
      "network.natGateways: must be single or perZone if interface endpoints are missing: nodes could not reach sts | add sts to mlops:network.interfaceEndpoints, or set mlops:network.natGateways to single",
    ],
    [
      "no NAT and no mirror of Git repositories",
      {
        network: { natGateways: "none", interfaceEndpoints: interfaceEndpointNames },
        mirror: { images: mirror.images },
      },
      "dev",
      "network.natGateways: must be single or perZone if mlops:mirror.git is not set: Argo CD could not fetch from public Git repositories | set mlops:mirror.git to a Git server in the network that holds the repositories, or mlops:network.natGateways to single",
    ],
    [
      "no NAT and no mirror of images",
      { network: { natGateways: "none", interfaceEndpoints: interfaceEndpointNames }, mirror: { git: mirror.git } },
      "dev",
      "network.natGateways: must be single or perZone if mlops:mirror.images is not set: nodes could not pull images from public registries | set mlops:mirror.images to a registry in AWS that holds the images, or mlops:network.natGateways to single",
    ],
    [
      "an endpoint twice",
      { network: { interfaceEndpoints: ["sts", "sts"] } },
      "dev",
      "network.interfaceEndpoints.1: must be listed only once | remove the repeated entry",
    ],
    [
      "Services in the network",
      { network: { cidr: "172.20.0.0/16" } },
      "dev",
      "cluster.serviceCidr: must not overlap mlops:network.cidr (172.20.0.0/16): Services would hide addresses of the network | choose a private block outside mlops:network.cidr, such as 10.100.0.0/16",
    ],
    [
      "Services in the network, with the suggested blocks taken",
      {
        network: { cidr: "172.20.0.0/16" },
        cluster: { privateAccessCidrs: ["10.0.0.0/8"], publicAccessCidrs: ["203.0.113.0/24"] },
      },
      "dev",
      "cluster.serviceCidr: must not overlap mlops:network.cidr (172.20.0.0/16): Services would hide addresses of the network | choose a private block outside mlops:network.cidr, such as 192.168.0.0/16",
    ],
    [
      "a private endpoint and a runner outside",
      { cluster: {} },
      "dev",
      "cluster.publicAccessCidrs: must not be empty with mlops:cluster.runner external: the runner could not reach the Kubernetes API | add the runner's addresses, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
    ],
    [
      "an open API in staging",
      { cluster: { publicAccessCidrs: ["0.0.0.0/0"] } },
      "staging",
      "cluster.publicAccessCidrs: must not open the Kubernetes API to the whole Internet in staging | list the addresses that need access, or run `pulumi up` inside the VPC and set mlops:cluster.runner to in-vpc",
    ],
    [
      "the deployer as administrator too",
      cluster({ administratorRoleArns: ["arn:aws:iam::111122223333:role/deployer"] }),
      "dev",
      "cluster.administratorRoleArns.0: must not be the role of mlops:deployerRoleArn: EKS accepts one access entry for each role | remove it: that role administers the cluster already",
    ],
    [
      "fewer nodes at most than at least",
      cluster({ systemNodes: { minimum: 5, maximum: 3 } }),
      "dev",
      "cluster.systemNodes.maximum: must be at least mlops:cluster.systemNodes.minimum (5) | raise the maximum or lower the minimum",
    ],
    [
      "one node in prod",
      cluster({ systemNodes: { minimum: 1 } }),
      "prod",
      "cluster.systemNodes.minimum: must be at least 2 in prod, which must survive the loss of a node | set it to 2 or more",
    ],
    [
      "a Graviton type and an x86_64 image",
      cluster({ systemNodes: { instanceTypes: ["m7i.xlarge", "m7g.xlarge"] } }),
      "dev",
      "cluster.systemNodes.instanceTypes.1: must have the architecture of mlops:cluster.systemNodes.amiType (BOTTLEROCKET_x86_64) | use an x86_64 type, such as m7i.xlarge, or an ARM_64 image",
    ],
    [
      "an x86_64 type and an ARM image",
      cluster({ systemNodes: { instanceTypes: ["m7i.xlarge"], amiType: "AL2023_ARM_64_STANDARD" } }),
      "dev",
      "cluster.systemNodes.instanceTypes.0: must have the architecture of mlops:cluster.systemNodes.amiType (AL2023_ARM_64_STANDARD) | use a Graviton type, such as m7g.xlarge, or an x86_64 image",
    ],
  ])("%s", (_, changes, stack, expected) => {
    expect(settingsProblems(changes, stack)).toEqual([expected]);
  });

  it("accept similar but valid settings", () => {
    expect(settingsProblems({ cluster: { runner: "in-vpc" } })).toEqual([]);
    expect(settingsProblems({ cluster: { publicAccessCidrs: ["0.0.0.0/0"] } })).toEqual([]);
    const isolated = { natGateways: "none", interfaceEndpoints: interfaceEndpointNames };
    expect(settingsProblems({ network: isolated, mirror })).toEqual([]);
  });

  it("read existing settings", () => {
    const settings: unknown = parsed({});
    for (const { reads } of crossFieldChecks) {
      for (const path of reads) {
        const value = path
          .split(".")
          .reduce<unknown>((inner, key) => (inner instanceof Object ? Reflect.get(inner, key) : undefined), settings);
        // Settings without a value by default.
        const optional = ["mirror.images", "mirror.git", "cluster.controlPlaneZones"];
        expect([path, value === undefined]).toEqual([path, optional.includes(path)]);
      }
    }
  });
});
