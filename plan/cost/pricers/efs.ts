import { objectOf } from "../../../core/json/reading";
import { free, type Pricers, pricersOf, unpriced } from "../priced";

/** Shared file systems, priced by the data that they and their backups store. */
export const efsPricers: Pricers = {
  "aws:efs/backupPolicy:BackupPolicy": ({ inputs }) =>
    objectOf(inputs.backupPolicy).status === "DISABLED" ? free : unpriced,
  ...pricersOf(unpriced, ["aws:efs/fileSystem:FileSystem"]),
  ...pricersOf(free, [
    "aws:efs/accessPoint:AccessPoint",
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    "aws:efs/mountTarget:MountTarget",
  ]),
};
