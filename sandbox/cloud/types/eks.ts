import { textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { CloudResource, Facts, SimulatedTypes } from "../resourceType";
import { hasNodes } from "./eksNodeGroup";
import { arn, cluster, roleByArn, uuid } from "./formats";

const accessEntry = "aws:eks/accessEntry:AccessEntry";
const ofCluster = { from: "clusterName", to: cluster, by: ["name"], onDeletion: "follow" } as const;

/** Types that belong to a cluster: add-ons and access. */
export const eksTypes: SimulatedTypes = {
  "aws:eks/addon:Addon": {
    id: ({ inputs }) => `${textOrEmpty(inputs, "clusterName")}:${textOrEmpty(inputs, "addonName")}`,
    arn: (facts) => {
      const { inputs } = facts;
      return arn(
        facts,
        "eks",
        `addon/${textOrEmpty(inputs, "clusterName")}/${textOrEmpty(inputs, "addonName")}/${uuid(facts, "addon")}`,
      );
    },
    outputs: ({ createdAt, modifiedAt, inputs }) => ({
      addonVersion: "v1.0.0-eksbuild.1",
      configurationValues: "",
      createdAt,
      modifiedAt,
      namespaceConfig: {
        namespace: textOrEmpty(inputs, "addonName") === "metrics-server" ? "metrics-server" : "kube-system",
      },
    }),
    references: [ofCluster, roleByArn("serviceAccountRoleArn")],
    validate: needsNodes,
    exists: { code: "ResourceInUseException", text: "Addon already exists: {id}" },
  },

  [accessEntry]: {
    id: ({ inputs }) => `${textOrEmpty(inputs, "clusterName")}:${textOrEmpty(inputs, "principalArn")}`,
    outputs: (facts) => {
      const { inputs, createdAt, modifiedAt } = facts;
      const principal = textOrEmpty(inputs, "principalArn");
      const nodes = textOrEmpty(inputs, "type") === "EC2_LINUX";
      const path = `access-entry/${textOrEmpty(inputs, "clusterName")}/role/${facts.account.accountId}`;
      return {
        accessEntryArn: arn(facts, "eks", `${path}/${principal.split("/").at(-1)}/${uuid(facts, "entry")}`),
        createdAt,
        kubernetesGroups: nodes ? ["system:nodes"] : [],
        modifiedAt,
        type: "STANDARD",
        userName: nodes ? "system:node:{{EC2PrivateDNSName}}" : principal,
      };
    },
    references: [ofCluster, roleByArn("principalArn")],
    exists: {
      code: "ResourceInUseException",
      text: "The specified access entry resource is already in use on this cluster.",
    },
    missing: {
      code: "ResourceNotFoundException",
      text: "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries': {id}",
    },
  },

  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: ({ inputs }) => ["clusterName", "principalArn", "policyArn"].map((key) => textOrEmpty(inputs, key)).join("#"),
    outputs: ({ createdAt, modifiedAt }) => ({ associatedAt: createdAt, modifiedAt }),
    references: [
      ofCluster,
      {
        from: (inputs) => [`${textOrEmpty(inputs, "clusterName")}:${textOrEmpty(inputs, "principalArn")}`],
        to: accessEntry,
        onDeletion: "follow",
      },
    ],
    put: true,
  },

  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: (facts) => `a-${facts.hex("association", 17)}`,
    outputs: (facts) => ({
      associationArn: arn(
        facts,
        "eks",
        `podidentityassociation/${textOrEmpty(facts.inputs, "clusterName")}/${facts.id}`,
      ),
      associationId: facts.id,
      disableSessionTags: false,
      externalId: "",
    }),
    references: [ofCluster, roleByArn("roleArn")],
    key: ({ inputs }) =>
      ["clusterName", "namespace", "serviceAccount"].map((part) => textOrEmpty(inputs, part)).join(" "),
    exists: {
      code: "ResourceInUseException",
      text: "Association already exists for this cluster, namespace and service account",
    },
  },
};

/**
 * An add-on with Deployments becomes ready only if the cluster has nodes. Otherwise its creation fails after 20
 * minutes.
 */
function needsNodes({ cloud, inputs }: Facts, before: CloudResource | undefined): CloudError | undefined {
  const name = textOrEmpty(inputs, "addonName");
  if (before !== undefined || !deployed.includes(name) || hasNodes(cloud, textOrEmpty(inputs, "clusterName")))
    return undefined;
  return new CloudError(
    "InsufficientNumberOfReplicas",
    `unexpected state 'DEGRADED', wanted target 'ACTIVE': the add-on ${name} is unhealthy because it doesn't have the desired number of replicas: there are no nodes`,
  );
}

const deployed = ["coredns", "metrics-server", "aws-ebs-csi-driver", "aws-efs-csi-driver", "snapshot-controller"];
