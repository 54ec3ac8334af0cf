/**
 * What the platform is made of beside its charts and kustomizations, whose versions stand in the facts of their services. A
 * version literal stands nowhere else.
 *
 * EKS has no list of add-on versions that can be read without an account. So each entry says where it was seen and
 * when, and whether that source names the pair of add-on and Kubernetes version. Confirm with
 * `aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME` before a first `pulumi up`, and set
 * `verified`. The plan lists those in use that nobody has confirmed.
 */
export * from "../core/versions/kubernetes";
export * from "../core/versions/pinnedVersion";
export * from "./versions/addons";
export * from "./versions/databases";
export * from "./versions/imageLock";
export * from "./versions/images";
export * from "./versions/nodeImages";
