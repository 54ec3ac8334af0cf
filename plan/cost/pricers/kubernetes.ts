import type { Declared } from "../../../core/graph/registration";
import { listOf, objectOf } from "../../../core/json/reading";
import { free, type Priced, type Pricers, unpriced } from "../priced";

/** Kubernetes objects that create AWS resources. Charts may have more: the plan lists charts as opaque. */
export const kubernetesPricers: Pricers = {
  "kubernetes:apps/v1:StatefulSet": statefulSet,
  "kubernetes:core/v1:PersistentVolumeClaim": () => unpriced,
  "kubernetes:core/v1:Service": service,
};

/** A Service of type LoadBalancer is unpriced: an internet-facing one also has a public address in each zone. */
function service({ inputs }: Declared): Priced {
  return objectOf(inputs.spec).type === "LoadBalancer" ? unpriced : free;
}

/** A StatefulSet with claim templates has a volume for each replica, which is unpriced. */
function statefulSet({ inputs }: Declared): Priced {
  return listOf(objectOf(inputs.spec).volumeClaimTemplates).length > 0 ? unpriced : free;
}
