import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** Default of PostgreSQL. */
const iterations = 4096;

/**
 * Returns the SCRAM verifier of a password (RFC 5803). PostgreSQL stores it, and `ALTER ROLE` accepts it instead of the
 * password, so that neither the Job nor the server's log contains the password.
 *
 * The salt is derived from the password, so that the same password gives the same verifier. This is safe only for
 * generated passwords, which no two roles share.
 *
 * @param password Printable ASCII: PostgreSQL normalizes other characters.
 * @throws Error for other characters. The message does not contain them.
 */
export function scramVerifier(password: string, role: string): string {
  if (!/^[\x20-\x7e]+$/.test(password)) {
    throw new Error(`the password of ${role} is empty or has characters other than printable ASCII: generate another`);
  }
  const salt = hmac(Buffer.from(password), `salt of ${role}`).subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  const serverKey = hmac(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
