import type * as pulumi from "@pulumi/pulumi";
import type { KustomizePatch } from "../argoCd/applicationSpec";
import { ArgoApplication } from "../argoCd/argoApplication";
import type { ArgoCd } from "../argoCd/argoCd";
import { argoNamespace } from "../argoCd/argoProject";
import { Service, type ServiceContext } from "../service";
import { facts, kustomization } from "./facts";

/** Services that `GatewayApi` depends on. */
export interface GatewayApiNeeds {
  /** The project of the platform's Applications must list `gatewayApiSource`. */
  readonly argoCd: Pick<ArgoCd, "ready" | "project">;
}

const { repository, path, version } = kustomization;

/** Repository and namespace that the project of the platform's Applications must list. */
export const gatewayApiSource = {
  repository,
  // All objects are cluster-scoped, but an Application needs a namespace. Argo CD's own always exists.
  namespace: argoNamespace,
} as const;

/** JSON Pointer of an annotation of Argo CD. */
const annotation = (name: string) => `/metadata/annotations/argocd.argoproj.io~1${name}`;

/**
 * Keeps the CRDs when the Application is deleted or renamed, or when upstream drops a kind: deleting a CRD deletes all
 * gateways or routes. The CRDs are deleted with the cluster. Argo CD ignores a kept CRD that upstream has dropped, so
 * that `up` does not wait for its deletion.
 */
const keptKinds: KustomizePatch = {
  target: { kind: "CustomResourceDefinition" },
  patch: [
    { op: "add", path: annotation("sync-options"), value: "Delete=false,Prune=false" },
    { op: "add", path: annotation("compare-options"), value: "IgnoreExtraneous" },
  ],
};

/**
 * CRDs of the standard channel of Gateway API, and upstream's admission policy that rejects older and experimental
 * versions of them. `Istio` implements the API.
 *
 * Components that create or watch gateways and routes must depend on `ready`: istiod and KServe look for the kinds when
 * they start.
 */
export class GatewayApi extends Service<GatewayApiNeeds> {
  /** Version of the CRDs: a tag of the repository. */
  readonly version = version;
  /** Resources that gateways, routes and their controllers must depend on. */
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
        destinationNamespace: gatewayApiSource.namespace,
        patches: [keptKinds],
      },
      { parent: this },
    );

    this.ready = [application];
    this.registerOutputs({ version: this.version });
  }
}
