import type { ServiceFacts } from "../../core/services/serviceFacts";
import { facts as argoCd } from "../argoCd/facts";
import { facts as certManager } from "../certManager/facts";
import { facts as clusterAutoscaler } from "../compute/clusterAutoscaler/facts";
import { facts as devicePlugins } from "../compute/devicePlugins/facts";
import { facts as karpenter } from "../compute/karpenter/facts";
import { facts as databases } from "../data/bootstrap/facts";
import { facts as externalSecrets } from "../externalSecrets/facts";
import { facts as flagger } from "../flagger/facts";
import { facts as gatewayApi } from "../gatewayApi/facts";
import { facts as ingressGateway } from "../ingressGateway/facts";
import { facts as istio } from "../istio/facts";
import { facts as keda } from "../keda/facts";
import { facts as kserve } from "../kserve/facts";
import { facts as trainer } from "../kubeflow/trainer/facts";
import { facts as trainingOperator } from "../kubeflow/trainingOperator/facts";
import { facts as loadBalancerController } from "../loadBalancerController/facts";
import { facts as mlflow } from "../mlflow/facts";
import { facts as monitoringCrds } from "../monitoringCrds/facts";
import { facts as observability } from "../observability/facts";
import { facts as nodeAgents } from "../observability/nodeAgents/facts";
import { facts as verticalPodAutoscaler } from "../verticalPodAutoscaler/facts";

/** Facts of every service of the platform. */
export const services = {
  monitoringCrds,
  certManager,
  loadBalancerController,
  externalSecrets,
  argoCd,
  observability,
  nodeAgents,
  gatewayApi,
  istio,
  ingressGateway,
  databases,
  mlflow,
  trainer,
  trainingOperator,
  keda,
  flagger,
  kserve,
  karpenter,
  clusterAutoscaler,
  devicePlugins,
  verticalPodAutoscaler,
} as const satisfies Readonly<Record<string, ServiceFacts>>;
