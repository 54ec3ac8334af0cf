import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../core/errors/userError";
import { nearest } from "../../core/text/nearest";
import { Component } from "../component";
import { largestNode } from "../compute/nodePool";
import type { Pools } from "../compute/poolSettings";
import { Team, type TeamArgs } from "./team";
import type { TeamQuota } from "./teamQuota";

/** A team as it is asked for: its bounds, and its people. */
interface TeamSettings extends TeamQuota {
  /** Whom Kubeflow takes for the team's owner. @default - the team's name */
  readonly owner?: string | undefined;
  /** IAM roles of the team's people. */
  readonly roles: TeamArgs["members"];
}

export interface TeamsArgs extends Omit<TeamArgs, "team" | "owner" | "members" | "quota" | "largestNode"> {
  /** By name. */
  readonly teams: Readonly<Record<string, TeamSettings>>;
  /** Pools by name: no container may ask for more than a node of one has. */
  readonly pools: Pools;
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

  /** Whether the stack's settings have the team. */
  has(team: string): boolean {
    return this.teams.has(team);
  }

  /** @throws UserError where the stack's settings have no such team. */
  get(team: string): Team {
    const found = this.teams.get(team);
    if (found) return found;
    throw new UserError(noSuchTeam(team, [...this.teams.keys()]));
  }
}

function noSuchTeam(team: string, known: readonly string[]): string {
  const stack = pulumi.getStack();
  const similar = nearest(team, known);
  const add = `add the team to mlops:teams in Pulumi.${stack}.yaml, or let the program ask platform.hasTeam("${team}") first`;
  const fix = similar === undefined ? add : `did you mean "${similar}"? Otherwise ${add}`;
  return `team "${team}": stack ${stack} has no such team. Its teams: ${known.join(", ") || "none"}\n  fix: ${fix}`;
}
