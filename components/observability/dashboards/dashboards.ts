import type { Dashboard } from "./dashboard";
import { gpuFleet } from "./gpuFleet";

/** Dashboards of the platform itself: a file each. */
export const dashboards: readonly Dashboard[] = [gpuFleet];
