/** Name of the project in Pulumi.yaml. It is the namespace of the settings' keys. */
export const project = "mlops";
