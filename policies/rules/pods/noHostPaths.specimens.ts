import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./noHostPaths";

export default specimens(rule, {
  passing: [
    {
      title: "an emptyDir volume",
      stack: [pod({ spec: { volumes: [{ name: "tmp", emptyDir: { sizeLimit: "1Gi" } }] } })],
    },
  ],
  failing: [
    {
      title: "a hostPath volume with containerd's socket",
      stack: [
        job({
          spec: {
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "containerd", hostPath: { path: "/run/containerd/containerd.sock" } },
            ],
          },
        }),
      ],
      message: "volumes must not be directories of the node: containerd",
    },
  ],
});
