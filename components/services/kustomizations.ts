import type { KustomizationFacts } from "../../core/services/kustomizationFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "./catalogue";

/** Every kustomization that Argo CD installs, by name. */
export const kustomizations: ReadonlyMap<string, KustomizationFacts> = new Map(
  Object.values<ServiceFacts>(services).flatMap((service) => Object.entries(service.kustomizations ?? {})),
);

/**
 * Returns a kustomization by its name.
 *
 * @throws Error if no service has it.
 */
export function kustomizationNamed(name: string): KustomizationFacts {
  const found = kustomizations.get(name);
  if (!found) throw new Error(`no service of components/services/catalogue.ts has the kustomization ${name}`);
  return found;
}
