import { expect, it } from 'vitest'
import { migrate } from './migrate'
import { roleUrls } from './roles'

it.each(['', 'too short'])('refuses to start with the secret “%s”', async (secret) => {
  await expect(migrate('postgres://nobody@127.0.0.1:1/none', secret)).rejects.toThrow('AUTH_SECRET')
})

it('gives each role a password of its own that only the secret tells', () => {
  const one = roleUrls('postgres://owner:pw@db.example.test:6432/kaos?sslmode=require', 'a'.repeat(32))
  const passwords = Object.values(one).map((url) => new URL(url).password)
  expect(new Set(passwords).size).toBe(3)
  expect(one.app).toMatch(/^postgres:\/\/kaos_app:[0-9a-f]{64}@db\.example\.test:6432\/kaos\?sslmode=require$/)
  expect(roleUrls('postgres://owner@db/kaos', 'b'.repeat(32)).app).not.toContain(passwords[0])
})
