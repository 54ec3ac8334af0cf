/** Version of the simulated control plane. It may be a later minor version than that of a stack. */
const kubernetesVersion = "1.36.1";

/** Version of Pulumi's CLI if no suitable one is installed. 3.262 and later are not published as a Go module. */
const pulumiVersion = "3.259.0";

/** How to read the version of an installed binary. */
interface InstalledVersion {
  readonly args: readonly string[];
  /** Its first group is the version. */
  readonly pattern: RegExp;
  /** Accepted versions, as a semver range. */
  readonly range: string;
}

/** A program that the sandbox runs. */
export interface Tool {
  /** Name of the binary. */
  readonly name: string;
  /** Folder below `modules/` whose `go.mod` pins it. Tools of one module share its build. */
  readonly module: string;
  /** Go package to build. */
  readonly package: string;
  /** Values that the linker writes into the binary. */
  readonly variables?: Readonly<Record<string, string>>;
  /** How to check an installed binary. @default - installed binaries are not used */
  readonly installed?: InstalledVersion;
  /** Replacement in a file of a Go module, for behavior that no option of the tool changes. */
  readonly patch?: { readonly goModule: string; readonly file: string; readonly from: string; readonly to: string };
  /** Folder of the tool's main Go module that is kept beside the binary. */
  readonly assets?: { readonly goModule: string; readonly folder: string };
  /** Time of a cold build on two cores, s. The progress messages show it. */
  readonly buildSeconds: number;
}

const kubernetes = (name: string, buildSeconds: number): Tool => ({
  name,
  module: "kubernetes",
  package: `k8s.io/kubernetes/cmd/${name}`,
  variables: {
    "k8s.io/component-base/version.gitVersion": `v${kubernetesVersion}`,
    "k8s.io/component-base/version.gitMajor": "1",
    "k8s.io/component-base/version.gitMinor": "36",
  },
  installed: { args: ["--version"], pattern: /Kubernetes v(\S+)/, range: "~1.36.1" },
  buildSeconds,
});

/** All programs that the sandbox runs. Each module's `go.mod` has the versions, and its `go.sum` the digests. */
export const tools = [
  {
    name: "etcd",
    module: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    installed: { args: ["--version"], pattern: /etcd Version: (\S+)/, range: "^3.6.4" },
    buildSeconds: 65,
  },
  {
    name: "pulumi",
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    // Without a version, the CLI never responds to programs that automate it.
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${pulumiVersion}` },
    // The sandbox needs a version with options as environment variables (PULUMI_OPTION_…).
    installed: { args: ["version"], pattern: /^v?(\S+)/m, range: `>=${pulumiVersion} <4` },
    buildSeconds: 400,
  },
  kubernetes("kube-apiserver", 351),
  kubernetes("kube-controller-manager", 64),
  kubernetes("kube-scheduler", 32),
  {
    name: "kwok",
    module: "kwok",
    package: "sigs.k8s.io/kwok/cmd/kwok",
    installed: { args: ["--version"], pattern: /kwok version v(\S+)/, range: "^0.7.0" },
    buildSeconds: 192,
  },
  {
    name: "pulumi-resource-kubernetes",
    module: "kubernetes-provider",
    package: ".",
    buildSeconds: 790,
  },
  {
    name: "helm",
    module: "helm",
    package: "helm.sh/helm/v3/cmd/helm",
    installed: { args: ["version", "--short"], pattern: /v(\d\S*?)(?:\+|$)/m, range: "^3.18.0" },
    buildSeconds: 120,
  },
  {
    name: "karpenter",
    module: "karpenter",
    package: "sigs.k8s.io/karpenter/kwok",
    // Without the patch, metrics and probes listen on all network interfaces.
    patch: {
      goModule: "sigs.k8s.io/karpenter",
      file: "pkg/operator/operator.go",
      from: 'fmt.Sprintf(":%d", ',
      to: 'fmt.Sprintf("127.0.0.1:%d", ',
    },
    assets: { goModule: "sigs.k8s.io/karpenter", folder: "kwok/apis/crds" },
    buildSeconds: 360,
  },
  {
    // Tests run the alerts with the Prometheus release that evaluates them in the cluster.
    name: "promtool",
    module: "promtool",
    package: "github.com/prometheus/prometheus/cmd/promtool",
    installed: { args: ["--version"], pattern: /promtool, version (\S+)/, range: "~3.14.0" },
    buildSeconds: 240,
  },
] as const satisfies readonly Tool[];

export type ToolName = (typeof tools)[number]["name"];

/** A tool by name. */
export function toolNamed(name: ToolName): Tool {
  const found = tools.find((tool) => tool.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
}
