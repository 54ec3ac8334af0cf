import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** PostgreSQL's own number. */
const iterations = 4096;

/**
 * What PostgreSQL keeps in place of a password (RFC 5803), and takes in place of one in `ALTER ROLE`: so neither the job
 * that makes the role nor the server's log ever has the password.
 *
 * The salt is made of the password and not by chance: the same password gives the same verifier, and setting it again
 * changes nothing. That is right for generated passwords alone, of which no two roles have the same.
 *
 * @param password Printable ASCII: of other characters PostgreSQL would take another form.
 * @throws Error for other characters, without naming them.
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
