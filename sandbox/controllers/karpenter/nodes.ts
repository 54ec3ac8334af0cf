import type { Controller, ControllerContext } from "../controller";
import { addFinalizer, digits, forEach, hasFinalizer, isDeleting, removeFinalizer } from "../objects";
import { ec2NodeClassKind, karpenterOwner, nodeClaimKind } from "./kinds";
import { type NodeClaim, nodeClaims } from "./nodeClaims";
import { selectedSubnets } from "./subnetSelector";

/** Creates a network interface for each of Karpenter's nodes, as long as the node exists. */
export const karpenterNodes: Controller = {
  name: "karpenter-nodes",
  simulates:
    "EC2 for Karpenter's instances: each has a network interface in a subnet of its EC2NodeClass, and the interface prevents the deletion of the subnet",
  notTested: "that EC2 has capacity, that nodes boot, join and pull images, and that spot interruptions are handled",
  owner: karpenterOwner,
  reconcile: async (context) => {
    await forEach(await nodeClaims(context.api), (claim) =>
      isDeleting(claim.object) ? terminate(claim, context) : launch(claim, context),
    );
  },
};

/** Finalizer that keeps the NodeClaim until its interface is deleted, as an instance is deleted before its claim. */
const finalizer = "mlops.platform/sandbox-network-interface";

async function launch(claim: NodeClaim, { api, cloud }: ControllerContext): Promise<void> {
  if (!claim.launched || hasFinalizer(claim.object, finalizer)) return;
  const nodeClass = await api.read({ ...ec2NodeClassKind, name: claim.nodeClass });
  if (!nodeClass) return;
  const subnet = selectedSubnets(nodeClass, await cloud.subnets()).find(({ zone }) => zone === claim.zone);
  if (!subnet)
    throw new Error(`${claim.node} is in ${claim.zone}, where its EC2NodeClass ${claim.nodeClass} selects no subnet`);
  await cloud.put(interfaceOf(claim), { subnetIds: [subnet.id], owner: `node ${claim.node}` });
  await addFinalizer(api, nodeClaimKind, claim.object, finalizer);
}

/** Deletes the network interface after Karpenter has removed its finalizer. */
async function terminate(claim: NodeClaim, { api, cloud }: ControllerContext): Promise<void> {
  const { finalizers = [] } = claim.object.metadata;
  if (!hasFinalizer(claim.object, finalizer) || finalizers.includes("karpenter.sh/termination")) return;
  await cloud.remove(interfaceOf(claim));
  await removeFinalizer(api, nodeClaimKind, claim.object, finalizer);
}

function interfaceOf({ object }: NodeClaim): string {
  return `eni-${digits(object.metadata.uid ?? object.metadata.name, 17)}`;
}
