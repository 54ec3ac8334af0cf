import type { Dashboard } from "./dashboard";
import { gpuFleet } from "./gpuFleet";

/** Dashboards of the platform, one file for each. */
export const dashboards: readonly Dashboard[] = [gpuFleet];
