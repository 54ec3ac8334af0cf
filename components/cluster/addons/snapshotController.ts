import { systemTolerations } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Volume snapshots. */
export const snapshotController: AddonDefinition = {
  name: "snapshot-controller",
  stage: "afterNodes",
  configuration: () => ({ tolerations: systemTolerations }),
};
