import { numberOf, objectOf, textOrEmpty } from "../../core/json/reading";
import { contains, overlaps, parseCidr } from "../../core/network/cidr";
import { CloudError } from "./cloudError";
import type { Facts } from "./resourceType";
import { cluster, role, subnet, vpc } from "./types/formats";

/**
 * A rule by which a service rejects inputs that are each valid, but not in combination or not with existing resources.
 */
interface RefusedInputs {
  /** Returns AWS's error text, or undefined if AWS accepts the inputs. */
  readonly refuse: (facts: Facts) => string | undefined;
  readonly code: string;
  /** Where AWS documents the rule, or a report of the error. */
  readonly source: string;
}

/** @throws CloudError for inputs that the service rejects, in a creation or an update. */
export function requireAcceptable(type: string, facts: Facts): void {
  for (const { refuse, code } of refusedInputs[type] ?? []) {
    const text = refuse(facts);
    if (text !== undefined) throw new CloudError(code, text);
  }
}

/** Rules by resource type. */
const refusedInputs: Readonly<Record<string, readonly RefusedInputs[]>> = {
  [subnet]: [
    {
      refuse: ({ cloud, inputs }) => {
        const network = cloud.find(vpc, "id", textOrEmpty(inputs, "vpcId"));
        const [outer, inner] = [textOrEmpty(network?.outputs, "cidrBlock"), textOrEmpty(inputs, "cidrBlock")].map(
          parseCidr,
        );
        return outer && inner && !contains(outer, inner)
          ? `The CIDR '${textOrEmpty(inputs, "cidrBlock")}' is invalid.`
          : undefined;
      },
      code: "InvalidSubnet.Range",
      source: "EC2 API, error codes",
    },
    {
      refuse: ({ cloud, inputs, id }) => {
        const block = parseCidr(textOrEmpty(inputs, "cidrBlock"));
        const taken = cloud.all(subnet).some((other) => {
          const its = parseCidr(textOrEmpty(other.outputs, "cidrBlock"));
          return other.id !== id && other.outputs.vpcId === inputs.vpcId && block && its && overlaps(block, its);
        });
        return taken ? `The CIDR '${textOrEmpty(inputs, "cidrBlock")}' conflicts with another subnet` : undefined;
      },
      code: "InvalidSubnet.Conflict",
      source: "EC2 API, error codes",
    },
  ],

  [cluster]: [
    {
      refuse: ({ inputs }) => {
        const { endpointPublicAccess, endpointPrivateAccess } = objectOf(inputs, "vpcConfig");
        return endpointPublicAccess === false && endpointPrivateAccess !== true
          ? "Private and public endpoint access cannot be false"
          : undefined;
      },
      code: "InvalidParameterException",
      source: "EKS user guide, cluster-endpoint",
    },
  ],

  "aws:eks/nodeGroup:NodeGroup": [
    {
      refuse: ({ cloud, inputs }) => {
        const owner = cloud.find(cluster, "name", textOrEmpty(inputs, "clusterName"));
        const [nodes, control] = [textOrEmpty(inputs, "version"), textOrEmpty(owner?.outputs, "version")];
        return Number(nodes.split(".")[1]) > Number(control.split(".")[1])
          ? `Nodegroup Kubernetes version ${nodes} must not be later than that of the cluster, ${control}`
          : undefined;
      },
      code: "InvalidParameterException",
      source: "EKS API, CreateNodegroup and UpdateNodegroupVersion, version",
    },
  ],

  "aws:iam/rolePolicy:RolePolicy": [
    {
      // The limit applies to the sum of all inline policies of a role, without white space.
      refuse: ({ cloud, inputs, id }) => {
        const owner = textOrEmpty(inputs, "role");
        const others = cloud
          .all("aws:iam/rolePolicy:RolePolicy")
          .filter((other) => other.id !== id && textOrEmpty(other.outputs, "role") === owner)
          .map((other) => textOrEmpty(other.outputs, "policy"));
        const size = [...others, textOrEmpty(inputs, "policy")].join("").replace(/\s/g, "").length;
        return size > 10_240 ? `Maximum policy size of 10240 bytes exceeded for role ${owner}` : undefined;
      },
      code: "LimitExceeded",
      source: "IAM user guide, reference_iam-quotas",
    },
  ],

  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    {
      refuse: ({ cloud, inputs, id }) => {
        const attached = cloud
          .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
          .filter((other) => other.id !== id && other.outputs.role === inputs.role);
        return attached.length >= 10 ? "Cannot exceed quota for PoliciesPerRole: 10" : undefined;
      },
      code: "LimitExceeded",
      source: "IAM user guide, reference_iam-quotas",
    },
  ],

  [role]: [
    {
      refuse: ({ inputs }) => {
        const size = textOrEmpty(inputs, "assumeRolePolicy").replace(/\s/g, "").length;
        return size > 2048 ? "Cannot exceed quota for ACLSizePerRole: 2048" : undefined;
      },
      code: "LimitExceeded",
      source: "IAM user guide, reference_iam-quotas",
    },
  ],

  "aws:rds/instance:Instance": [
    {
      refuse: ({ inputs }) => {
        const [least, most] = [numberOf(inputs, "allocatedStorage"), numberOf(inputs, "maxAllocatedStorage")];
        return least !== undefined && most !== undefined && most > 0 && most <= least
          ? "Max storage size must be greater than storage size"
          : undefined;
      },
      code: "InvalidParameterCombination",
      source: "ministryofjustice/cloud-platform-environments#7471",
    },
    {
      refuse: ({ cloud, inputs }) => {
        const name = textOrEmpty(inputs, "parameterGroupName");
        const family = textOrEmpty(
          cloud.find("aws:rds/parameterGroup:ParameterGroup", "name", name)?.outputs,
          "family",
        );
        const wanted = engineFamily(textOrEmpty(inputs, "engine"), textOrEmpty(inputs, "engineVersion"));
        return family === "" || wanted === undefined || family === wanted
          ? undefined
          : `The Parameter Group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${wanted}`;
      },
      code: "InvalidParameterCombination",
      source: "RDS user guide, parameter-groups-overview",
    },
  ],

  "aws:elasticache/replicationGroup:ReplicationGroup": [
    {
      refuse: ({ inputs }) =>
        inputs.automaticFailoverEnabled === true && (numberOf(inputs, "numCacheClusters") ?? 2) < 2
          ? "Must have at least 1 replica when cluster mode is disabled with auto failover enabled."
          : undefined,
      code: "InvalidParameterValue",
      source: "hashicorp/terraform-provider-aws#24244",
    },
    {
      refuse: ({ inputs }) =>
        inputs.multiAzEnabled === true && inputs.automaticFailoverEnabled !== true
          ? "Multi-AZ needs automatic failover to be enabled."
          : undefined,
      code: "InvalidParameterCombination",
      source: "ElastiCache user guide, AutoFailover",
    },
  ],
};

/**
 * Returns the parameter group family, such as `postgres17` or `mysql8.4`, or undefined if the version is incomplete.
 */
function engineFamily(engine: string, version: string): string | undefined {
  const [major = "", minor] = version.split(".");
  if (engine === "postgres" && major !== "") return `postgres${major}`;
  return engine === "mysql" && minor !== undefined ? `mysql${major}.${minor}` : undefined;
}
