import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { isInstalled } from './install.mjs'
import { Scope } from './scope.mjs'
import { readSecrets } from './secrets.mjs'
import { hashSources } from './sources.mjs'
import { Totals } from './totals.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kaos-house-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
})

function write(file: string, content: string | object): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
}

test('packages are installed again when the lockfile and what is there differ', () => {
  const zod = { version: '4.0.0', integrity: 'sha512-a' }
  write('package-lock.json', {
    packages: { '': {}, 'node_modules/zod': zod, 'node_modules/other-machine': { version: '1.0.0', optional: true } },
  })
  expect(isInstalled(root)).toBe(false)
  write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': zod } })
  expect(isInstalled(root)).toBe(true)
  write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } } })
  expect(isInstalled(root)).toBe(false)
  write('node_modules/.package-lock.json', { packages: {} })
  expect(isInstalled(root)).toBe(false)
})

test('a build is stale when a source changed, not when a date or a test did', () => {
  write('flow/a.ts', 'one')
  const before = hashSources(root)
  utimesSync(path.join(root, 'flow/a.ts'), 1, 1)
  write('flow/a.test.ts', 'a test')
  expect(hashSources(root)).toBe(before)
  write('flow/a.ts', 'two')
  const changed = hashSources(root)
  expect(changed).not.toBe(before)
  write('app/page.tsx', 'new')
  expect(hashSources(root)).not.toBe(changed)
})

test('secrets are made once, for their owner only', () => {
  const made = readSecrets(root)
  expect(made.authSecret.length).toBeGreaterThanOrEqual(32)
  expect(statSync(path.join(root, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(readSecrets(root)).toEqual(made)
})

test('a start that is interrupted ends what it has begun, last first', async () => {
  const scope = new Scope()
  const ended: string[] = []
  const thing = (name: string) => ({ stop: async () => void ended.push(name) })
  let arrive = (_thing: object) => {}
  await scope.own(Promise.resolve(thing('first')))
  const late = scope.own(
    new Promise((resolve) => {
      arrive = resolve
    }),
  )
  const closing = scope.close()
  arrive(thing('late'))
  await expect(late).rejects.toThrow('stopping')
  await closing
  expect(ended).toEqual(['late', 'first'])
})

test('what was skipped fails in CI and is forgiven elsewhere', () => {
  for (const [strict, code] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const totals = new Totals({ strict })
    totals.add({ passed: 3, failed: 0 })
    totals.skip('journeys', 'no browser')
    expect(totals.close()).toBe(code)
  }
})
