import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import type { Pools } from "../compute/poolSettings";
import type { ArtifactBucket } from "../data/artifactBucket";
import type { IngressGateway } from "../ingressGateway/ingressGateway";
import type { Mirror } from "../kubernetes/mirror";
import type { Team } from "./team";
import type { TeamQuota } from "./teamQuota";

/**
 * The facts about the platform that a team's workloads need: namespace, quota, pools, and the services that they use.
 * `MlPlatform.workspace(team)` returns it.
 */
export interface Workspace {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** The team. */
  readonly team: Team;
  /** Quota of the team. */
  readonly quota: TeamQuota;
  /** Pools by name. */
  readonly pools: Pools;
  /** Bucket of the platform. The team's part is below `teamPrefix(team)`. */
  readonly artifacts: ArtifactBucket;
  /** Gateway for clients outside the cluster. */
  readonly gateway: Pick<IngressGateway, "gateway" | "domain">;
  /** Sources of images. */
  readonly mirror: Mirror;
  /**
   * Secret of the team's namespace with `MLFLOW_TRACKING_URI`, `MLFLOW_TRACKING_USERNAME` and
   * `MLFLOW_TRACKING_PASSWORD`: the environment variables of every client of MLflow.
   */
  readonly mlflowSecret: string;
  /** Providers of the workloads' resources. */
  readonly providers: readonly pulumi.ProviderResource[];
  /**
   * Resources that every workload must depend on. They depend on all others that a workload needs: controllers of its
   * kinds, and the team's quota, network policies, service accounts and MLflow user.
   */
  readonly ready: readonly pulumi.Resource[];
}
