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

/** What the project of the platform's Applications must list for it. */
export const kubeflowSource = {
  repository: kustomization.repository,
  namespace: kubeflowNamespace,
} as const;

export interface KubeflowNeeds {
  readonly monitoringCrds: Ready;
  /** Its project of the platform must list `kubeflowSource`. */
  readonly argoCd: Pick<ArgoCd, "ready" | "project">;
}

/**
 * Kubeflow's parts, and the namespace of those that come as kustomizations.
 */
export class Kubeflow extends Service<KubeflowNeeds> {
  /** What TrainJobs, TFJobs and PyTorchJobs need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: KubeflowNeeds) {
    super("Kubeflow", name, [trainerFacts, operatorFacts], context, needs);

    const space = this.createNamespace(context);
    const trainer = new Trainer(`${name}-trainer`, context, { parent: this });
    const runtimes = new TrainingRuntimes(`${name}-runtimes`, context, { parent: this, dependsOn: [...trainer.ready] });
    const { project } = needs.argoCd;
    const operator = new TrainingOperator(
      `${name}-operator`,
      { ...context, project },
      { parent: this, dependsOn: [space] },
    );

    this.ready = [...runtimes.ready, ...operator.ready];
    this.registerOutputs({});
  }

  /** Each part has allowed traffic of its own. */
  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(`${this.name}-namespace`, { namespace: kubeflowNamespace, network }, { parent: this });
  }
}
