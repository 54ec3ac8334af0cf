/** `ec2.Vpc` of `aws:ec2/vpc:Vpc`; `StorageClass` of `kubernetes:storage.k8s.io/v1:StorageClass`. */
export function shortType(type: string): string {
  const [packageName = "", modulePath = "", className = ""] = type.split(":");
  if (packageName === "pulumi") return `${className} provider`;
  return packageName === "aws" ? `${modulePath.split("/")[0]}.${className}` : className || type;
}

/** A name without what its parent's says already. */
export function shortName(name: string, parentName: string): string {
  return name.startsWith(`${parentName}-`) ? name.slice(parentName.length + 1) : name;
}
