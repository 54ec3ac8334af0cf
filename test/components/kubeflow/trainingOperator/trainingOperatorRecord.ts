import { z } from "zod";
import { ArgoProject } from "../../../../components/argoCd/argoProject";
import { TrainingOperator } from "../../../../components/kubeflow/trainingOperator/trainingOperator";
import type { Registration } from "../../../../core/graph/registration";
import type { JsonObject } from "../../../../core/json/json";
import { recordComponent } from "../../../support/record";

export const applicationType = "kubernetes:argoproj.io/v1alpha1:Application";
export const network = { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.0.160.0/22"] };

/** What Kubeflow's Applications are of. */
export function platformProject(): ArgoProject {
  return new ArgoProject("p", {
    project: "platform",
    description: "The platform's own services",
    repositories: ["https://github.com/kubeflow/trainer"],
    namespaces: ["kubeflow"],
    mirror: {},
  });
}

/** Training Operator and its descendants, with a mirror of images. */
export function trainingOperator(replicas = 2, serviceMonitors = true): Promise<Registration[]> {
  return recordComponent(() => {
    const mirror = { images: "registry.example" };
    const args = { project: platformProject(), mirror, replicas, network, metrics: { serviceMonitors } };
    return new TrainingOperator("o", args);
  });
}

const application = z.looseObject({
  source: z.looseObject({
    kustomize: z.looseObject({
      patches: z.array(z.object({ target: z.custom<JsonObject>(), patch: z.string() })),
      images: z.array(z.string()),
    }),
  }),
});

/** What an Application asks of kustomize. */
export function kustomizeOptionsOf({ inputs }: Registration) {
  return application.parse(inputs.spec).source.kustomize;
}
