import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'

/**
 * Ed25519, its seed derived from the master key by HKDF (RFC 5869): nothing more has to be kept, and whoever holds only the
 * database can't sign. The public key is no secret; it is all that a check needs.
 */
export type SigningKey = { privateKey: KeyObject; publicKey: PublicKey }

/** `id`: the first half of the SHA-256 of the key, in hex. */
export type PublicKey = { id: string; key: KeyObject }

/** What stands before the 32 bytes of the key in PKCS #8 and in SPKI (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

export function signingKey(masterKey: string): SigningKey {
  const seed = Buffer.from(hkdfSync('sha256', Buffer.from(masterKey, 'base64'), '', 'kaos audit checkpoint', 32))
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: named(createPublicKey(privateKey)) }
}

/** 32 bytes as base64: short enough to read out. */
export function publicKeyText({ key }: PublicKey): string {
  return bytesOf(key).toString('base64')
}

/** From base64 or PEM. @throws Error in words */
export function parsePublicKey(text: string): PublicKey {
  if (text.includes('BEGIN PUBLIC KEY')) return named(createPublicKey(text))
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length !== 32) throw new Error('This is not a public key: it should be 32 bytes as base64, or a PEM file.')
  return named(createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, bytes]), format: 'der', type: 'spki' }))
}

function named(key: KeyObject): PublicKey {
  return { id: createHash('sha256').update(bytesOf(key)).digest('hex').slice(0, 32), key }
}

function bytesOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length)
}
