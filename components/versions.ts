/**
 * Pinned versions of everything but charts and kustomizations, whose versions are in the facts of their services. No
 * other file contains a version.
 *
 * AWS publishes no list of add-on versions that can be read without an account. Each entry therefore states its source
 * and date, and whether the source names this pair of add-on and Kubernetes version. Before the first `pulumi up`,
 * confirm each with
 * `aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME` and set `verified`. The plan lists
 * versions in use that are not verified.
 */
export * from "../core/versions/kubernetes";
export * from "../core/versions/pinnedVersion";
export * from "./versions/addons";
export * from "./versions/databases";
export * from "./versions/imageLock";
export * from "./versions/images";
export * from "./versions/nodeImages";
