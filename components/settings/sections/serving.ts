import { z } from "zod";
import { field } from "../../../core/schema/fields";
import { isGatewayDomain } from "../../ingressGateway/domain";

/** `serving`: access to models from outside the cluster. */
export function servingSection() {
  return z.strictObject({
    domain: field(
      z.string().refine(isGatewayDomain, { error: "must be a domain of lower-case letters, digits and hyphens" }),
      {
        description:
          "Domain of models (`<name>-<team>.<domain>`) and of platform services (`<name>.platform.<domain>`). Clients must resolve `*.<domain>` to the gateway's load balancer.",
        example: "models.internal",
        fix: "use two labels or more, such as models.internal",
      },
    ).default("models.internal"),
  });
}
