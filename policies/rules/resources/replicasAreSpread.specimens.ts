import { specimens } from "../../specimen";
import { deployment, statefulSet } from "../../specimens/pods";
import { rule } from "./replicasAreSpread";

const labelSelector = { matchLabels: { app: "main" } };
const topologyKey = "kubernetes.io/hostname";

export default specimens(rule, {
  passing: [
    {
      of: "replicas with topologySpreadConstraints",
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
      of: "replicas with podAntiAffinity",
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
    { of: "one replica", stack: [deployment({}, { replicas: undefined })] },
  ],
  failing: [
    {
      of: "replicas of a Deployment without constraints",
      stack: [deployment({}, { replicas: 2 })],
      says: "replicas should not all run on one node: main",
    },
    {
      of: "replicas of a StatefulSet without constraints",
      stack: [statefulSet({}, { replicas: 3 })],
      says: "replicas should not all run on one node: main",
    },
  ],
});
