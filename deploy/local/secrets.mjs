import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Generated once, kept in the data folder for its owner's eyes only. What the environment gives stays out of the file. */
export function readSecrets(dataFolder) {
  const file = path.join(dataFolder, 'secrets.json')
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const made = {
    authSecret: randomBytes(32).toString('base64url'),
    masterKey: randomBytes(32).toString('base64'),
    postgresPassword: randomBytes(24).toString('base64url'),
    redisPassword: randomBytes(24).toString('base64url'),
    demoPassword: sayablePassword(),
  }
  if (Object.keys(made).every((name) => name in kept)) return kept
  const secrets = { ...made, ...kept }
  // Written aside first: half a file would lock its owner out of the data for good.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

/** Letters that are not mistaken for one another: people type this one. */
function sayablePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group()].join('-')
}
