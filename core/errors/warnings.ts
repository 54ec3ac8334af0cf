import * as pulumi from "@pulumi/pulumi";

type Receive = (message: string) => void;

let receiver: Receive | undefined;

/**
 * Warns about a part of the program that works but may not be intended. Pulumi shows the warning at the resource, the
 * plan in its list of warnings.
 */
export function warn(message: string, resource: pulumi.Resource): void {
  if (receiver) receiver(message);
  else void pulumi.log.warn(message, resource);
}

/** Runs a program and passes its warnings to a function instead of Pulumi's log, which needs an engine. */
export async function receivingWarnings(receive: Receive, run: () => Promise<void>): Promise<void> {
  const before = receiver;
  receiver = receive;
  try {
    await run();
  } finally {
    receiver = before;
  }
}
