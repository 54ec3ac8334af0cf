import { stringify } from "yaml";
import { restrictedContainerAs } from "../../kubernetes/restrictedPod";

/**
 * The container in which each worker of a PyTorchJob waits until its master's name is known, as the operator's template
 * has it: a list in YAML, with what the operator fills in. Upstream's own says nothing of security, so that a
 * namespace of the standard `restricted` refuses the worker.
 *
 * https://github.com/kubeflow/trainer/blob/v1.9.4/pkg/controller.v1/pytorch/initcontainer.go
 *
 * @param image Pinned, with a shell and `getent`, which asks as programs do: busybox's `nslookup` has ways of its own.
 */
export function waitContainer(image: string): string {
  const script = [
    "for attempt in $(seq {{.MaxTries}}); do",
    '  if getent hosts "{{.MasterAddr}}"; then exit 0; fi',
    "  echo waiting for {{.MasterAddr}}",
    "  sleep 2",
    "done",
    "exit 1",
  ].join("\n");
  return stringify([
    {
      name: "init-pytorch",
      image,
      imagePullPolicy: "IfNotPresent",
      command: ["sh", "-c", script],
      // Its image's user is root.
      securityContext: restrictedContainerAs(65532),
      resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "32Mi" } },
    },
  ]);
}
