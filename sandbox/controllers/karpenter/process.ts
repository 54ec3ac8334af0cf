import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Json, JsonObject } from "../../../core/json/json";
import { listOf, objectOf } from "../../../core/json/reading";
import { writeAtomically } from "../../home";
import type { KubernetesApi } from "../controller";
import type { HostController } from "../host/hostController";
import { manager, sandboxLabel } from "../objects";
import { instanceTypesFile } from "./instanceTypesFile";

/** The real Karpenter with its kwok provider, which creates simulated nodes. */
export const karpenter: HostController = {
  name: "karpenter",
  tool: "karpenter",
  workload: { kind: "Deployment", namespace: "kube-system", name: "karpenter" },
  simulates: "Karpenter: scheduling, limits, consolidation, disruption budgets, expiry and termination",
  version: "Karpenter core v1.14.1 with its kwok provider, like chart v1.14.1",
  notTested:
    "Karpenter's AWS provider: launch templates, images, permissions, interruption queue, real prices (here spot costs 0.4 of on-demand, and an unknown price is 1000 USD an hour) and reserved capacity",
  prepare: async ({ api, binary, file, zones }) => {
    const folder = path.join(path.dirname(binary("karpenter")), "assets");
    for (const name of readdirSync(folder).sort()) await installCrd(api, readFileSync(path.join(folder, name), "utf8"));
    writeAtomically(file("karpenter", "instance-types.json"), JSON.stringify(instanceTypesFile(zones)));
  },
  args: () => [],
  // The ports listen on 127.0.0.1 only, because the build patches Karpenter: see `sandbox/toolchain/tools.ts`.
  env: ({ file, kubeconfig, ports }) => ({
    KUBECONFIG: kubeconfig,
    SYSTEM_NAMESPACE: "kube-system",
    DISABLE_LEADER_ELECTION: "true",
    INSTANCE_TYPES_FILE_PATH: file("karpenter", "instance-types.json"),
    METRICS_PORT: String(ports.karpenterMetrics),
    HEALTH_PROBE_PORT: String(ports.karpenterHealth),
  }),
};

const crd = z.looseObject({ metadata: z.looseObject({ name: z.string() }), spec: z.custom<JsonObject>() });

/** How long the API may take to serve a new kind, ms. */
const establishedMs = 15_000;

async function installCrd(api: KubernetesApi, text: string): Promise<void> {
  const { metadata, spec } = crd.parse(parse(text));
  const reference = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name: metadata.name };
  await api.apply(reference, { metadata: { labels: { [sandboxLabel]: "true" } }, spec }, manager);
  const until = Date.now() + establishedMs;
  while (!isEstablished((await api.read(reference))?.status?.conditions)) {
    if (Date.now() > until) throw new Error(`the API does not serve ${metadata.name} after ${establishedMs / 1000} s`);
    await sleep(200);
  }
}

function isEstablished(conditions: Json | undefined): boolean {
  return listOf(conditions).some((one) => {
    const { type, status } = objectOf(one);
    return type === "Established" && status === "True";
  });
}
