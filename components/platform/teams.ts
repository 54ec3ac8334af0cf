import type * as pulumi from "@pulumi/pulumi";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import type { Compute } from "../compute/compute";
import type { DataStores } from "../data/data";
import type { Guardrails } from "../guardrails/guardrails";
import { MlflowLogins, mlflowLoginSecret } from "../mlflow/mlflowLogins";
import type { Team } from "../tenancy/team";
import { Teams } from "../tenancy/teams";
import type { Workspace } from "../tenancy/workspace";
import { type ClusterContext, clusterNetwork, clusterOptions, namespacesOptions } from "./platformContext";
import type { PlatformServices } from "./services";

/** Arguments of `createTeams`. */
export interface TeamsComponentArgs {
  /** Data stores. */
  readonly data: DataStores;
  /** Platform services. */
  readonly services: PlatformServices;
  /** Node pools. */
  readonly compute: Compute;
  /** Admission policies. */
  readonly guardrails: Guardrails;
}

/** Creates the teams of the settings. */
export function createTeams(context: ClusterContext, args: TeamsComponentArgs): Teams {
  const { data, services } = args;
  const { name, settings } = context;
  return new Teams(
    `${name}-teams`,
    {
      account: settings,
      platformName: settings.name,
      clusterName: settings.name,
      teams: settings.teams,
      pools: settings.compute.pools,
      network: clusterNetwork(settings),
      artifacts: data.artifacts,
      key: data.key,
      secretsControllerRoleArn: services.externalSecrets.controllerRoleArn,
      deletionProtection: settings.deletionProtection,
    },
    namespacesOptions(context, controllers(args)),
  );
}

/** Controllers of objects in teams' namespaces. The namespaces depend on them, so that controllers are deleted last. */
function controllers({ compute, guardrails, services }: TeamsComponentArgs): pulumi.Resource[] {
  const needed = Object.values(services).filter(({ facts }) => facts.some(servesTeams));
  return [...guardrails.ready, ...compute.ready, ...needed.flatMap(({ ready }) => ready)];
}

/**
 * Returns whether objects in teams' namespaces need a service: it installs their kinds, or serves kinds of other
 * services.
 */
function servesTeams({ kinds, alsoServes = [] }: ServiceFacts): boolean {
  return alsoServes.length > 0 || kinds.some(({ namespaced, teams }) => namespaced && teams !== "none");
}

/** Creates an MLflow user and a login Secret for each team. */
export function createMlflowLogins(context: ClusterContext, { mlflow }: PlatformServices, teams: Teams): MlflowLogins {
  const named = teams.all().map(({ team, namespaceName, ready }) => ({ team, namespace: namespaceName, ready }));
  return new MlflowLogins(
    `${context.name}-mlflow-logins`,
    { mlflow, teams: named, mirror: context.settings.mirror },
    clusterOptions(context),
  );
}

/** Returns the workspace of a team. */
export function workspaceOf(
  context: ClusterContext,
  { data, services }: Pick<TeamsComponentArgs, "data" | "services">,
  team: Team,
  logins: MlflowLogins,
): Workspace {
  const { settings, providers, cluster } = context;
  const quota = settings.teams[team.team];
  if (!quota) throw new Error(`team ${team.team} is not in the settings`);
  return {
    account: settings,
    team,
    quota,
    pools: settings.compute.pools,
    artifacts: data.artifacts,
    gateway: services.ingressGateway,
    mirror: settings.mirror,
    mlflowSecret: mlflowLoginSecret,
    providers: [providers.aws, providers.random, cluster.kubernetes],
    ready: [logins.login(team.team)],
  };
}
