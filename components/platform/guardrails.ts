import { type AdmissionPolicy, Guardrails } from "../guardrails/guardrails";
import type { ClusterContext } from "./platformContext";

/** The API server judges by itself: neither nodes nor a way out have to be there. */
export function createGuardrails(
  { name, parent, cluster }: ClusterContext,
  policies: readonly AdmissionPolicy[],
): Guardrails {
  return new Guardrails(`${name}-guardrails`, { policies }, { parent, providers: [cluster.kubernetes] });
}
