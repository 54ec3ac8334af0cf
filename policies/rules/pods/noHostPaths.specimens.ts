import { specimens } from "../../specimen";
import { job, pod } from "../../specimens/pods";
import { rule } from "./noHostPaths";

export default specimens(rule, {
  passing: [{ of: "scratch", stack: [pod({ spec: { volumes: [{ name: "tmp", emptyDir: { sizeLimit: "1Gi" } }] } })] }],
  failing: [
    {
      of: "containerd's socket",
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
      says: "volumes are folders of the node: containerd",
    },
  ],
});
