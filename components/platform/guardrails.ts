import { type AdmissionPolicy, Guardrails } from "../guardrails/guardrails";
import type { ClusterContext } from "./platformContext";

/** Creates the admission policies. They need the API server, but neither nodes nor egress. */
export function createGuardrails(
  { name, parent, cluster }: ClusterContext,
  policies: readonly AdmissionPolicy[],
): Guardrails {
  return new Guardrails(`${name}-guardrails`, { policies }, { parent, providers: [cluster.kubernetes] });
}
