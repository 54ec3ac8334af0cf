import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type Mirror, mirroredRepository } from "../kubernetes/mirror";
import { facts } from "./facts";

export interface ArgoProjectArgs {
  /** Its name in Argo CD. */
  readonly project: string;
  readonly description: string;
  /** Git repositories that its Applications may fetch, such as `https://github.com/kubeflow/trainer`. */
  readonly repositories: readonly string[];
  /** Namespaces that its Applications may put things into, beside the cluster's own kinds. */
  readonly namespaces: readonly string[];
  readonly mirror: Mirror;
}

/** Namespace of Argo CD, its projects and every Application. */
export const argoNamespace = facts.namespace;

/** The only cluster: Argo CD's own. */
export const ownCluster = "https://kubernetes.default.svc";

/** What a group of Applications may fetch, and where they may put it. */
export class ArgoProject extends Component {
  readonly project: string;
  private readonly repositories: readonly string[];
  private readonly namespaces: readonly string[];
  private readonly mirror: Mirror;

  constructor(name: string, args: ArgoProjectArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ArgoProject", name, opts);

    const { project, description, repositories, namespaces, mirror } = args;
    new k8s.apiextensions.CustomResource(
      name,
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "AppProject",
        metadata: { name: project, namespace: argoNamespace },
        spec: {
          description,
          sourceRepos: repositories.map((repository) => mirroredRepository(mirror, repository)),
          destinations: namespaces.map((namespace) => ({ server: ownCluster, namespace })),
          // CRDs, webhooks and cluster roles are what these systems are made of.
          clusterResourceWhitelist: [{ group: "*", kind: "*" }],
        },
      },
      { parent: this },
    );

    this.project = project;
    this.repositories = repositories;
    this.namespaces = namespaces;
    this.mirror = mirror;
    this.registerOutputs({});
  }

  /**
   * A repository's address, as Argo CD fetches it.
   *
   * @throws Error where the project does not let an Application have it: Argo CD would say so to nobody, and `up` wait.
   */
  repositoryFor(application: string, repository: string, namespace: string): string {
    if (!this.repositories.includes(repository)) {
      throw new Error(
        `Application ${application} is of ${repository}, which the project ${this.project} does not list\n` +
          "  fix: add it to the project's repositories",
      );
    }
    if (!this.namespaces.includes(namespace)) {
      throw new Error(
        `Application ${application} goes into the namespace ${namespace}, which the project ${this.project} does not list\n` +
          "  fix: add it to the project's namespaces",
      );
    }
    return mirroredRepository(this.mirror, repository);
  }
}
