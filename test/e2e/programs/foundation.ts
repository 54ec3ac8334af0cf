import * as pulumi from "@pulumi/pulumi";
import { createCluster, createData, createLogsKey, createNetwork } from "../../../components/platform/foundation";
import { createPlatformContext } from "../../../components/platform/platformContext";
import { loadSettings } from "../../../components/settings/load";

/** Creates the platform up to its cluster. `className` is the class in the type of its component. */
export function createFoundation(className: string) {
  const settings = loadSettings({ ruleNames: "unchecked" });
  const platform = new pulumi.ComponentResource(`test:index:${className}`, settings.name);
  const context = createPlatformContext(settings.name, settings, platform);
  const logsKey = createLogsKey(context);
  const network = createNetwork(context, logsKey, undefined);
  const cluster = createCluster(context, network, logsKey, undefined);
  return { logsKey, context: { ...context, network, cluster } };
}

/** The platform up to its cluster and data stores. The program of the tests on changes, durations and restores. */
export function foundation(): void {
  const { context, logsKey } = createFoundation("Foundation");
  createData(context, logsKey, undefined);
}
