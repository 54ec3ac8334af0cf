import * as pulumi from "@pulumi/pulumi";
import { createCluster, createCompute, createLogsKey, createNetwork } from "../../../components/platform/foundation";
import { createPlatformContext } from "../../../components/platform/platformContext";
import { loadSettings } from "../../../components/settings/load";
import { gpuAtWork } from "./finalizers";

/** The platform up to its node pools, with a GPU node in use. The program of `order.e2e.ts`. */
export function pools(): void {
  const settings = loadSettings({ ruleNames: "unchecked" });
  const platform = new pulumi.ComponentResource("test:index:Pools", settings.name);
  const context = createPlatformContext(settings.name, settings, platform);
  const logsKey = createLogsKey(context);
  const network = createNetwork(context, logsKey, undefined);
  const cluster = createCluster(context, network, logsKey, undefined);
  const compute = createCompute({ ...context, network, cluster }, undefined);
  gpuAtWork(cluster, compute);
}
