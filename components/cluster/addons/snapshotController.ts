import { systemTolerations } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Snapshots of volumes. */
export const snapshotController: AddonDefinition = {
  name: "snapshot-controller",
  stage: "afterNodes",
  configuration: () => ({ tolerations: systemTolerations }),
};
