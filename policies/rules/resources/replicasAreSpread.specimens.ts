import { specimens } from "../../specimen";
import { deployment, statefulSet } from "../../specimens/pods";
import { rule } from "./replicasAreSpread";

const labelSelector = { matchLabels: { app: "main" } };
const topologyKey = "kubernetes.io/hostname";

export default specimens(rule, {
  passing: [
    {
      title: "replicas with topologySpreadConstraints",
      stack: [
        deployment(
          {
            spec: {
              topologySpreadConstraints: [
                { topologyKey, maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway", labelSelector },
              ],
            },
          },
          { replicas: 3 },
        ),
      ],
    },
    {
      title: "replicas with podAntiAffinity",
      stack: [
        statefulSet(
          {
            spec: {
              affinity: {
                podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector }] },
              },
            },
          },
          { replicas: 3 },
        ),
      ],
    },
    { title: "one replica", stack: [deployment({}, { replicas: undefined })] },
  ],
  failing: [
    {
      title: "replicas of a Deployment without constraints",
      stack: [deployment({}, { replicas: 2 })],
      message: "replicas should not all run on one node: main",
    },
    {
      title: "replicas of a StatefulSet without constraints",
      stack: [statefulSet({}, { replicas: 3 })],
      message: "replicas should not all run on one node: main",
    },
  ],
});
