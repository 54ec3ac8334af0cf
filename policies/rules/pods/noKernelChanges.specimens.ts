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
      of: "profiles that confine",
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
      of: "a sysctl of the whole node",
      stack: [pod({ spec: { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } } })],
      says: "the pod changes what the kernel guards: kernel.msgmax",
    },
    {
      of: "a pod without AppArmor",
      stack: [pod({ spec: { securityContext: { appArmorProfile: { type: "Unconfined" } } } })],
      says: "the pod changes what the kernel guards: appArmorProfile",
    },
    {
      of: "containers with a bare /proc and a role of their own",
      stack: [
        deployment({
          containers: { main: { securityContext: { procMount: "Unmasked", appArmorProfile: { type: "Unconfined" } } } },
          initContainers: { setup: { securityContext: { seLinuxOptions: { role: "system_r" } } } },
          spec: { hostUsers: false },
        }),
      ],
      says: "the pod changes what the kernel guards: main (procMount, appArmorProfile), setup (seLinuxOptions)",
    },
    {
      of: "AppArmor's old annotation",
      stack: [deployment({ annotations: { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" } })],
      says: "the pod changes what the kernel guards: container.apparmor.security.beta.kubernetes.io/main",
    },
  ],
});
