import { podKinds } from "../../../core/kubernetes/kinds";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
];
const selinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

const changes = (context: string) =>
  `(${context}.?procMount.orValue('Default') in ['', 'Default'] ? [] : ['procMount'])
    + (${context}.?seLinuxOptions.?type.orValue('') in ${celLiteral(selinuxTypes)}
      && ${context}.?seLinuxOptions.?user.orValue('') == '' && ${context}.?seLinuxOptions.?role.orValue('') == ''
      ? [] : ['seLinuxOptions'])
    + (${context}.?appArmorProfile.?type.orValue('') == 'Unconfined' ? ['appArmorProfile'] : [])
    + (${context}.?windowsOptions.?hostProcess.orValue(false) ? ['hostProcess'] : [])`;

export const rule = kubernetesRule({
  name: "no-kernel-changes",
  title: "Pods do not change kernel settings or their kernel isolation",
  severity: "high",
  why: "A sysctl changes the node for every other pod. A pod without AppArmor or with an unmasked /proc can escape its isolation.",
  fix: "remove procMount, seLinuxOptions, the AppArmor profile Unconfined, hostProcess and unsafe sysctls",
  references: ["/proc Mount Type", "SELinux", "AppArmor", "Sysctls", "HostProcess"].map((control) =>
    podSecurityStandard("baseline", control),
  ),
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod must not change kernel settings or isolation with",
  violations: `variables.podSpec.?securityContext.?sysctls.orValue([])
      .filter(s, !(s.name in ${celLiteral(safeSysctls)})).map(s, s.name)
    + (${changes("variables.podSpec.?securityContext")})
    + variables.containers.filter(c, (${changes("c.?securityContext")}).size() > 0)
      .map(c, c.name + ' (' + (${changes("c.?securityContext")}).join(', ') + ')')
    + variables.podAnnotations
      .filter(k, k.startsWith('${appArmorAnnotation}') && variables.podAnnotations[k] == 'unconfined')`,
});
