import type { Settings } from "../components/settings/schema";
import { platformNamespaceLabel, teamLabel } from "../core/kubernetes/labels";
import { allRules } from "./catalogue";
import { contextOf } from "./context";
import { type AdmissionArgs, type AdmissionPolicy, admissionPolicy } from "./kubernetes/admission";
import { dayOf } from "./waivers";

/** Returns the admission policies of all rules on Kubernetes objects, which `MlPlatform` installs in the cluster. */
export function admissionPolicies(settings: Settings): AdmissionPolicy[] {
  return policiesOf({ context: contextOf(settings), waivers: settings.guardrails.waivers });
}

/** @param today The day for which active waivers are selected, as YYYY-MM-DD. @default - today */
export function policiesOf({
  today = dayOf(),
  ...args
}: Pick<AdmissionArgs, "context" | "waivers"> & { readonly today?: string }): AdmissionPolicy[] {
  const namespaceLabels = { teams: teamLabel, platform: platformNamespaceLabel };
  return allRules().flatMap((rule) =>
    rule.about === "kubernetes" ? [admissionPolicy(rule, { ...args, today, namespaceLabels })] : [],
  );
}
