import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type Mirror, mirroredRepository } from "../kubernetes/mirror";
import { facts } from "./facts";

/** Arguments of `ArgoProject`. */
export interface ArgoProjectArgs {
  /** Name of the project in Argo CD. */
  readonly project: string;
  /** Purpose of the project, which Argo CD shows. */
  readonly description: pulumi.Input<string>;
  /** Git repositories that its Applications may fetch, such as `https://github.com/kubeflow/trainer`. */
  readonly repositories: readonly string[];
  /** Namespaces in which its Applications may create objects. Cluster-scoped objects are always allowed. */
  readonly namespaces: readonly string[];
  /** Sources of images, charts and Git repositories. `git` replaces the hosts of `repositories`. */
  readonly mirror: Mirror;
}

/** Namespace of Argo CD, its projects and every Application. */
export const argoNamespace = facts.namespace;

/** Address of the cluster that Argo CD runs in, the only one it deploys to. */
export const ownCluster = "https://kubernetes.default.svc";

/** Repositories and namespaces that a group of Applications may use: an AppProject. */
export class ArgoProject extends Component {
  /** Name of the project in Argo CD. */
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
          // The kustomizations contain CRDs, webhooks and cluster roles.
          clusterResourceWhitelist: [{ group: "*", kind: "*" }],
        },
      },
      { parent: this },
    );

    this.project = project;
    this.repositories = repositories;
    this.namespaces = namespaces;
    this.mirror = mirror;
    this.registerOutputs({ project });
  }

  /**
   * Returns the address from which Argo CD fetches a repository: the mirror's, if one is set.
   *
   * @throws Error if the project does not list the repository or the namespace. Otherwise `up` would wait until it
   * times out.
   */
  repositoryFor(application: string, repository: string, namespace: string): string {
    if (!this.repositories.includes(repository)) {
      throw new Error(
        `the repository of Application ${application} must be one of project ${this.project}: ${repository} is not listed\n` +
          "  fix: add it to the repositories of the project",
      );
    }
    if (!this.namespaces.includes(namespace)) {
      throw new Error(
        `the namespace of Application ${application} must be one of project ${this.project}: ${namespace} is not listed\n` +
          "  fix: add it to the namespaces of the project",
      );
    }
    return mirroredRepository(this.mirror, repository);
  }
}
