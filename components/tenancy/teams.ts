import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { PoolSettings } from "../settings/sections/compute";
import type { TeamsSettings } from "../settings/sections/teams";
import { Team, type TeamArgs } from "./team";
import { largestNode } from "./teamQuota";

export interface TeamsArgs extends Omit<TeamArgs, "team" | "owner" | "members" | "quota" | "largestNode"> {
  readonly teams: TeamsSettings;
  /** Pools by name: no container may ask for more than a node of one has. */
  readonly pools: Readonly<Record<string, PoolSettings>>;
}

/**
 * Every team of the settings. See `Team`.
 *
 * Needs external-secrets and the controllers of whatever teams make: depend on them.
 */
export class Teams extends Component {
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

    this.registerOutputs({});
  }

  /** All of them, in the settings' order. */
  all(): readonly Team[] {
    return [...this.teams.values()];
  }

  /** @throws Error where the settings have no such team. */
  get(team: string): Team {
    const found = this.teams.get(team);
    if (found) return found;
    const known = [...this.teams.keys()].join(", ") || "none";
    throw new pulumi.RunError(`there is no team ${team}: add it to mlops:teams, or use one of those there: ${known}`);
  }
}
