import { stringify } from "yaml";
import { restrictedContainerAs } from "../../kubernetes/restrictedPod";

/**
 * Returns the template of the init container in which a worker of a PyTorchJob waits until DNS resolves its master's
 * name: a YAML list with placeholders that the operator fills in. Upstream's template has no security context, so that
 * a namespace with the standard `restricted` rejects the worker.
 *
 * https://github.com/kubeflow/trainer/blob/v1.9.4/pkg/controller.v1/pytorch/initcontainer.go
 *
 * @param image Pinned image with a shell and `getent`, which resolves names as programs do; busybox's `nslookup` does
 * not.
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
      // The default user of the image is root.
      securityContext: restrictedContainerAs(65532),
      resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "32Mi" } },
    },
  ]);
}
