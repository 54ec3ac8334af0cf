import { controllerTable } from "../sandbox/controllers/docs";
import { tools } from "../sandbox/toolchain/tools";

/** `docs/sandbox.md`. */
export function sandboxPage(): string {
  const toolRows = tools.map(
    ({ name, module, coldSeconds }) => `| ${name} | sandbox/toolchain/modules/${module}/go.mod | ${coldSeconds} |`,
  );
  return `# Sandbox

The whole program for real on one machine, without a cloud account or Docker: Pulumi's own engine and CLI, the real
Kubernetes provider with Helm inside, a real Kubernetes API server with its controllers and scheduler, real Karpenter. Only
AWS, \`random\` and the kubelets are played. It is how idempotence, drift, crashes, deletion, charts and scheduling are
tested, and where a newcomer watches the platform come up. This page is written by \`npm run generate\`.

    npm run sandbox -- up                      # everything; prints the KUBECONFIG
    npm run sandbox -- destroy                 # down to nothing
    npm run sandbox -- stop                    # ends its processes; --erase forgets what it holds
    eval "$(npm run -s sandbox -- env)"        # from then on, in this shell: pulumi preview -s dev, pulumi up, kubectl

It needs Node and Go. The first run builds the tools, up to 40 minutes on two cores, once; then a sandbox starts in
seconds. Its state is outside the checkout, one folder for each checkout and stack (\`npm run sandbox -- status\` says
where). Your own files, Pulumi's login and kubeconfig are not touched. Ctrl-C ends everything that it started.

More than half of an \`up\` is Pulumi writing the whole state down at each operation, as it does in every backend of files
or S3. \`PULUMI_SKIP_CHECKPOINTS=true\` in the environment makes it write once, at the end: whoever then kills it starts
anew with \`stop --erase\`.

## What is real

| tool | version pinned in | cold build, s |
| --- | --- | --- |
${toolRows.join("\n")}

A tool of a fitting version on PATH is used instead, and so is the vendor's Kubernetes provider of the SDK's version where
Pulumi has downloaded it. Built ones are in \`~/.cache/mlops/toolchain\`, by the hash of all that makes them.
The built Kubernetes provider is of January 2026: it takes over an object that exists already, where later ones refuse. The
end-to-end tests look into the API server's audit log for such a case. The API server is 1.36.1, whatever the stack asks for. Two admission plugins are off, those of webhooks:
no server stands behind the webhooks that charts register.

## Simulated AWS

One process plays the \`aws\` and \`random\` providers, with one table row for each type in \`sandbox/cloud/types\`: formats
of ids, ARNs and endpoints, names made from logical ones, default tags, what a change replaces, what must exist before and
what stands in the way of a deletion, in AWS's words. It takes a hundredth of AWS's time (\`MLOPS_SANDBOX_LATENCY\`), and
fails, throttles, hangs or crashes where a test asks for it. Who may use the cluster is for its access entries to say, as
on EKS: a program that touches the cluster before its deployer has access is refused.

What listens, listens on 127.0.0.1, and keeps no secret from others on this machine: etcd asks for no login, and a token is
a role's name.

It does not prove that AWS accepts an input, that a policy allows what it should, that a version exists, that there is
capacity or quota, or how long anything takes.

## Charts

A chart that is not at hand is a stand-in: a Helm chart of upstream's name and version, labelled
\`mlops.platform/stand-in\`. It holds the workloads that the platform relies on, with upstream's names, selector labels,
ports, service accounts and disruption budgets, placed and sized by our values and upstream's defaults as upstream's
template would, and a ConfigMap \`<release>-stand-in-values\` with what Helm made of the values.

It proves that Helm installs the Release, in which order, that its pods fit and run on the nodes where they should, and that
what depends on it waits for it. It does not prove that upstream's chart takes our values (a misspelt one is kept and does
nothing), what else upstream makes (RBAC, webhooks, probes, arguments), or that the program inside works: no container runs.

\`--charts DIR\` puts upstream's charts in the place of stand-ins (\`DIR/<chart>\` or \`DIR/<chart>-<version>.tgz\`);
\`--crds DIR\` gives stand-ins upstream's CRDs (\`DIR/<project>/<group>_<plural>.yaml\`), by which the API server checks
fields and rules. Without, a permissive CRD takes whatever comes, and the summary lists its kinds as not validated.

## Controllers

${controllerTable()}`;
}
