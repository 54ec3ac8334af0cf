import type * as pulumi from "@pulumi/pulumi";
import type { ArgoProject } from "../argoCd/argoProject";
import type { Mirror } from "../charts/mirror";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import { PlatformNamespace } from "../charts/platformNamespace";
import type { MetricsArgs } from "../charts/serviceMonitor";
import { Component } from "../component";
import { kustomizations } from "../versions";
import { kubeflowNamespace } from "./kubeflowNamespace";
import { Trainer } from "./trainer/trainer";
import { TrainingRuntimes } from "./trainer/trainingRuntimes";
import { TrainingOperator } from "./trainingOperator/trainingOperator";

/** What the project of the platform's Applications must list for it. */
export const kubeflowSource = {
  repository: kustomizations["training-operator"].repository,
  namespace: kubeflowNamespace,
} as const;

export interface KubeflowArgs {
  /** Argo CD's project, which must list `kubeflowSource`. */
  readonly project: ArgoProject;
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
}

/**
 * Kubeflow's parts, and the namespace of those that come as kustomizations.
 *
 * Needs Argo CD's `ready`, until all of it is gone.
 */
export class Kubeflow extends Component {
  /** What TrainJobs, TFJobs and PyTorchJobs need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: KubeflowArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Kubeflow", name, opts);

    const space = this.createNamespace(args);
    const trainer = new Trainer(`${name}-trainer`, args, { parent: this });
    const runtimes = new TrainingRuntimes(`${name}-runtimes`, args, { parent: this, dependsOn: [...trainer.ready] });
    const operator = new TrainingOperator(`${name}-operator`, args, { parent: this, dependsOn: [space] });

    this.ready = [...runtimes.ready, ...operator.ready];
    this.registerOutputs({});
  }

  /** Each part has allowed traffic of its own. */
  private createNamespace({ network }: KubeflowArgs): PlatformNamespace {
    return new PlatformNamespace(`${this.name}-namespace`, { namespace: kubeflowNamespace, network }, { parent: this });
  }
}
