import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

/** Ends of names, so that PASSWORD_FILE, TOKEN_URL and MAX_TOKENS are none. */
const secretName = "(password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key)$";
/** Tokens of a tokenizer. */
const wordToken = "(^|_)(bos|eos|pad|unk|sep|cls|mask|stop)_token$";
/** Switches, and other variables' values. */
const harmless = "^(true|false|[$][(][A-Za-z0-9_]+[)])?$";

const isSecret = `e.name.lowerAscii().matches('${secretName}') && !e.name.lowerAscii().matches('${wordToken}')
      && !e.?value.orValue('').matches('${harmless}')`;

export const rule = kubernetesRule({
  name: "secrets-not-in-environment",
  title: "Passwords and tokens are not written into pods",
  severity: "high",
  why: "Whoever may look at a pod, a plan or a backup of the API reads the password that is written there, and git keeps it for ever.",
  fix: "put it into Secrets Manager, and name the Secret in valueFrom.secretKeyRef or mount it; a file's name ends in _FILE",
  references: [{ name: "CIS EKS 4.4.1" }, { name: "NSA C-0012" }, { name: "CKV_K8S_35" }],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers have secrets in plain variables",
  violations: `variables.containers
    .filter(c, c.?env.orValue([]).exists(e, ${isSecret}))
    .map(c, c.name + ' (' + c.?env.orValue([]).filter(e, ${isSecret}).map(e, e.name).join(', ') + ')')`,
});
