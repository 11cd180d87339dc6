import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runChecks } from './checks.mjs'
import { installIfNeeded } from './install.mjs'
import { ROOT } from './programs.mjs'
import { session } from './session.mjs'
import { Totals } from './totals.mjs'

/** `npm run check`: everything that needs no database and no browser. */
await session({ name: 'The check', interrupted: 130 }, async ({ scope }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-check-'))
  scope.onClose(() => rmSync(folder, { recursive: true, force: true }))
  const totals = new Totals()
  await installIfNeeded(ROOT, { log: path.join(folder, 'install.log'), signal: scope.signal })
  await runChecks(ROOT, { totals, signal: scope.signal })
  return totals.close()
})
