import { z } from "zod";
import { field } from "../../../core/schema/fields";
import { isGatewayDomain } from "../../ingressGateway/domain";

/** `serving`: how clients outside of the cluster reach models. */
export function servingSection() {
  return z.strictObject({
    domain: field(
      z.string().refine(isGatewayDomain, { error: "must be a domain of lower-case letters, digits and hyphens" }),
      {
        description:
          "Domain of models, as `<name>-<team>.<domain>`, and of the platform's services, as `<name>.platform.<domain>`. Clients must resolve `*.<domain>` to the gateway's load balancer.",
        example: "models.internal",
        fix: "write two labels or more, such as models.internal",
      },
    ).default("models.internal"),
  });
}
