import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import type { Pools } from "../compute/poolSettings";
import type { ArtifactBucket } from "../data/artifactBucket";
import type { IngressGateway } from "../ingressGateway/ingressGateway";
import type { Mirror } from "../kubernetes/mirror";
import type { Team } from "./team";
import type { TeamQuota } from "./teamQuota";

/**
 * What a team's workloads have to know of the platform: their place and its bounds, the pools they may run on, and the
 * services that they use. `MlPlatform.workspace(team)` makes it.
 */
export interface Workspace {
  readonly account: AwsAccount;
  readonly team: Team;
  readonly quota: TeamQuota;
  /** Pools by name. */
  readonly pools: Pools;
  /** Bucket with the team's part, below `teamPrefix(team)`. */
  readonly artifacts: ArtifactBucket;
  /** Where clients outside of the cluster come in. */
  readonly gateway: Pick<IngressGateway, "gateway" | "domain">;
  readonly mirror: Mirror;
  /**
   * Secret of the team's namespace with `MLFLOW_TRACKING_URI`, `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`:
   * the environment variables of every client of MLflow.
   */
  readonly mlflowSecret: string;
  /** Providers of the workloads' resources. */
  readonly providers: readonly pulumi.ProviderResource[];
  /**
   * What must be there before a workload, and stay until it is gone. Few resources that wait for all others: controllers of
   * its kinds, the team's bounds, network policies, service accounts, its user of MLflow.
   */
  readonly ready: readonly pulumi.Resource[];
}
