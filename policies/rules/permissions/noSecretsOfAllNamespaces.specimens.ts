import { specimens } from "../../specimen";
import { clusterRole } from "../../specimens/permissions";
import { rule } from "./noSecretsOfAllNamespaces";

export default specimens(rule, {
  passing: [
    {
      of: "a ClusterRole that reads one named Secret",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], resourceNames: ["ca"], verbs: ["get"] }])],
    },
    {
      of: "a ClusterRole that creates Secrets",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["create"] }])],
    },
  ],
  failing: [
    {
      of: "a ClusterRole that reads every Secret",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["watch"] }])],
      says: "the ClusterRole should not read in every namespace: secrets",
    },
    {
      of: "a ClusterRole for the kubelet API",
      stack: [clusterRole([{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }])],
      says: "the ClusterRole should not read in every namespace: nodes/proxy",
    },
    {
      of: "a ClusterRole for every proxy",
      stack: [clusterRole([{ apiGroups: [""], resources: ["*/proxy"], verbs: ["get"] }])],
      says: "the ClusterRole should not read in every namespace: nodes/proxy",
    },
  ],
});
