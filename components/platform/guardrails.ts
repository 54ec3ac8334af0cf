import { contextOf } from "../../policies/context";
import { Guardrails } from "../guardrails/guardrails";
import type { ClusterLayer } from "./layer";

/** The API server judges by itself: neither nodes nor a way out have to be there. */
export function createGuardrails({ name, settings, parent, cluster }: ClusterLayer): Guardrails {
  return new Guardrails(
    `${name}-guardrails`,
    { context: contextOf(settings), waivers: settings.guardrails.waivers },
    { parent, providers: [cluster.kubernetes] },
  );
}
