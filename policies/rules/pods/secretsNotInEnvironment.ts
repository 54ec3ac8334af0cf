import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

/** Matches the end of a name, so that PASSWORD_FILE, TOKEN_URL and MAX_TOKENS do not count as secrets. */
const secretName = "(password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key)$";
/** Special tokens of a tokenizer. */
const tokenizerVariable = "(^|_)(bos|eos|pad|unk|sep|cls|mask|stop)_token$";
/** Booleans, and references to other variables. */
const harmlessValue = "^(true|false|[$][(][A-Za-z0-9_]+[)])?$";

const isSecret = `e.name.lowerAscii().matches('${secretName}') && !e.name.lowerAscii().matches('${tokenizerVariable}')
      && !e.?value.orValue('').matches('${harmlessValue}')`;

export const rule = kubernetesRule({
  name: "secrets-not-in-environment",
  title: "Passwords and tokens are not written into pod specifications",
  severity: "high",
  why: "Anyone who can read a pod, a plan or a backup of the API reads the password in it, and git keeps it forever.",
  fix: "store the value in Secrets Manager, and reference the Secret in valueFrom.secretKeyRef or mount it; the name of a variable with a file path ends in _FILE",
  references: [{ name: "CIS EKS 4.4.1" }, { name: "NSA C-0012" }, { name: "CKV_K8S_35" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not have secrets in plain environment variables",
  violations: `variables.containers
    .filter(c, c.?env.orValue([]).exists(e, ${isSecret}))
    .map(c, c.name + ' (' + c.?env.orValue([]).filter(e, ${isSecret}).map(e, e.name).join(', ') + ')')`,
});
