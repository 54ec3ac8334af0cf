/** Marks stand-ins: charts by annotation, objects and CRDs by label. */
export const standInKey = "mlops.platform/stand-in";
