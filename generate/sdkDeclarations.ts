import path from "node:path";
import ts from "typescript";

/** Parses declaration files of an SDK with the project's strictness. */
export function declarationProgram(files: readonly string[]): ts.Program {
  return ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
}

/** Returns a type's declaration file: `@pulumi/aws/ec2/vpc.d.ts` for `aws:ec2/vpc:Vpc`. Its path omits `index/`. */
export function declarationFile(root: string, type: string): string {
  const [pulumiPackage, modulePath, className] = type.split(":");
  if (!pulumiPackage || !modulePath || !className) throw new Error(`${type} is not a type token`);
  if (pulumiPackage === "kubernetes") {
    const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}.d.ts`;
    return path.join(root, "node_modules/@pulumi/kubernetes", modulePath.replace(/^helm\.sh\//, "helm/"), file);
  }
  return path.join(root, "node_modules/@pulumi", pulumiPackage, `${modulePath.replace(/^index\//, "")}.d.ts`);
}
