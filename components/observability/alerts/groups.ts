import type { AlertGroup } from "../alertGroup";
import { gpuHealth } from "./gpuHealth";
import { gpuUtilization } from "./gpuUtilization";

/** Alerts of the platform itself: a file a group. Those of a service come with the service. */
export const alertGroups: readonly AlertGroup[] = [gpuUtilization, gpuHealth];
