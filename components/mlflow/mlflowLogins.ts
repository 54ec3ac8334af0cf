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

/** A team, and where its pods run. */
export interface MlflowTeam {
  readonly team: string;
  readonly namespace: pulumi.Input<string>;
  /** What must be there before the team's workloads. Its login waits for it, and goes before it. @default [] */
  readonly ready?: readonly pulumi.Resource[];
}

export interface MlflowLoginsArgs {
  readonly mlflow: Mlflow;
  /** All teams that there are: users of others are locked. */
  readonly teams: readonly MlflowTeam[];
  readonly mirror: Mirror;
}

/**
 * A user of MLflow's for each team, and its login in the team's namespace: the Secret `mlflow-login`, whose keys are the
 * environment variables that MLflow's clients read.
 *
 * A team's user makes experiments and models and manages those. It neither sees nor changes those of other teams, nor logs
 * to the experiment `Default`, which is nobody's: a run names an experiment. Names are MLflow's own and not a team's: begin
 * them with the team's. To share a model, the team that has it grants `READ` on it, and on the experiment below which its
 * files lie, to the other's user (`POST /api/3.0/mlflow/users/permissions/grant`). Who may run a pod in a team's namespace,
 * or read its Secrets, is that user.
 *
 * One job makes all users, and `up` waits for it. It runs again when a password, the script or MLflow's database is another
 * one, and changes what differs. When a team goes its user is locked and not deleted: what it made would have nobody left
 * to manage it. A team of the same name finds it again, as it does its part of the bucket.
 *
 * `pulumi up --replace` with the URN of `<name>-<team>-password` rotates a password. Pods read theirs when they start: what
 * runs at that time cannot log any more.
 */
export class MlflowLogins extends Component {
  private readonly logins: ReadonlyMap<string, pulumi.Resource>;

  constructor(name: string, args: MlflowLoginsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:MlflowLogins", name, opts);

    const logins = args.teams.map((team) => ({ ...team, password: this.createPassword(team) }));
    const passwords = pulumi.all(Object.fromEntries(logins.map(({ team, password }) => [username(team), password])));
    const secret = this.createSecret(passwords, args);
    const before = [secret, this.createScript(args), this.createNetworkPolicy(args)];
    const job = this.createJob(fingerprint(args.mlflow, secret), before, args);

    this.logins = new Map(logins.map((login) => [login.team, this.createLogin(login, job, args)]));
    this.registerOutputs({});
  }

  /**
   * A team's login, the last of what its workloads need: who depends on it depends on the team's `ready` and its user of
   * MLflow. One dependency rather than twenty, which a thousand workloads would each name.
   *
   * @throws Error where it is none of the arguments' teams.
   */
  login(team: string): pulumi.Resource {
    const login = this.logins.get(team);
    if (!login) throw new Error(`team ${team} has no login: it is not in the arguments of MlflowLogins`);
    return login;
  }

  /** Letters and digits, 190 bits of them: nothing in it needs escaping anywhere. */
  private createPassword({ team }: MlflowTeam): pulumi.Output<string> {
    const password = new random.RandomPassword(
      `${this.name}-${team}-password`,
      { length: 32, special: false },
      { parent: this },
    );
    return pulumi.secret(password.result);
  }

  /** For the job alone, by user. */
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
      // Whoever finds the login can log in.
      { parent: this, dependsOn: [job, ...ready] },
    );
  }
}

/** A team's user. No team's name makes it the administrator's. */
function username(team: string): string {
  return `${teamUserPrefix}${team}`;
}

/** Other passwords make another Secret. */
function fingerprint(mlflow: Mlflow, passwords: k8s.core.v1.Secret): pulumi.Output<string> {
  const script = createHash("sha256").update(loginsScript).digest("hex").slice(0, 16);
  return pulumi.interpolate`${script}-${passwords.metadata.uid}-${mlflow.fingerprint}`;
}
