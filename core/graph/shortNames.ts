/** Returns `ec2.Vpc` for `aws:ec2/vpc:Vpc`, `StorageClass` for `kubernetes:storage.k8s.io/v1:StorageClass`. */
export function shortType(type: string): string {
  const [packageName = "", modulePath = "", className = ""] = type.split(":");
  if (packageName === "pulumi") return `${className} provider`;
  return packageName === "aws" ? `${modulePath.split("/")[0]}.${className}` : className || type;
}

/** Returns a name without its parent's name as the prefix. */
export function shortName(name: string, parentName: string): string {
  return name.startsWith(`${parentName}-`) ? name.slice(parentName.length + 1) : name;
}
