import type { Declared } from "../../../core/graph/registration";
import { objectOf } from "../../../core/json/reading";
import { free, hourly, type Priced, type Pricers, pricersOf } from "../priced";
import { price, rate } from "../prices";

/** The cluster itself. Its nodes have pricers of their own. */
export const eksPricers: Pricers = {
  "aws:eks/cluster:Cluster": cluster,
  ...pricersOf(free, [
    "aws:eks/accessEntry:AccessEntry",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    // AWS's own add-ons cost nothing. Those of the marketplace have prices there.
    "aws:eks/addon:Addon",
    "aws:eks/identityProviderConfig:IdentityProviderConfig",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  ]),
};

/** Charged in addition to the cluster, at prices that are not in the table. */
const extras = ["computeConfig", "controlPlaneScalingConfig", "remoteNetworkConfig"] as const;

/** A cluster in extended support costs six times as much. The price replaces the standard one. */
function cluster({ inputs }: Declared): Priced {
  const standardOnly = objectOf(inputs.upgradePolicy).supportType === "STANDARD";
  const extended = standardOnly ? "" : `; ${rate(price("eks.cluster.extended"))} an hour in extended support`;
  return {
    items: [hourly("control plane", 1, "1 cluster", price("eks.cluster.standard"), extended)],
    unpriced: extras.some((extra) => inputs[extra] !== undefined),
  };
}
