import { z } from "zod";
import type { KubernetesObject } from "../../kubernetes/client";
import type { Subnet } from "../controller";

const spec = z.looseObject({
  subnetSelectorTerms: z.array(
    z.strictObject({ id: z.string().optional(), tags: z.record(z.string(), z.string()).optional() }),
  ),
});

/** Returns the subnets that an EC2NodeClass selects: those that match all tags of any term. `*` matches any value. */
export function selectedSubnets(nodeClass: KubernetesObject, subnets: readonly Subnet[]): Subnet[] {
  const { subnetSelectorTerms } = spec.parse(nodeClass.spec);
  return subnets.filter((subnet) =>
    subnetSelectorTerms.some(
      ({ id, tags = {} }) =>
        (id === undefined || id === subnet.id) &&
        Object.entries(tags).every(([key, value]) => {
          const found = subnet.tags[key];
          return found !== undefined && (value === "*" || value === found);
        }),
    ),
  );
}
