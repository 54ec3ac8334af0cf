import { partition } from "../../core/aws/account";
import { issueIf } from "../../core/schema/crossField";
import { interfaceEndpointNames } from "../network/endpointPolicy";
import { largestRetention } from "../observability/prometheusSize";
import { capacityChecks } from "./capacityChecks";
import { clusterChecks } from "./clusterChecks";
import { dataChecks } from "./dataChecks";
import { environments, presets } from "./environments";
import { guardrailChecks } from "./guardrailChecks";
import { listChecks } from "./listChecks";
import { offeringChecks } from "./offeringChecks";
import { poolChecks } from "./poolChecks";
import { regionChecks } from "./regionChecks";
import { settingsSchema } from "./schema";
import type { SettingsCheck } from "./settingsCheck";
import { tagChecks } from "./tagChecks";
import { teamChecks } from "./teamChecks";

/** All cross-field checks of settings, in the order in which they are reported. */
export const crossFieldChecks: readonly SettingsCheck[] = [
  {
    reads: ["zones", "region"],
    find: ({ zones, region }) =>
      zones.flatMap((zone, index) =>
        zone.slice(0, -1) === region
          ? []
          : [
              {
                path: ["zones", index],
                message: `must be a zone of region ${region}`,
                fix: `use a zone of ${region}, such as ${freeZone(region, zones)}, or change mlops:region`,
              },
            ],
      ),
  },
  {
    reads: ["cluster.controlPlaneZones", "zones"],
    find: ({ cluster: { controlPlaneZones = [] }, zones }) =>
      controlPlaneZones.flatMap((zone, index) =>
        issueIf(!zones.includes(zone), {
          path: ["cluster", "controlPlaneZones", index],
          message: "must be a zone of the network (mlops:zones)",
          fix: `use zones of ${zones.join(", ")}, or add it to mlops:zones`,
        }),
      ),
  },
  {
    reads: ["zones", "environment"],
    find: ({ zones, environment }) =>
      issueIf(zones.length < presets[environment].zonesAtLeast, {
        message: `must list at least ${presets[environment].zonesAtLeast} zones in ${environment}, which must survive the loss of a zone`,
        fix: "add a zone of the region",
      }),
  },
  {
    reads: ["deployerRoleArn", "region"],
    find: ({ deployerRoleArn, region }) =>
      issueIf(!deployerRoleArn.startsWith(`arn:${partition({ region })}:`), {
        message: `must be in partition ${partition({ region })}, the partition of mlops:region (${region})`,
        fix: `write arn:${partition({ region })}:iam::…`,
      }),
  },
  ...tagChecks,
  {
    reads: ["deployerRoleArn", "accountId"],
    find: ({ deployerRoleArn, accountId }) =>
      issueIf(!deployerRoleArn.includes(`::${accountId}:`), {
        message: `must be a role of account ${accountId} (mlops:accountId)`,
        fix: `use a role of account ${accountId}, or change mlops:accountId`,
      }),
  },
  {
    reads: ["environment"],
    find: ({ environment }, { stack }) =>
      issueIf(environments.some((name) => name === stack) && environment !== stack, {
        message: `must equal the stack's name, ${stack}, because that is the name of an environment`,
        fix: "remove mlops:environment, or rename the stack",
      }),
  },
  {
    reads: ["network.natGateways", "network.interfaceEndpoints"],
    find: ({ network }) => {
      const missing = interfaceEndpointNames.filter((name) => !network.interfaceEndpoints.includes(name));
      return issueIf(network.natGateways === "none" && missing.length > 0, {
        message: `must be single or perZone if interface endpoints are missing: nodes could not reach ${missing.join(", ")}`,
        fix: `add ${missing.join(", ")} to mlops:network.interfaceEndpoints, or set mlops:network.natGateways to single`,
      });
    },
  },
  {
    reads: ["network.natGateways", "mirror.images"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.images === undefined, {
        message:
          "must be single or perZone if mlops:mirror.images is not set: nodes could not pull images from public registries",
        fix: "set mlops:mirror.images to a registry in AWS that holds the images, or mlops:network.natGateways to single",
      }),
  },
  {
    reads: ["network.natGateways", "mirror.git"],
    find: ({ network, mirror }) =>
      issueIf(network.natGateways === "none" && mirror.git === undefined, {
        message:
          "must be single or perZone if mlops:mirror.git is not set: Argo CD could not fetch from public Git repositories",
        fix: "set mlops:mirror.git to a Git server in the network that holds the repositories, or mlops:network.natGateways to single",
      }),
  },
  ...regionChecks,
  ...offeringChecks,
  ...clusterChecks,
  ...capacityChecks,
  {
    reads: ["observability.prometheus.retentionGibibytes", "observability.prometheus.storageGibibytes", "environment"],
    find: ({ observability: { prometheus }, environment }) => {
      const { retentionGibibytes, storageGibibytes } = prometheus;
      const most = largestRetention(storageGibibytes);
      // The default is lowered with a smaller volume.
      const byDefault = largestRetention(presets[environment].observability.prometheus.storageGibibytes);
      return issueIf(retentionGibibytes > most && retentionGibibytes !== byDefault, {
        message: `must be at most ${most}, 80 % of mlops:observability.prometheus.storageGibibytes (${storageGibibytes}): Prometheus stops when its volume is full`,
        fix: `set it to ${most} or less`,
      });
    },
  },
  ...poolChecks,
  ...dataChecks,
  ...teamChecks,
  ...guardrailChecks,
  // The shape of the settings is the same in all environments.
  ...listChecks(settingsSchema("dev", "dev")),
];

/** Returns a zone of the region that the list does not have. */
function freeZone(region: string, zones: readonly string[]): string {
  const [first = ""] = ["a", "b", "c"].map((letter) => `${region}${letter}`).filter((zone) => !zones.includes(zone));
  return first;
}
