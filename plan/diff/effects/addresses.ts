import { listOf, textOf } from "../../../core/json/reading";
import type { ComparedResource } from "../change";
import { type BothPlans, referredIn } from "../plans";
import { changes, type EffectRule, perhaps, removes } from "./effect";

const gateway = "aws:ec2/natGateway:NatGateway";

/** A released public address cannot be recovered. Firewalls that allow this address must be changed. */
export const releasedAddress: EffectRule = (source) => {
  if (source.before?.type !== "aws:ec2/eip:Eip" || !removes(source)) return [];
  const verb = source.kind === "delete" ? "releases" : `${perhaps(source)}replaces`;
  return [{ kind: "address-changed", text: `${verb} a public address, which cannot be recovered` }];
};

/** A route determines the gateway, and so the public address, from which pods reach the Internet. */
export const egressAddress: EffectRule = (source, plans) => {
  const { kind, before, after } = source;
  if (kind !== "update" || before?.type !== "aws:ec2/route:Route" || after === undefined) return [];
  if (!changes(source, "natGatewayId") && !changes(source, "gatewayId")) return [];
  const [earlier, later] = [gatewaysOf(before, plans.before), gatewaysOf(after, plans.after)];
  if (earlier === later) return [];
  return [{ kind: "address-changed", text: "pods behind this route reach the Internet from another public address" }];
};

/** A replaced cluster and a renamed database get another address. */
export const endpointChanged: EffectRule = (source) => {
  const { kind, before, after } = source;
  if (kind !== "update" || before === undefined || after === undefined) return [];
  if (before.type === "aws:eks/cluster:Cluster" && source.replaces !== "no" && source.guard !== "protected") {
    return [{ kind: "address-changed", text: `${perhaps(source)}gives the Kubernetes API another address` }];
  }
  if (before.type === "aws:rds/instance:Instance" && changes(source, "identifier")) {
    return [{ kind: "address-changed", text: "gives the database another address" }];
  }
  return [];
};

function gatewaysOf({ inputs }: ComparedResource, resources: BothPlans["before"]): string {
  const referred = referredIn([inputs.natGatewayId ?? "", inputs.gatewayId ?? ""], resources);
  const addresses = referred.flatMap((one) =>
    one.type === gateway
      ? (textOf(one.inputs, "allocationId") ?? listOf(one.inputs, "secondaryAllocationIds").join())
      : one.urn,
  );
  return addresses.join();
}
