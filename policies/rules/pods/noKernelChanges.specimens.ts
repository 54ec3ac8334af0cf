import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noKernelChanges";

export default specimens(rule, {
  passing: [
    {
      title: "a safe sysctl",
      stack: [pod({ spec: { securityContext: { sysctls: [{ name: "net.ipv4.tcp_keepalive_time", value: "300" }] } } })],
    },
    {
      title: "SELinux and AppArmor profiles that are allowed",
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
      title: "an unsafe sysctl",
      stack: [pod({ spec: { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } } })],
      message: "the pod must not change kernel settings or isolation with: kernel.msgmax",
    },
    {
      title: "a pod without AppArmor",
      stack: [pod({ spec: { securityContext: { appArmorProfile: { type: "Unconfined" } } } })],
      message: "the pod must not change kernel settings or isolation with: appArmorProfile",
    },
    {
      title: "containers with an unmasked /proc and an SELinux role",
      stack: [
        deployment({
          containers: { main: { securityContext: { procMount: "Unmasked", appArmorProfile: { type: "Unconfined" } } } },
          initContainers: { setup: { securityContext: { seLinuxOptions: { role: "system_r" } } } },
          spec: { hostUsers: false },
        }),
      ],
      message:
        "the pod must not change kernel settings or isolation with: main (procMount, appArmorProfile), setup (seLinuxOptions)",
    },
    {
      title: "the older AppArmor annotation",
      stack: [deployment({ annotations: { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" } })],
      message:
        "the pod must not change kernel settings or isolation with: container.apparmor.security.beta.kubernetes.io/main",
    },
  ],
});
