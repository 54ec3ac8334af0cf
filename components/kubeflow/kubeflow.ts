import type * as pulumi from "@pulumi/pulumi";
import type { ArgoCd } from "../argoCd/argoCd";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { kubeflowNamespace } from "./kubeflowNamespace";
import { facts as trainerFacts } from "./trainer/facts";
import { Trainer } from "./trainer/trainer";
import { TrainingRuntimes } from "./trainer/trainingRuntimes";
import { kustomization, facts as operatorFacts } from "./trainingOperator/facts";
import { TrainingOperator } from "./trainingOperator/trainingOperator";

/** Repository and namespace that the project of the platform's Applications must list. */
export const kubeflowSource = {
  repository: kustomization.repository,
  namespace: kubeflowNamespace,
} as const;

/** Services that `Kubeflow` depends on. */
export interface KubeflowNeeds {
  /** Installs the kind of its ServiceMonitors. */
  readonly monitoringCrds: Ready;
  /** The project of the platform's Applications must list `kubeflowSource`. */
  readonly argoCd: Pick<ArgoCd, "ready" | "project">;
}

/** Kubeflow's training controllers: Trainer (TrainJob) and Training Operator (TFJob, PyTorchJob). */
export class Kubeflow extends Service<KubeflowNeeds> {
  /** Namespace of Training Operator. */
  readonly namespaceName: pulumi.Output<string>;
  /** Namespace of Trainer. */
  readonly trainerNamespaceName: pulumi.Output<string>;
  /** Resources that every TrainJob, TFJob and PyTorchJob must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: KubeflowNeeds) {
    super("Kubeflow", name, [trainerFacts, operatorFacts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const trainer = new Trainer(`${name}-trainer`, context, { parent: this });
    const runtimes = new TrainingRuntimes(`${name}-runtimes`, context, { parent: this, dependsOn: [...trainer.ready] });
    const { project } = needs.argoCd;
    const operator = new TrainingOperator(
      `${name}-operator`,
      { ...context, project },
      { parent: this, dependsOn: [platformNamespace] },
    );

    this.namespaceName = platformNamespace.namespaceName;
    this.trainerNamespaceName = trainer.namespaceName;
    this.ready = [...runtimes.ready, ...operator.ready];
    this.registerOutputs({ namespaceName: this.namespaceName, trainerNamespaceName: this.trainerNamespaceName });
  }

  /** The namespace has no allowed traffic, because each component adds the policies of its own pods. */
  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(`${this.name}-namespace`, { namespace: kubeflowNamespace, network }, { parent: this });
  }
}
