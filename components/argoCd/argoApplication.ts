import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { applicationSource, type KustomizePatch, sourceDigest, untilSynced } from "./applicationSpec";
import { type ArgoProject, argoNamespace, ownCluster } from "./argoProject";

/** Arguments of `ArgoApplication`. */
export interface ArgoApplicationArgs {
  /** Project of the Application. It must list `repository` and `destinationNamespace`. */
  readonly project: ArgoProject;
  /** Name of the Application in Argo CD. */
  readonly application: string;
  /** Git repository. The project must list it. */
  readonly repository: string;
  /** Version tag or full commit hash. Branches are rejected because they move. */
  readonly revision: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Namespace of objects that do not set one. It must exist. A plain string, because the project must list it. */
  readonly destinationNamespace: string;
  /** Changes to the objects of the kustomization. @default - none */
  readonly patches?: readonly KustomizePatch[];
  /** Replaced images, in kustomize's form: `name=newName:tag@digest`. @default - the kustomization's images */
  readonly images?: readonly string[];
  /**
   * Fields that controllers write. Argo CD ignores differences in them.
   *
   * @default - none
   */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** Timeout of the creation, update and deletion of all objects, in minutes. @default 20 */
  readonly timeoutMinutes?: number;
}

/** Fields of objects that Argo CD does not compare and does not overwrite. */
export interface IgnoredDifference {
  /** API group of the objects, without the version. @default - the core group */
  readonly group?: string;
  /** Kind of the objects. */
  readonly kind: string;
  /** Name of the object. @default - all objects of the kind */
  readonly name?: string;
  /** Paths of the fields as JSON Pointers (RFC 6901), such as `/data`. */
  readonly jsonPointers: readonly string[];
}

/** Makes Argo CD delete the objects of an Application before the Application. */
const finalizer = "resources-finalizer.argocd.argoproj.io";

/**
 * Installs a kustomization through Argo CD, with patches.
 *
 * `up` waits until Argo CD has synced this source and all objects are healthy. A deletion waits until Argo CD has
 * deleted all objects.
 *
 * Its `dependsOn` must include `ArgoCd.ready`.
 */
export class ArgoApplication extends Component {
  /** Name of the Application in Argo CD. */
  readonly applicationName: string;
  /** Namespace of objects that do not set one. */
  readonly destinationNamespace: string;

  constructor(name: string, args: ArgoApplicationArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ArgoApplication", name, opts);

    const { project, application, destinationNamespace: namespace, timeoutMinutes = 20 } = args;
    const repoUrl = project.repositoryFor(application, args.repository, namespace);
    const source = pulumi.output(applicationSource({ ...args, repository: repoUrl }));
    const digest = source.apply((known) => sourceDigest({ source: known, namespace }));
    new k8s.apiextensions.CustomResource(
      name,
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Application",
        metadata: {
          name: application,
          namespace: argoNamespace,
          finalizers: [finalizer],
          annotations: {
            // Compare with a dry run on the API server, so that its defaults are not reported as differences.
            "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
            "pulumi.com/waitFor": digest.apply(untilSynced),
          },
        },
        spec: {
          project: project.project,
          destination: { server: ownCluster, namespace },
          source: pulumi.all([source, digest]).apply(([known, id]) => ({ ...known, name: id })),
          ...(args.ignoreDifferences && { ignoreDifferences: args.ignoreDifferences }),
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            // CRDs exceed the size limit of the annotation of a client-side apply. No object may belong to two
            // Applications.
            syncOptions: ["ServerSideApply=true", "FailOnSharedResource=true", "RespectIgnoreDifferences=true"],
            // Webhooks of the same kustomization are not available at once.
            retry: { limit: 10, backoff: { duration: "10s", factor: 2, maxDuration: "2m" } },
          },
        },
      },
      {
        parent: this,
        customTimeouts: {
          create: `${timeoutMinutes}m`,
          update: `${timeoutMinutes}m`,
          delete: `${timeoutMinutes}m`,
        },
      },
    );

    this.applicationName = application;
    this.destinationNamespace = namespace;
    this.registerOutputs({ applicationName: this.applicationName, destinationNamespace: namespace });
  }
}
