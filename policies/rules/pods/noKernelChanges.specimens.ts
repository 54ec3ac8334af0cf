import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noKernelChanges";

export default specimens(rule, {
  passing: [
    {
      of: "a safe sysctl",
      stack: [pod({ spec: { securityContext: { sysctls: [{ name: "net.ipv4.tcp_keepalive_time", value: "300" }] } } })],
    },
    {
      of: "SELinux and AppArmor profiles that are allowed",
      stack: [
        pod({
          containers: { main: { securityContext: { procMount: "Default", seLinuxOptions: { type: "container_t" } } } },
          spec: { securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
        }),
      ],
    },
  ],
  failing: [
    {
      of: "an unsafe sysctl",
      stack: [pod({ spec: { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } } })],
      says: "the pod must not change kernel settings or isolation with: kernel.msgmax",
    },
    {
      of: "a pod without AppArmor",
      stack: [pod({ spec: { securityContext: { appArmorProfile: { type: "Unconfined" } } } })],
      says: "the pod must not change kernel settings or isolation with: appArmorProfile",
    },
    {
      of: "containers with an unmasked /proc and an SELinux role",
      stack: [
        deployment({
          containers: { main: { securityContext: { procMount: "Unmasked", appArmorProfile: { type: "Unconfined" } } } },
          initContainers: { setup: { securityContext: { seLinuxOptions: { role: "system_r" } } } },
          spec: { hostUsers: false },
        }),
      ],
      says: "the pod must not change kernel settings or isolation with: main (procMount, appArmorProfile), setup (seLinuxOptions)",
    },
    {
      of: "the older AppArmor annotation",
      stack: [deployment({ annotations: { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" } })],
      says: "the pod must not change kernel settings or isolation with: container.apparmor.security.beta.kubernetes.io/main",
    },
  ],
});
