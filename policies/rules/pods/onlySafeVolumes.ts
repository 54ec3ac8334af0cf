import { podKinds } from "../../../core/kubernetes/kinds";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

const safe = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

export const rule = kubernetesRule({
  name: "only-safe-volumes",
  title: "Pods mount only volumes that Kubernetes itself watches over",
  severity: "high",
  why: "A pod that names an NFS server or a disk itself mounts another team's data: no claim and no quota stand between.",
  fix: "mount it by a PersistentVolumeClaim of the namespace",
  references: [podSecurityStandard("restricted", "Volume Types")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "volumes are of a kind that pods may not name",
  // Folders of the node are no-host-paths' matter.
  violations: `variables.volumes
    .filter(v, v.exists(k, !(k in ${celLiteral(["name", "hostPath", ...safe])})))
    .map(v, v.name)`,
});
