import { specimens } from "../../specimen";
import { clusterRole } from "../../specimens/permissions";
import { rule } from "./noSecretsOfAllNamespaces";

export default specimens(rule, {
  passing: [
    {
      title: "a ClusterRole that reads one named Secret",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], resourceNames: ["ca"], verbs: ["get"] }])],
    },
    {
      title: "a ClusterRole that creates Secrets",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["create"] }])],
    },
  ],
  failing: [
    {
      title: "a ClusterRole that reads every Secret",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["watch"] }])],
      message: "the ClusterRole should not read in every namespace: secrets",
    },
    {
      title: "a ClusterRole for the kubelet API",
      stack: [clusterRole([{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }])],
      message: "the ClusterRole should not read in every namespace: nodes/proxy",
    },
    {
      title: "a ClusterRole for every proxy",
      stack: [clusterRole([{ apiGroups: [""], resources: ["*/proxy"], verbs: ["get"] }])],
      message: "the ClusterRole should not read in every namespace: nodes/proxy",
    },
  ],
});
