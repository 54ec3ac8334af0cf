import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./onlySafeVolumes";

export default specimens(rule, {
  passing: [
    {
      title: "claims and emptyDir volumes",
      stack: [
        pod({
          spec: {
            volumes: [
              { name: "data", persistentVolumeClaim: { claimName: "data" } },
              { name: "tmp", emptyDir: {} },
              {
                name: "token",
                projected: { sources: [{ serviceAccountToken: { path: "token", audience: "mlflow" } }] },
              },
            ],
          },
        }),
      ],
    },
  ],
  failing: [
    {
      title: "a volume of an NFS server",
      stack: [
        deployment({
          spec: {
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "share", nfs: { server: "192.0.2.10", path: "/exports" } },
            ],
          },
        }),
      ],
      message: "volumes must be of a type that the restricted pod security standard allows: share",
    },
  ],
});
