import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { applicationSource, type KustomizePatch, sourceDigest, untilSynced } from "./applicationSpec";
import { type ArgoProject, argoNamespace, ownCluster } from "./argoProject";

export interface ArgoApplicationArgs {
  readonly project: ArgoProject;
  /** Its name in Argo CD. */
  readonly application: string;
  /** Git repository, one of the project's. */
  readonly repository: string;
  /** Tag or commit: a branch would change what runs without anybody's doing. */
  readonly revision: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Namespace of what names none, one of the project's. It must exist. */
  readonly namespace: string;
  /** Changes to what the kustomization makes. @default - none */
  readonly patches?: readonly KustomizePatch[];
  /** Other images, as kustomize has them: `name=newName:tag@digest`. @default - the kustomization's own */
  readonly images?: readonly string[];
  /**
   * Fields that controllers write and that Argo CD therefore leaves alone.
   *
   * @default - none
   */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** How long everything may take until it is healthy, minutes. @default 20 */
  readonly timeoutMinutes?: number;
}

export interface IgnoredDifference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly jsonPointers: readonly string[];
}

/** Deletes what an Application has made before the Application itself. */
const finalizer = "resources-finalizer.argocd.argoproj.io";

/**
 * A system that comes as a kustomization, installed by Argo CD with patches of ours. `up` waits until it is in sync with
 * this very source, and healthy; a deletion, until Argo CD has taken it all away.
 *
 * Needs Argo CD's `ready`.
 */
export class ArgoApplication extends Component {
  constructor(name: string, args: ArgoApplicationArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ArgoApplication", name, opts);

    const { project, application, namespace, timeoutMinutes = 20 } = args;
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
            // The API server says what a change would make: defaults that it adds are no difference.
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
            // CRDs are larger than the annotation of a client's apply; no two Applications own one object.
            syncOptions: ["ServerSideApply=true", "FailOnSharedResource=true", "RespectIgnoreDifferences=true"],
            // Webhooks of the same kustomization take a while to answer.
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

    this.registerOutputs({});
  }
}
