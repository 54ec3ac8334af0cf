import { podKinds } from "../../../core/kubernetes/kinds";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

const safeVolumes = [
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
  title: "Pods mount only volume types of the restricted pod security standard",
  severity: "high",
  why: "A pod that names an NFS server or a disk directly mounts another team's data, because no claim and no quota applies.",
  fix: "mount the volume through a PersistentVolumeClaim of the namespace",
  references: [podSecurityStandard("restricted", "Volume Types")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "volumes must be of a type that the restricted pod security standard allows",
  // The rule no-host-paths rejects hostPath.
  violations: `variables.volumes
    .filter(v, v.exists(k, !(k in ${celLiteral(["name", "hostPath", ...safeVolumes])})))
    .map(v, v.name)`,
});
