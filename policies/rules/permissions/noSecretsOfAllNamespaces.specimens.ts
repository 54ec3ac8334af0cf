import { specimens } from "../../specimen";
import { clusterRole } from "../../specimens/permissions";
import { rule } from "./noSecretsOfAllNamespaces";

export default specimens(rule, {
  passing: [
    {
      of: "one secret by its name",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], resourceNames: ["ca"], verbs: ["get"] }])],
    },
    {
      of: "secrets that are made and never read",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["create"] }])],
    },
  ],
  failing: [
    {
      of: "every secret",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["watch"] }])],
      says: "reads in every namespace: secrets",
    },
    {
      of: "the kubelets' API",
      stack: [clusterRole([{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }])],
      says: "reads in every namespace: nodes/proxy",
    },
    {
      of: "the kubelets' API among every other proxy",
      stack: [clusterRole([{ apiGroups: [""], resources: ["*/proxy"], verbs: ["get"] }])],
      says: "reads in every namespace: nodes/proxy",
    },
  ],
});
