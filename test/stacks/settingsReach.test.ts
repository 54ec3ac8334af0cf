import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { planStack } from "../support/plan";
import { all, only } from "../support/record";

/**
 * All settings with values that no preset has, so that a setting that the program ignores fails a test.
 */
const settings = {
  name: "platform",
  deletionProtection: true,
  tags: { owner: "somebody" },
  zones: ["us-west-2c", "us-west-2a"],
  mirror: { images: "registry.example/mirror", charts: "oci://registry.example/charts" },
  network: { cidr: "10.99.0.0/18", natGateways: "perZone", interfaceEndpoints: ["sqs"], flowLogRetentionDays: 545 },
  cluster: {
    version: "1.34",
    runner: "in-vpc",
    publicAccessCidrs: ["198.51.100.0/24"],
    privateAccessCidrs: ["192.168.7.0/24"],
    administratorRoleArns: ["arn:aws:iam::111122223333:role/somebody"],
    serviceCidr: "172.31.0.0/16",
    logRetentionDays: 731,
    systemNodes: {
      instanceTypes: ["m7g.xlarge"],
      amiType: "AL2023_ARM_64_STANDARD",
      diskGibibytes: 77,
      minimum: 5,
      maximum: 11,
    },
  },
};

describe("settings reach", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack("dev", settings);
  });

  function input(type: string, property: string, name?: string) {
    return only(resources, type, name).inputs[property];
  }

  it("the network", () => {
    expect(input("aws:ec2/vpc:Vpc", "cidrBlock")).toBe("10.99.0.0/18");
    expect(all(resources, "aws:ec2/natGateway:NatGateway").map(({ name }) => name)).toEqual([
      "platform-network-nat-a-gateway",
      "platform-network-nat-c-gateway",
    ]);
    expect(all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName)).toEqual([
      "com.amazonaws.us-west-2.s3",
      "com.amazonaws.us-west-2.sqs",
    ]);
    expect(input("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", "platform-network-flow-logs")).toBe(545);
  });

  it("the control plane", () => {
    const { inputs, options } = only(resources, "aws:eks/cluster:Cluster");
    expect(inputs).toMatchObject({
      name: "platform",
      version: "1.34",
      vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"] },
      kubernetesNetworkConfig: { serviceIpv4Cidr: "172.31.0.0/16" },
      deletionProtection: true,
    });
    expect(options.protect).toBe(true);
    const logs = "platform-cluster-control-plane-logs";
    expect(input("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", logs)).toBe(731);
  });

  it("the access to the cluster", () => {
    const privately = all(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ name }) => name.startsWith("platform-cluster-private-access"))
      .map(({ inputs }) => [inputs.cidrIpv4, inputs.fromPort, inputs.toPort]);
    expect(privately).toEqual([
      ["10.99.0.0/18", 443, 443],
      ["192.168.7.0/24", 443, 443],
    ]);
    expect(all(resources, "aws:eks/accessEntry:AccessEntry").map(({ inputs }) => inputs.principalArn)).toContain(
      "arn:aws:iam::111122223333:role/somebody",
    );
  });

  it("the system nodes", () => {
    const { inputs } = only(resources, "aws:eks/nodeGroup:NodeGroup");
    expect(inputs).toMatchObject({
      version: "1.34",
      instanceTypes: ["m7g.xlarge"],
      amiType: "AL2023_ARM_64_STANDARD",
      scalingConfig: { minSize: 5, maxSize: 11 },
    });
    const template = only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs;
    expect(template.blockDeviceMappings).toMatchObject([{ ebs: { volumeSize: 77 } }]);
    expect(template.tagSpecifications).toMatchObject([{ tags: { owner: "somebody", platform: "platform" } }, {}, {}]);
  });

  it("charts and images", () => {
    const karpenter = only(resources, "kubernetes:helm.sh/v3:Release", "platform-compute-karpenter-chart").inputs;
    expect(karpenter.chart).toBe("oci://registry.example/charts/karpenter");
    expect(JSON.stringify(karpenter.values)).toContain("registry.example/mirror/public.ecr.aws/karpenter/controller");
  });

  it("replicas, one in dev and two in prod", async () => {
    const coredns = (plan: Registration[], name: string) =>
      JSON.parse(String(only(plan, "aws:eks/addon:Addon", name).inputs.configurationValues));
    const prod = await planStack("prod");
    expect(coredns(resources, "platform-cluster-metrics-server").replicas).toBe(1);
    expect(coredns(prod, "mlops-prod-cluster-metrics-server").replicas).toBe(2);
  });
});
