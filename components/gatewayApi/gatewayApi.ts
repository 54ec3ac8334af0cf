import type * as pulumi from "@pulumi/pulumi";
import type { KustomizePatch } from "../argoCd/applicationSpec";
import { ArgoApplication } from "../argoCd/argoApplication";
import type { ArgoCd } from "../argoCd/argoCd";
import { argoNamespace } from "../argoCd/argoProject";
import { Service, type ServiceContext } from "../service";
import { facts, kustomization } from "./facts";

export interface GatewayApiNeeds {
  /** Its project of the platform must list `gatewayApiSource`. */
  readonly argoCd: Pick<ArgoCd, "ready" | "project">;
}

const { repository, path, version } = kustomization;

/** What the project of the platform's Applications must list for it. */
export const gatewayApiSource = {
  repository,
  // Its objects are the cluster's. Argo CD wants a namespace all the same, and its own is always there.
  namespace: argoNamespace,
} as const;

/** Path of an annotation of Argo CD's in an object. */
const annotation = (name: string) => `/metadata/annotations/argocd.argoproj.io~1${name}`;

/**
 * Its kinds outlive it: whoever deletes a kind deletes every route and gateway of the cluster with it, and neither a
 * change of the Application's name nor a kind that upstream drops is a reason to. They go with the cluster. A kind that
 * stays behind is no difference either, or `up` would wait for it.
 */
const keptKinds: KustomizePatch = {
  target: { kind: "CustomResourceDefinition" },
  patch: [
    { op: "add", path: annotation("sync-options"), value: "Delete=false,Prune=false" },
    { op: "add", path: annotation("compare-options"), value: "IgnoreExtraneous" },
  ],
};

/**
 * The kinds of Gateway API, of the standard channel, and upstream's admission policy that refuses older or experimental
 * ones in their place. What implements them is `Istio`.
 *
 * Whatever makes gateways or routes, or watches them, depends on `ready`: istiod and KServe look
 * for the kinds when they start.
 */
export class GatewayApi extends Service<GatewayApiNeeds> {
  /** The kinds are there. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: GatewayApiNeeds) {
    super("GatewayApi", name, [facts], context, needs);

    const application = new ArgoApplication(
      `${name}-application`,
      {
        project: needs.argoCd.project,
        application: "gateway-api",
        repository,
        revision: version,
        path,
        namespace: gatewayApiSource.namespace,
        patches: [keptKinds],
      },
      { parent: this },
    );

    this.ready = [application];
    this.registerOutputs({});
  }
}
