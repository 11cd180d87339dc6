import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

export const PasswordSchema = z.string().min(12, 'A password has at least 12 characters.').max(200, 'A password has up to 200 characters.')

/** About 60 ms and 32 MB a try: cheap for one person, dear for someone who tries millions. */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32

/** `scrypt:N:r:p:salt:key`, so that the cost can rise and old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join(':')
}

/** Takes as long without a hash as with one, so that time does not tell who has an account. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt = '', key = ''] = (hash ?? NOBODY).split(':')
  const expected = Buffer.from(key, 'base64')
  if (scheme !== 'scrypt' || expected.length !== KEY_BYTES) throw new Error('A stored password hash is not in our form.')
  const derived = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(derived, expected) && hash !== null
}

const NOBODY = ['scrypt', COST.N, COST.r, COST.p, Buffer.alloc(16).toString('base64'), Buffer.alloc(KEY_BYTES).toString('base64')].join(':')

function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
