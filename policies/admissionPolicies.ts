import type { Settings } from "../components/settings/schema";
import { platformNamespaceLabel, teamLabel } from "../core/kubernetes/labels";
import { allRules } from "./catalogue";
import { contextOf } from "./context";
import { type AdmissionArgs, type AdmissionPolicy, admissionPolicy } from "./kubernetes/admission";
import { dayOf } from "./waivers";

/** Every rule on Kubernetes objects, as the cluster of these settings is to hold everybody to it: what `MlPlatform` installs. */
export function admissionPolicies(settings: Settings): AdmissionPolicy[] {
  return policiesOf({ context: contextOf(settings), waivers: settings.guardrails.waivers });
}

/** @param today The day on which waivers are to hold, as YYYY-MM-DD. @default - today */
export function policiesOf({
  today = dayOf(),
  ...args
}: Pick<AdmissionArgs, "context" | "waivers"> & { readonly today?: string }): AdmissionPolicy[] {
  const namespaceLabels = { teams: teamLabel, platform: platformNamespaceLabel };
  return allRules().flatMap((rule) =>
    rule.about === "kubernetes" ? [admissionPolicy(rule, { ...args, today, namespaceLabels })] : [],
  );
}
