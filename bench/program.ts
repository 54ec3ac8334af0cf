import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");

/**
 * Copies the project into a folder. The copy's program creates the platform and the given number of ModelServices; its
 * stack is `dev` of the test fixtures.
 */
export function projectWithModels(folder: string, models: number): void {
  const files = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard", "*.*", ":!test"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter(Boolean)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  copyFileSync(path.join(root, "test/fixtures/stacks/Pulumi.dev.yaml"), path.join(folder, "Pulumi.dev.yaml"));
  writeFileSync(path.join(folder, "index.ts"), program(models));
}

function program(models: number): string {
  return `import { MlPlatform } from "./components/platform/platform";
import { loadSettings } from "./components/settings/load";
import { ModelService } from "./components/workloads/modelService/modelService";
import { admissionPolicies } from "./policies/admissionPolicies";
import { ruleNames } from "./policies/catalogue";

const settings = loadSettings({ ruleNames: ruleNames() });
const platform = new MlPlatform(settings.name, { settings, guardrails: admissionPolicies(settings) });
const workspace = platform.workspace("vision");
for (let number = 0; number < ${models}; number++) {
  const name = \`model-\${String(number).padStart(4, "0")}\`;
  new ModelService(name, {
    workspace,
    image: platform.data.repositories.image("server", "1.0.0"),
    model: { name: \`vision-\${name}\`, version: 1, digest: "sha256:${"2b".repeat(32)}" },
  });
}
`;
}
