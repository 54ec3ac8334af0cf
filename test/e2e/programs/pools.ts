import * as pulumi from "@pulumi/pulumi";
import { createCluster, createCompute, createLogsKey, createNetwork } from "../../../components/platform/foundation";
import { createLayer } from "../../../components/platform/layer";
import { loadSettings } from "../../../components/settings/load";
import { gpuAtWork } from "./finalizers";

/** The platform as far as its node pools, with a GPU node at work. The program of `order.e2e.ts`. */
export function pools(): void {
  const settings = loadSettings({ ruleNames: "unchecked" });
  const platform = new pulumi.ComponentResource("test:index:Pools", settings.name);
  const layer = createLayer(settings.name, settings, platform);
  const logsKey = createLogsKey(layer);
  const network = createNetwork(layer, logsKey, undefined);
  const cluster = createCluster(layer, network, logsKey, undefined);
  const compute = createCompute({ ...layer, network, cluster }, undefined);
  gpuAtWork(cluster, compute);
}
