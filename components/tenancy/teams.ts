import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../core/errors/userError";
import { nearest } from "../../core/text/nearest";
import { Component } from "../component";
import { largestNode } from "../compute/nodePool";
import type { Pools } from "../compute/poolSettings";
import { Team, type TeamArgs } from "./team";
import type { TeamQuota } from "./teamQuota";

/** Settings of a team: its quota and its people. */
interface TeamSettings extends TeamQuota {
  /** Owner of the team in Kubeflow. @default - the team's name */
  readonly owner?: string | undefined;
  /** IAM roles of the team's people. */
  readonly roles: TeamArgs["members"];
}

/** Arguments of `Teams`. */
export interface TeamsArgs extends Omit<TeamArgs, "team" | "owner" | "members" | "quota" | "largestNode"> {
  /** Settings of teams by name. */
  readonly teams: Readonly<Record<string, TeamSettings>>;
  /** Node pools by name. The largest node limits the requests of a container. */
  readonly pools: Pools;
}

/**
 * All teams of the settings. See `Team`.
 *
 * It depends on external-secrets and on the controllers of objects in teams' namespaces.
 */
export class Teams extends Component {
  /** Names of the teams, in the order of the settings. */
  readonly names: readonly string[];
  private readonly teams: ReadonlyMap<string, Team>;

  constructor(name: string, args: TeamsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Teams", name, opts);

    const { teams, pools, ...common } = args;
    const largest = largestNode(
      Object.entries(pools).map(([pool, { instanceTypes }]) => ({ name: pool, instanceTypes })),
    );
    this.teams = new Map(
      Object.entries(teams).map(([team, { owner, roles, ...quota }]) => [
        team,
        new Team(
          `${name}-${team}`,
          { ...common, team, owner, members: roles, quota, largestNode: largest },
          { parent: this },
        ),
      ]),
    );

    this.names = [...this.teams.keys()];
    this.registerOutputs({ names: this.names });
  }

  /** Returns all teams, in the order of the settings. */
  all(): readonly Team[] {
    return [...this.teams.values()];
  }

  /** Returns whether the stack's settings contain a team. */
  has(team: string): boolean {
    return this.teams.has(team);
  }

  /**
   * Returns a team by name.
   *
   * @throws UserError if the stack's settings do not contain the team.
   */
  get(team: string): Team {
    const found = this.teams.get(team);
    if (found) return found;
    throw new UserError(noSuchTeam(team, [...this.teams.keys()]));
  }
}

function noSuchTeam(team: string, known: readonly string[]): string {
  const stack = pulumi.getStack();
  const similar = nearest(team, known);
  const add = `add the team to mlops:teams in Pulumi.${stack}.yaml, or check platform.hasTeam("${team}") first`;
  const fix = similar === undefined ? add : `did you mean "${similar}"? Otherwise ${add}`;
  return `team "${team}" must be a team of stack ${stack}, one of: ${known.join(", ") || "none"}\n  fix: ${fix}`;
}
