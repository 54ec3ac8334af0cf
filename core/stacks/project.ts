/** The project's name, as in Pulumi.yaml: settings' keys begin with it. */
export const project = "mlops";
