import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import { secretData } from "../data/databaseLogin";
import { pinnedImage } from "../kubernetes/image";
import type { Mirror } from "../kubernetes/mirror";
import { mlflowLoginSecret, teamUserPrefix } from "./configuration";
import { loginsJobSpec, loginsName, loginsScript, loginsScriptKey } from "./loginsJob";
import type { Mlflow } from "./mlflow";
import { loginsNetworkPolicySpec } from "./objects";

export { mlflowLoginSecret } from "./configuration";

/** A team and its namespace. */
export interface MlflowTeam {
  /** Name of the team. The MLflow user is `mlops-team-<team>`. */
  readonly team: string;
  /** Namespace of the team, which gets the Secret `mlflow-login`. */
  readonly namespace: pulumi.Input<string>;
  /** Resources that the team's workloads, and so its login, must depend on. @default [] */
  readonly ready?: readonly pulumi.Resource[];
}

/** Arguments of `MlflowLogins`. */
export interface MlflowLoginsArgs {
  /** MLflow server of the users. The Job uses its administrator's login. */
  readonly mlflow: Mlflow;
  /** All teams. Users of other teams are locked. */
  readonly teams: readonly MlflowTeam[];
  /** Sources of images. */
  readonly mirror: Mirror;
}

/**
 * A user of MLflow for each team, and its login in the team's namespace: the Secret `mlflow-login`, whose keys are the
 * environment variables of MLflow's clients.
 *
 * A team's user creates experiments and models and manages them. It cannot see or change those of other teams, nor log
 * to the experiment `Default`: a run must name an experiment. Names are shared by all teams, so begin them with the
 * team's name. To share a model, its team grants `READ` on the model and on the experiment of its files to the other
 * team's user (`POST /api/3.0/mlflow/users/permissions/grant`). Everyone who may run a pod in a team's namespace, or
 * read its Secrets, can act as the team's user.
 *
 * One Job creates all users, and `up` waits for it. It runs again when a password, the script or MLflow's database
 * changes. The user of a removed team is locked, not deleted, so that its experiments and models keep an owner. A team
 * of the same name gets the user back.
 *
 * `pulumi up --replace` with the URN of `<name>-<team>-password` rotates a password. Pods read the password only when
 * they start: pods that run during a rotation can no longer log in.
 */
export class MlflowLogins extends Component {
  /** Name of the Secret with the login, in the namespace of each team. */
  readonly secretName = mlflowLoginSecret;
  /** MLflow user of each team, by the team's name. */
  readonly users: Readonly<Record<string, string>>;
  private readonly logins: ReadonlyMap<string, pulumi.Resource>;

  constructor(name: string, args: MlflowLoginsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:MlflowLogins", name, opts);

    const logins = args.teams.map((team) => ({ ...team, password: this.createPassword(team) }));
    const passwords = pulumi.all(Object.fromEntries(logins.map(({ team, password }) => [username(team), password])));
    const secret = this.createSecret(passwords, args);
    const before = [secret, this.createScript(args), this.createNetworkPolicy(args)];
    const job = this.createJob(fingerprint(args.mlflow, secret), before, args);

    this.logins = new Map(logins.map((login) => [login.team, this.createLogin(login, job, args)]));
    this.users = Object.fromEntries(args.teams.map(({ team }) => [team, username(team)]));
    this.registerOutputs({ secretName: this.secretName, users: this.users });
  }

  /**
   * Returns the resource of a team's login. It depends on the team's `ready` and on its MLflow user, so that a workload
   * needs no other dependency.
   *
   * @throws Error if the arguments do not include the team.
   */
  login(team: string): pulumi.Resource {
    const login = this.logins.get(team);
    if (!login) throw new Error(`teams of MlflowLogins must include ${team}`);
    return login;
  }

  /** 190 bits of letters and digits, which need no escaping. */
  private createPassword({ team }: MlflowTeam): pulumi.Output<string> {
    const password = new random.RandomPassword(
      `${this.name}-${team}-password`,
      { length: 32, special: false },
      { parent: this },
    );
    return pulumi.secret(password.result);
  }

  /** Passwords by user, for the Job only. */
  private createSecret(
    passwords: pulumi.Output<Record<string, string>>,
    { mlflow }: MlflowLoginsArgs,
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      `${this.name}-passwords`,
      {
        metadata: { name: loginsName, namespace: mlflow.namespaceName },
        data: pulumi.secret(passwords.apply(secretData)),
      },
      { parent: this },
    );
  }

  private createScript({ mlflow }: MlflowLoginsArgs): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-script`,
      {
        metadata: { name: loginsName, namespace: mlflow.namespaceName },
        data: { [loginsScriptKey]: loginsScript },
      },
      { parent: this },
    );
  }

  private createNetworkPolicy({ mlflow }: MlflowLoginsArgs): k8s.networking.v1.NetworkPolicy {
    return new k8s.networking.v1.NetworkPolicy(
      `${this.name}-network`,
      { metadata: { name: loginsName, namespace: mlflow.namespaceName }, spec: loginsNetworkPolicySpec() },
      { parent: this },
    );
  }

  private createJob(
    changes: pulumi.Output<string>,
    before: pulumi.Resource[],
    { mlflow, mirror }: MlflowLoginsArgs,
  ): k8s.batch.v1.Job {
    return new k8s.batch.v1.Job(
      `${this.name}-job`,
      {
        metadata: { name: loginsName, namespace: mlflow.namespaceName },
        spec: loginsJobSpec({ image: pinnedImage(mirror, "mlflow"), fingerprint: changes }),
      },
      { parent: this, dependsOn: [...mlflow.ready, ...before], customTimeouts: { create: "15m" } },
    );
  }

  private createLogin(
    { team, namespace, ready = [], password }: MlflowTeam & { readonly password: pulumi.Output<string> },
    job: k8s.batch.v1.Job,
    { mlflow }: MlflowLoginsArgs,
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      `${this.name}-${team}-login`,
      {
        metadata: { name: mlflowLoginSecret, namespace },
        data: secretData({
          MLFLOW_TRACKING_URI: mlflow.trackingUri,
          MLFLOW_TRACKING_USERNAME: username(team),
          MLFLOW_TRACKING_PASSWORD: password,
        }),
      },
      // The Job sets the password first, so that the login works as soon as the Secret exists.
      { parent: this, dependsOn: [job, ...ready] },
    );
  }
}

/** Returns the name of a team's user. The prefix keeps it distinct from the administrator's. */
function username(team: string): string {
  return `${teamUserPrefix}${team}`;
}

/**
 * Returns a text that changes with the script, the passwords and MLflow's database. Changed passwords replace the
 * Secret.
 */
function fingerprint(mlflow: Mlflow, passwords: k8s.core.v1.Secret): pulumi.Output<string> {
  const script = createHash("sha256").update(loginsScript).digest("hex").slice(0, 16);
  return pulumi.interpolate`${script}-${passwords.metadata.uid}-${mlflow.fingerprint}`;
}
