import { z } from "zod";
import type { KubernetesObject } from "../../kubernetes/client";
import { type Condition, conditionsFor, readyOf } from "../conditions";
import type { Controller, ControllerContext, Subnet } from "../controller";
import {
  addFinalizer,
  forEach,
  generationOf,
  hasFinalizer,
  isDeleting,
  manager,
  referenceOf,
  removeFinalizer,
  sandboxLabel,
} from "../objects";
import { ec2NodeClassKind, karpenterOwner, kwokNodeClassKind, mirrorLabel } from "./kinds";
import { type NodeClaim, nodeClaims } from "./nodeClaims";
import { selectedSubnets } from "./subnetSelector";

/**
 * Simulates the part of Karpenter's AWS provider that reconciles EC2NodeClasses.
 *
 * Each has a KWOKNodeClass with the same name and readiness. Karpenter's core reads it as it would read the
 * EC2NodeClass in AWS, and every NodeClaim refers to it.
 */
export const karpenterNodeClasses: Controller = {
  name: "karpenter-node-classes",
  simulates:
    "Karpenter's AWS provider for EC2NodeClasses: a status with the subnets that the selectors match in the simulated AWS, and the finalizer `karpenter.k8s.aws/termination`, which it removes when no node is left",
  notTested: "that images, security groups, instance profiles and reservations exist and match: they are always ready",
  owner: karpenterOwner,
  reconcile: async (context) => {
    const { api, cloud } = context;
    const classes = await api.list(ec2NodeClassKind.apiVersion, ec2NodeClassKind.kind);
    if (classes.length === 0) return;
    const claims = await nodeClaims(api);
    const subnets = classes.every(isDeleting) ? [] : await cloud.subnets();
    await forEach(classes, (nodeClass) =>
      isDeleting(nodeClass) ? release(nodeClass, claims, context) : reconcileNodeClass(nodeClass, subnets, context),
    );
  },
};

/** Karpenter's finalizer: https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/v1/labels.go. */
const finalizer = "karpenter.k8s.aws/termination";

const profile = z.looseObject({ instanceProfile: z.string().optional() });

async function reconcileNodeClass(nodeClass: KubernetesObject, subnets: readonly Subnet[], context: ControllerContext) {
  const { api, now } = context;
  await addFinalizer(api, ec2NodeClassKind, nodeClass, finalizer);

  const found = selectedSubnets(nodeClass, subnets);
  const conditions = nodeClassConditions(found);
  await mirror(nodeClass, readyOf(conditions), context);

  const made = conditionsFor(
    [...conditions, readyOf(conditions)],
    generationOf(nodeClass),
    nodeClass.status?.conditions,
    now(),
  );
  if (!made) return;
  const { instanceProfile } = profile.parse(nodeClass.spec);
  const status = {
    subnets: found.map(({ id, zone }) => ({ id, zone })),
    ...(instanceProfile !== undefined && { instanceProfile }),
    conditions: made,
  };
  await api.patch(referenceOf(ec2NodeClassKind, nodeClass), { status }, "status");
}

/** Returns the conditions of an EC2NodeClass, in Karpenter's order. */
function nodeClassConditions(found: readonly Subnet[]): Condition[] {
  const trueCondition = (type: string): Condition => ({ type, status: "True", reason: type, message: "" });
  const subnetsReady: Condition =
    found.length > 0
      ? trueCondition("SubnetsReady")
      : {
          type: "SubnetsReady",
          status: "False",
          reason: "SubnetsNotFound",
          message: "SubnetSelector did not match any Subnets",
        };
  return [
    trueCondition("AMIsReady"),
    trueCondition("CapacityReservationsReady"),
    trueCondition("PlacementGroupReady"),
    subnetsReady,
    trueCondition("SecurityGroupsReady"),
    trueCondition("InstanceProfileReady"),
    trueCondition("ValidationSucceeded"),
  ];
}

async function mirror(nodeClass: KubernetesObject, ready: Condition, { api, now }: ControllerContext) {
  const { name } = nodeClass.metadata;
  const reference = { ...kwokNodeClassKind, name };
  const metadata = { labels: { [sandboxLabel]: "true", [mirrorLabel]: name } };
  const existing = (await api.read(reference)) ?? (await api.apply(reference, { metadata }, manager));
  const conditions = conditionsFor([ready], generationOf(existing), existing.status?.conditions, now());
  if (conditions) await api.patch(reference, { status: { conditions } }, "status");
}

/** Deletes the mirror first, so that an interrupted round can be repeated. */
async function release(nodeClass: KubernetesObject, claims: readonly NodeClaim[], { api }: ControllerContext) {
  const { name } = nodeClass.metadata;
  if (!hasFinalizer(nodeClass, finalizer) || claims.some((claim) => claim.nodeClass === name)) return;
  await api.delete({ ...kwokNodeClassKind, name });
  await removeFinalizer(api, ec2NodeClassKind, nodeClass, finalizer);
}
