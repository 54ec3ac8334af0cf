import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { tokenPrefix } from "../../../sandbox/controlPlane/authentication";
import { type CloudUnderTest, configuration, startCloud } from "./harness";

const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const role = "aws:iam/role:Role";
const bucket = "aws:s3/bucket:Bucket";
const group = "aws:ec2/securityGroup:SecurityGroup";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const logs = "aws:cloudwatch/logGroup:LogGroup";
const database = "aws:rds/instance:Instance";
const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });

let cloud: CloudUnderTest;
beforeEach(async () => {
  cloud = await startCloud({ configuration });
});
afterEach(() => cloud.stop());

async function network() {
  const made = await cloud.engine.make(vpc, "network", { cidrBlock: "10.0.0.0/16" });
  const place = (zone: string, cidrBlock: string) =>
    cloud.engine.make(subnet, zone, { vpcId: made.id, cidrBlock, availabilityZone: `us-west-2${zone}` });
  const [a, b] = [await place("a", "10.0.0.0/24"), await place("b", "10.0.1.0/24")];
  return { id: made.id, outputs: made.outputs, subnets: [a.id, b.id], first: a.id };
}

async function cluster(deletionProtection = false) {
  const { subnets, ...rest } = await network();
  const its = await cloud.engine.make(role, "control", { name: "mlops-test-control", assumeRolePolicy: trust });
  const made = await cloud.engine.make("aws:eks/cluster:Cluster", "cluster", {
    name: "mlops-test",
    roleArn: String(its.outputs.arn),
    vpcConfig: { subnetIds: subnets },
    enabledClusterLogTypes: ["audit"],
    deletionProtection,
  });
  return { ...made, subnets, network: rest };
}

describe("a reference to a missing resource", () => {
  it("is rejected with AWS's error", async () => {
    await expect(cloud.engine.make(subnet, "a", { vpcId: "vpc-0", cidrBlock: "10.0.0.0/24" })).rejects.toThrow(
      "api error InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist",
    );
    await expect(cloud.engine.make("aws:iam/rolePolicy:RolePolicy", "p", { role: "r", policy: "{}" })).rejects.toThrow(
      "api error NoSuchEntity: The role with name r cannot be found.",
    );
    await expect(
      cloud.engine.make("aws:s3/bucketVersioning:BucketVersioning", "v", {
        bucket: "nowhere",
        versioningConfiguration: { status: "Enabled" },
      }),
    ).rejects.toThrow("api error NoSuchBucket");
    const policy = JSON.stringify({ Statement: [{ Principal: { AWS: "arn:aws:iam::1:role/mlops-test-late" } }] });
    await expect(cloud.engine.make("aws:kms/key:Key", "k", { policy })).rejects.toThrow(
      "api error MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.",
    );
  });

  it("is rejected for everything in a cluster", async () => {
    const { subnets } = await network();
    const its = await cloud.engine.make(role, "node", { name: "mlops-test-node", assumeRolePolicy: trust });
    const roleArn = String(its.outputs.arn);
    const clusterName = "mlops-test";
    for (const [type, inputs] of inCluster({ clusterName, roleArn, subnets })) {
      await expect(cloud.engine.make(type, "early", inputs), type).rejects.toThrow(
        "api error ResourceNotFoundException: No cluster found for name: mlops-test.",
      );
    }
  });

  it("is accepted for roles from outside the program", async () => {
    await cluster();
    const entry = (name: string) =>
      cloud.engine.make("aws:eks/accessEntry:AccessEntry", name, {
        clusterName: "mlops-test",
        principalArn: `arn:aws:iam::111122223333:role/${name}`,
      });
    await entry("someone-elses");
    await entry("mlops-test-named-in-settings");
    await expect(entry("mlops-test-not-made-yet")).rejects.toThrow(
      "api error InvalidParameterException: The specified principalArn is invalid: invalid principal.",
    );
  });
});

describe("a reference to a resource that is being created", () => {
  // EKS creates a cluster in ten minutes, here in half a second.
  const latency = 0.5 / 600;

  it("is rejected for everything in a cluster, and accepted when the cluster is active", async () => {
    await cloud.stop();
    cloud = await startCloud({ configuration, latency });
    const { subnets } = await network();
    const its = await cloud.engine.make(role, "node", { name: "mlops-test-node", assumeRolePolicy: trust });
    const roleArn = String(its.outputs.arn);
    await cloud.engine.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "node", {
      role: "mlops-test-node",
      policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    });
    const clusterName = "mlops-test";
    const clusters = () =>
      cloud.engine.make("aws:eks/cluster:Cluster", "cluster", {
        name: clusterName,
        roleArn,
        vpcConfig: { subnetIds: subnets },
      });
    const creation = clusters();
    const exists = async () => (await cloud.control.resources()).some(({ id }) => id === clusterName);
    await expect.poll(exists).toBe(true);
    for (const [type, inputs] of inCluster({ clusterName, roleArn, subnets })) {
      await expect(cloud.engine.make(type, "early", inputs), type).rejects.toThrow(
        "api error InvalidRequestException: Cluster 'mlops-test' is not in ACTIVE status",
      );
    }
    await creation;
    for (const [type, inputs] of inCluster({ clusterName, roleArn, subnets })) {
      await cloud.engine.make(type, "ready", inputs);
    }
  });

  it("is rejected for a mount target of a file system", async () => {
    await cloud.stop();
    cloud = await startCloud({ configuration, latency: 0.2 });
    const { first } = await network();
    const creation = cloud.engine.make("aws:efs/fileSystem:FileSystem", "files", { creationToken: "files" });
    const files = async () => (await cloud.control.resources()).find(({ type }) => type.endsWith(":FileSystem"))?.id;
    await expect.poll(files).toBeDefined();
    const inputs = { fileSystemId: String(await files()), subnetId: first };
    const early = cloud.engine.make("aws:efs/mountTarget:MountTarget", "early", inputs);
    await expect(early).rejects.toThrow("api error IncorrectFileSystemLifeCycleState");
    await creation;
  });
});

/** Resources that belong to a cluster, in an order in which they can be created. */
function inCluster(its: { clusterName: string; roleArn: string; subnets: string[] }): [string, JsonObject][] {
  const { clusterName, roleArn, subnets } = its;
  return [
    ["aws:eks/accessEntry:AccessEntry", { clusterName, principalArn: roleArn }],
    [
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      {
        clusterName,
        principalArn: roleArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        accessScope: { type: "cluster" },
      },
    ],
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      { clusterName, namespace: "vision", serviceAccount: "training", roleArn },
    ],
    [
      "aws:eks/nodeGroup:NodeGroup",
      {
        clusterName,
        nodeRoleArn: roleArn,
        subnetIds: subnets,
        scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
      },
    ],
    ["aws:eks/addon:Addon", { clusterName, addonName: "coredns" }],
  ];
}

describe("a name", () => {
  it("is unique", async () => {
    await cloud.engine.make(role, "one", { name: "mlops-test-a", assumeRolePolicy: trust });
    await expect(cloud.engine.make(role, "two", { name: "mlops-test-a", assumeRolePolicy: trust })).rejects.toThrow(
      "api error EntityAlreadyExists: Role with name mlops-test-a already exists.",
    );
    await cloud.engine.make(logs, "one", { name: "/a" });
    await expect(cloud.engine.make(logs, "two", { name: "/a" })).rejects.toThrow("ResourceAlreadyExistsException");
  });

  it("of a log group is in use if its writer exists first, and again while the writer exists", async () => {
    await cluster();
    await expect(cloud.engine.make(logs, "l", { name: "/aws/eks/mlops-test/cluster" })).rejects.toThrow(
      "ResourceAlreadyExistsException",
    );
    await cloud.engine.delete(logs, "l", "/aws/eks/mlops-test/cluster");
    expect((await cloud.control.resources()).filter(({ type }) => type === logs)).toMatchObject([{ urn: "" }]);
  });
});

describe("a deletion", () => {
  it("of a network is rejected while it contains resources", async () => {
    const { id, first } = await network();
    await expect(cloud.engine.delete(vpc, "network", id)).rejects.toThrow(
      `api error DependencyViolation: The vpc '${id}' has dependencies and cannot be deleted.`,
    );
    await cloud.control.putInterface("eni-1", { subnetIds: [first], owner: "load balancer of default/web" });
    await expect(cloud.engine.delete(subnet, "a", first)).rejects.toThrow(
      "used by load balancer of default/web (eni-1)",
    );
    await cloud.control.removeInterface("eni-1");
    await cloud.engine.delete(subnet, "a", first);
  });

  it("of an Internet gateway is rejected while public addresses are mapped", async () => {
    const { id, first } = await network();
    const internet = "aws:ec2/internetGateway:InternetGateway";
    const nat = { subnetId: first, connectivityType: "public" };
    const address = await cloud.engine.make("aws:ec2/eip:Eip", "address", {});
    const natGateway = (name: string) =>
      cloud.engine.make("aws:ec2/natGateway:NatGateway", name, { ...nat, allocationId: address.id });
    await expect(natGateway("early")).rejects.toThrow("Gateway.NotAttached");
    const made = await cloud.engine.make(internet, "internet", { vpcId: id });
    await natGateway("nat");
    await expect(cloud.engine.delete(internet, "internet", made.id)).rejects.toThrow("mapped public address");
    await expect(cloud.engine.delete("aws:ec2/eip:Eip", "address", address.id)).rejects.toThrow(
      "InvalidIPAddress.InUse",
    );
  });

  it("of a group is rejected while interfaces or rules of other groups use it, but not for its own rules", async () => {
    const { id } = await network();
    const make = (name: string) => cloud.engine.make(group, name, { vpcId: id });
    const [one, other] = [await make("one"), await make("other")];
    const ingress = (name: string, securityGroupId: string) =>
      cloud.engine.make(rule, name, { securityGroupId, referencedSecurityGroupId: one.id, ipProtocol: "-1" });
    await ingress("itself", one.id);
    const held = await ingress("holding", other.id);
    await expect(cloud.engine.delete(group, "one", one.id)).rejects.toThrow("DependencyViolation");
    await cloud.engine.delete(rule, "holding", held.id);
    await cloud.engine.delete(group, "one", one.id);
    expect((await cloud.control.resources()).filter(({ type }) => type === rule)).toEqual([]);
  });

  it("of a bucket is rejected unless it is empty", async () => {
    const made = await cloud.engine.make(bucket, "b", { bucket: "mlops-test-b" });
    await cloud.control.putObjects("mlops-test-b", ["model.bin"]);
    await expect(cloud.engine.delete(bucket, "b", made.id)).rejects.toThrow("BucketNotEmpty");
    await cloud.control.putObjects("mlops-test-b", []);
    await cloud.engine.delete(bucket, "b", made.id);
  });

  it("of a role is rejected while it has policies", async () => {
    await cloud.engine.make(role, "r", { name: "mlops-test-r", assumeRolePolicy: trust });
    const policy = await cloud.engine.make("aws:iam/rolePolicy:RolePolicy", "p", {
      role: "mlops-test-r",
      policy: "{}",
    });
    await expect(cloud.engine.delete(role, "r", "mlops-test-r")).rejects.toThrow("DeleteConflict");
    await cloud.engine.delete("aws:iam/rolePolicy:RolePolicy", "p", policy.id);
    await cloud.engine.delete(role, "r", "mlops-test-r");
  });

  it("of a protected database is rejected, and so is a snapshot name that exists", async () => {
    const { id } = await cluster(true);
    await expect(cloud.engine.delete("aws:eks/cluster:Cluster", "cluster", id)).rejects.toThrow("deletion protection");
    const inputs = { identifier: "db", instanceClass: "db.t4g.micro", deletionProtection: true };
    const made = await cloud.engine.make(database, "db", { ...inputs, finalSnapshotIdentifier: "db-final" });
    await expect(cloud.engine.delete(database, "db", made.id)).rejects.toThrow("disable deletion protection");
    await cloud.control.patchResource({ type: database, id: made.id }, { deletionProtection: false });
    await cloud.engine.delete(database, "db", made.id);
    expect(await cloud.control.leftovers()).toMatchObject([{ kind: "rds snapshot", id: "db-final" }]);
    const again = await cloud.engine.make(database, "db", {
      ...inputs,
      finalSnapshotIdentifier: "db-final",
      deletionProtection: false,
    });
    await expect(cloud.engine.delete(database, "db", again.id)).rejects.toThrow("DBSnapshotAlreadyExists");
  });
});

describe("a cluster", () => {
  it("has the sandbox's endpoint and an issuer in EKS's format", async () => {
    const { outputs, network: around } = await cluster();
    expect(outputs).toMatchObject({
      arn: "arn:aws:eks:us-west-2:111122223333:cluster/mlops-test",
      endpoint: "https://127.0.0.1:6443",
      certificateAuthority: { data: Buffer.from("PEM").toString("base64") },
      vpcConfig: { vpcId: around.id, clusterSecurityGroupId: expect.stringMatching(/^sg-0[0-9a-f]{16}$/) },
    });
    expect(JSON.stringify(outputs.identities)).toMatch(
      /"https:\/\/oidc\.eks\.us-west-2\.amazonaws\.com\/id\/[0-9A-F]{32}"/,
    );
  });

  it("authenticates a role by its access entry, with the groups of its policies", async () => {
    await cluster();
    const principalArn = "arn:aws:iam::111122223333:role/someone-elses";
    const review = () => cloud.reviewToken(tokenPrefix + Buffer.from(principalArn).toString("base64url"));
    expect(await review()).toMatchObject({ status: { authenticated: false } });
    await cloud.engine.make("aws:eks/accessEntry:AccessEntry", "e", {
      clusterName: "mlops-test",
      principalArn,
      kubernetesGroups: ["readers"],
    });
    await cloud.engine.make("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "p", {
      clusterName: "mlops-test",
      principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    expect(await review()).toMatchObject({
      apiVersion: "authentication.k8s.io/v1",
      status: {
        authenticated: true,
        user: { username: principalArn, groups: ["readers", "eks-access-policy:AmazonEKSClusterAdminPolicy"] },
      },
    });
    expect(await cloud.reviewToken("nonsense")).toMatchObject({ status: { authenticated: false } });
  });
});
