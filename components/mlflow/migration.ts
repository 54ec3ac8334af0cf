import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../core/kubernetes/labels";
import { restrictedContainer, restrictedSystemPod } from "../kubernetes/restrictedPod";
import { databaseEnvironment, type MlflowSettings, mlflowVolumeMounts, mlflowVolumes } from "./configuration";
import { mlflowUser } from "./server";

/** Arguments of `migrationJobSpec`. */
export interface MigrationArgs extends MlflowSettings {
  /** The platform's MLflow image, with its digest. The Job migrates the tables to the version of MLflow in it. */
  readonly image: pulumi.Input<string>;
  /** Service account of the pod. The migration does not call AWS. */
  readonly serviceAccount: string;
  /** Text that changes with the settings file, which contains the administrator's password. */
  readonly fingerprint: pulumi.Input<string>;
}

/**
 * Migrates both databases to the image's version of MLflow, and sets the administrator's password to the one in the
 * Secret. MLflow itself reads the password from its settings only when it creates the administrator.
 */
const migrate = `mlflow db upgrade "$MLFLOW_BACKEND_STORE_URI"
python - <<'PYTHON'
from mlflow.server.auth.config import read_auth_config
from mlflow.server.auth.sqlalchemy_store import SqlAlchemyStore

config = read_auth_config()
store = SqlAlchemyStore()
store.init_db(config.database_uri)
if store.has_user(config.admin_username):
    store.update_user(config.admin_username, password=config.admin_password, is_admin=True)
else:
    store.create_user(config.admin_username, config.admin_password, is_admin=True)
PYTHON
`;

/**
 * Returns the spec of the Job that runs before a server of a new version. It has no `ttlSecondsAfterFinished`, because
 * Pulumi owns it.
 */
export function migrationJobSpec(args: MigrationArgs): types.input.batch.v1.JobSpec {
  return {
    backoffLimit: 2,
    // Tables of several million rows may be rewritten.
    activeDeadlineSeconds: 3600,
    template: {
      metadata: { annotations: { [fingerprintAnnotation]: args.fingerprint } },
      spec: {
        ...restrictedSystemPod(mlflowUser),
        serviceAccountName: args.serviceAccount,
        restartPolicy: "Never",
        containers: [
          {
            name: "migration",
            image: args.image,
            command: ["/bin/sh", "-ec", migrate],
            env: databaseEnvironment(args),
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            securityContext: restrictedContainer,
            volumeMounts: mlflowVolumeMounts,
          },
        ],
        volumes: mlflowVolumes(args.database.loginSecret),
      },
    },
  };
}
