import { describe, expect, it } from "vitest";
import { settingsProblems } from "../../support/settings";

function general(vcpus: number) {
  return { pools: { general: { instanceTypes: ["m7i.xlarge"], limits: { vcpus } } } };
}

function systemNodes(changes: object) {
  return { cluster: { publicAccessCidrs: ["203.0.113.0/24"], systemNodes: changes } };
}

describe("addresses of the network", () => {
  it("rejects more nodes than the private subnets have addresses for", () => {
    expect(settingsProblems({ network: { cidr: "10.40.0.0/20" }, compute: general(2000) })).toEqual([
      "network.cidr: must have addresses for 504 nodes, the maximum of system nodes and pools: private subnets in 3 zones have addresses for about 21, since each node holds two blocks of 16 addresses for its pods | lower limits of mlops:compute.pools or mlops:cluster.systemNodes.maximum, or use larger instance types",
    ]);
  });

  it("names the smallest block that is large enough", () => {
    expect(settingsProblems({ network: { cidr: "10.40.0.0/20" }, compute: general(200) })).toEqual([
      "network.cidr: must have addresses for 54 nodes, the maximum of system nodes and pools: private subnets in 3 zones have addresses for about 21, since each node holds two blocks of 16 addresses for its pods | use a /18 block, such as 10.40.0.0/18, or lower limits of mlops:compute.pools or mlops:cluster.systemNodes.maximum",
    ]);
    expect(settingsProblems({ network: { cidr: "10.40.0.0/18" }, compute: general(200) })).toEqual([]);
  });

  it("accepts exactly as many nodes as there are addresses for", () => {
    expect(settingsProblems({ network: { cidr: "10.40.0.0/20" }, compute: general(17 * 4) })).toEqual([]);
    expect(settingsProblems({ network: { cidr: "10.40.0.0/20" }, compute: general(18 * 4) })).toHaveLength(1);
  });
});

describe("capacity of the system nodes", () => {
  it("rejects nodes that are too small for the platform services", () => {
    expect(settingsProblems(systemNodes({ instanceTypes: ["m7i.large"], minimum: 1, maximum: 1 }))).toEqual([
      "cluster.systemNodes.minimum: must be enough nodes for the platform services, which request at least 2.5 vCPUs and 7.4 GiB: 1 × m7i.large offer 1.43 vCPUs and 5.7 GiB to pods | set it to 2 or more, or use larger instance types",
    ]);
    expect(settingsProblems(systemNodes({ instanceTypes: ["m7i.xlarge"], minimum: 1, maximum: 1 }))).toEqual([]);
  });

  it("rejects more memory for Prometheus than a node offers", () => {
    const observability = { prometheus: { memoryMebibytes: 20_000 } };
    const changes = { ...systemNodes({ instanceTypes: ["m7i.xlarge"], minimum: 3, maximum: 3 }), observability };
    expect(settingsProblems(changes)).toEqual([
      "observability.prometheus.memoryMebibytes: must be at most 13138: a system node offers no more to one pod | lower it, or use system nodes with more memory in mlops:cluster.systemNodes.instanceTypes",
    ]);
  });

  it("accepts the defaults of each environment", () => {
    for (const stack of ["dev", "staging", "prod"]) expect(settingsProblems({}, stack)).toEqual([]);
  });
});

describe("regions and zones", () => {
  it("rejects us-east-1e, where EKS places no control plane", () => {
    expect(settingsProblems({ region: "us-east-1", zones: ["us-east-1a", "us-east-1e"] })).toEqual([
      'zones.1: must not be us-east-1e: in most accounts it is use1-az3, where EKS does not place control planes | use another zone; aws ec2 describe-availability-zones --region us-east-1 --query "AvailabilityZones[].[ZoneName,ZoneId]" prints the IDs of your account, which must not include use1-az3',
    ]);
  });

  it.each(["il-central-1", "ca-west-1", "ap-southeast-7", "mx-central-1"])(
    "rejects %s, whose RDS certificate authorities are not known",
    (region) => {
      const [problem = "", ...others] = settingsProblems({ region, zones: [`${region}a`, `${region}b`] });
      expect(others.filter((other) => other.startsWith("region"))).toEqual([]);
      expect(problem).toContain("region: must be a region whose RDS certificate authorities are known");
      expect(problem).toContain(`https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`);
    },
  );
});
