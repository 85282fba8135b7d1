import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// Not node:crypto: loading that alone takes a short run longer than all that we hash.

/** The hash by which a plan remembers what was there: SHA-256 in hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
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
