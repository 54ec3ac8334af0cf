import { predictorsOutside } from "../../kubernetes/modelStorage";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "model-comes-from-the-registry",
  title: "Served models come from the platform's storage, not from the Internet",
  severity: "high",
  why: "The owner of a web page or a public repository can change the served model, including pickled code, and its outage prevents pods from starting.",
  fix: "copy the model to the team's prefix of the bucket and serve it from s3://, or use pvc:// or oci://",
  references: [
    {
      name: "OWASP ML06: AI Supply Chain Attacks",
      url: "https://owasp.org/www-project-machine-learning-security-top-10/",
    },
  ],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  kinds: ["InferenceService"],
  scope: "everywhere",
  problem: "predictors must read their model from s3://, pvc:// or oci://",
  violations: predictorsOutside("^(s3|pvc|oci)://"),
});
