/** Marks stand-ins: charts by annotation, objects and CRDs by label. */
export const standInMark = "mlops.platform/stand-in";
