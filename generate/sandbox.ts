import { modelledTypes, modelSource } from "../sandbox/cloud/models/models";
import { controllerTable } from "../sandbox/controllers/docs";
import { tools } from "../sandbox/toolchain/tools";

/** Returns the text of `docs/sandbox.md`. */
export function sandboxPage(): string {
  const toolRows = tools.map(
    ({ name, module, buildSeconds }) => `| ${name} | sandbox/toolchain/modules/${module}/go.mod | ${buildSeconds} |`,
  );
  return `# Sandbox

The sandbox runs the whole program on one machine, without an AWS account and without Docker. It uses the Pulumi engine and CLI, the
Kubernetes provider with Helm, a Kubernetes API server with its controllers and scheduler, and Karpenter: all of them real. Only AWS,
the provider \`random\` and the kubelets are simulated. The end-to-end tests use it for idempotence, drift, crashes, deletion,
charts and scheduling. \`npm run generate\` writes this page.

    npm run sandbox -- up                      # create everything; prints the KUBECONFIG
    npm run sandbox -- destroy                 # delete everything
    npm run sandbox -- stop                    # end the processes; --erase also deletes the state
    eval "$(npm run -s sandbox -- env)"        # then use pulumi preview -s dev, pulumi up and kubectl in this shell

The sandbox needs Node.js and Go. The first run builds the tools, which takes up to 40 minutes on two cores. Later runs start in
seconds. The state is outside the checkout, in one folder for each checkout and stack: \`npm run sandbox -- status\` shows where. The
sandbox does not change your files, your Pulumi login or your kubeconfig. Ctrl-C ends all its processes.

Pulumi writes the whole state after every operation, as with every file or S3 backend. This takes more than half of the time of an
\`up\`. With the environment variable \`PULUMI_SKIP_CHECKPOINTS=true\`, Pulumi writes the state once, at the end. If such a run is
killed, start again with \`stop --erase\`.

## What is real

| tool | version pinned in | cold build, s |
| --- | --- | --- |
${toolRows.join("\n")}

If a tool of the right version is on PATH, the sandbox uses it. It also uses Pulumi's own Kubernetes provider if Pulumi has downloaded
it in the version of the SDK. Built tools are in \`~/.cache/mlops/toolchain\`, in folders named by a hash of their sources.

Differences from a real cluster:

- The built Kubernetes provider dates from January 2026. It adopts an object that exists already; later versions refuse. The
  end-to-end tests search the audit log of the API server for such cases.
- The API server always has version 1.36.1, also if the stack sets another version.
- The two admission plugins for webhooks are off, because no server runs behind the webhooks of charts.

## Simulated AWS

One process simulates the providers \`aws\` and \`random\`. A table in \`sandbox/cloud/types\` describes each type: formats of ids,
ARNs and endpoints, generated names, default tags, changes that replace the resource, resources that must exist before, and resources
that prevent its deletion. Error messages are those of AWS. Operations take a hundredth of the typical time of AWS, from
\`core/aws/typicalTimes.ts\` (\`MLOPS_SANDBOX_LATENCY\`). The sandbox's \`aws\` restores databases and objects, as in
[Recovery](operations/recovery.md#restore-postgresql).
Tests make the simulation fail, throttle, hang or crash. Access entries decide who may use the cluster, as on EKS: the API server
refuses a program that uses the cluster before its deployer has an access entry.

All servers listen on 127.0.0.1. They are not protected from other users of the machine: etcd needs no login, and a token is the name of
a role.

### What it refuses

The simulation refuses what AWS and its provider refuse:

- **Inputs.** \`up\` checks lengths, patterns, enumerations and required inputs of ${modelledTypes.length} types. They come from
  ${modelSource}, and are kept in \`sandbox/cloud/models\`. \`generate/models/names.ts\` maps the names of the AWS SDK to those of
  CloudFormation, and gives the reason for each input that CloudFormation does not describe. \`generate/models/further.ts\` has limits
  that AWS documents and the schemas leave out.
- **Automatic names.** A preview refuses a logical name that is too long for an automatic name, with the limits and the words of the
  provider. The simulation does not shorten names.
- **Missing resources.** A call that names a resource that does not exist gets the error of the service that is called:
  \`sandbox/cloud/missingReferences.ts\`, each with its source. EKS refuses everything in a cluster until the cluster is active.
- **Deletions** of what other resources use, such as a subnet with network interfaces or a parameter group of a database.
- **Wrong combinations of inputs**, such as a subnet outside of its network or too many policies of a role:
  \`sandbox/cloud/refusedInputs.ts\`, each with its source.
- **Changes** that a service refuses, such as a smaller disk of a database or another zone for the control plane. They are listed in
  \`sandbox/cloud/refusedUpdates.ts\`, each with its source.
- **Replacements.** The create-only properties of the same schemas decide what replaces a resource. \`sandbox/cloud/replacing.ts\` lists
  where the provider behaves differently. The plan has a table of its own; a test compares the two.

To read newer schemas, or after a change of the table of names:

    pip install --no-deps --target FOLDER cfn-lint
    npm run models -- FOLDER

The simulation does not show that AWS accepts an input beyond these checks, that a policy grants the right permissions, that a version
exists, that capacity or quota is sufficient, or how long an operation takes.

## Charts

A chart that is not available locally is replaced by a **stand-in**: a Helm chart with the name and version of the upstream chart and the
label \`mlops.platform/stand-in\`. It contains the workloads that the platform relies on, with upstream's names, selector labels,
ports, service accounts and disruption budgets. Placement and size follow our values and the defaults of upstream. The ConfigMap
\`<release>-stand-in-values\` contains the merged values.

A stand-in shows that Helm installs the Release, in which order, that its pods fit on the right nodes, and that dependent resources wait
for it. It does not show that the upstream chart accepts our values (a misspelled value is stored and has no effect), what else the
upstream chart creates (RBAC, webhooks, probes, arguments), or that the program works: no container runs.

- \`--charts DIR\` uses upstream charts instead of stand-ins: \`DIR/<chart>\` or \`DIR/<chart>-<version>.tgz\`.
- \`--crds DIR\` adds upstream CRDs to stand-ins: \`DIR/<project>/<group>_<plural>.yaml\`. The API server then validates the objects.
  Without them, a permissive CRD accepts every object, and the summary lists its kinds as not validated.

## Controllers

${controllerTable()}`;
}
