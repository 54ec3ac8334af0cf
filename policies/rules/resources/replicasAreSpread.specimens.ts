import { specimens } from "../../specimen";
import { deployment, statefulSet } from "../../specimens/pods";
import { rule } from "./replicasAreSpread";

const labelSelector = { matchLabels: { app: "main" } };
const topologyKey = "kubernetes.io/hostname";

export default specimens(rule, {
  passing: [
    {
      of: "replicas that are spread",
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
      of: "replicas that keep away from each other",
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
    { of: "one", stack: [deployment({}, { replicas: undefined })] },
  ],
  failing: [
    {
      of: "replicas of a Deployment that say nothing",
      stack: [deployment({}, { replicas: 2 })],
      says: "replicas may all stand on one node: main",
    },
    {
      of: "replicas of a StatefulSet that say nothing",
      stack: [statefulSet({}, { replicas: 3 })],
      says: "replicas may all stand on one node: main",
    },
  ],
});
