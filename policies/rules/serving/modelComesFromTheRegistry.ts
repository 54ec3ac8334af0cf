import { predictorsOutside } from "../../kubernetes/modelStorage";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "model-comes-from-the-registry",
  title: "Served models come from the platform's own storage, not from the Internet",
  severity: "high",
  why: "Whoever owns a page or a public repository changes what is served, pickled code included, and an outage there keeps pods from starting.",
  fix: "copy the model to the team's part of the bucket and serve it from s3://, or from pvc:// or oci://",
  references: [
    {
      name: "OWASP ML06: AI Supply Chain Attacks",
      url: "https://owasp.org/www-project-machine-learning-security-top-10/",
    },
  ],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  kinds: ["InferenceService"],
  scope: "everywhere",
  problem: "reads a model from elsewhere",
  violations: predictorsOutside("^(s3|pvc|oci)://"),
});
