/**
 * The hash by which a plan remembers what was there: SHA-256 in hex. Node's crypto is loaded by
 * the first call, not before: a new project, where nothing was there, starts sooner without it.
 */
export function sha256Hex(bytes: Uint8Array): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}

const FNV_PRIME = 0x0000000001000000000000000000013bn;
const FNV_OFFSET = 0x6c62272e07bb014262b821756295c58dn;

/**
 * FNV-1a of 128 bits in hex, for ids that need to be stable and different, not secret. Setting up
 * a SHA for the few letters of an id would take a thirtieth of a run.
 */
export function fnv1aHex(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(text)) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * FNV_PRIME);
  }
  return hash.toString(16).padStart(32, '0');
}
