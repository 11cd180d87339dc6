import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Runs the journeys in e2e/ and counts. One that passed only when tried again has failed, and so has a skipped one. */
export async function runPlaywright(root, { env, totals, signal }) {
  const report = path.join(tmpdir(), `kaos-e2e-${process.pid}.json`)
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  const options = { cwd: root, env: { ...process.env, NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...env }, signal }
  const { code, output } = await run(process.execPath, [cli, 'test', '--reporter=list,json'], options)
  const { passed, failed } = countsIn(report)
  totals.add({ passed, failed: code === 0 ? failed : Math.max(failed, 1) })
  if (code !== 0 || failed > 0) say(`\n  ✗ end-to-end tests failed:\n${output}\n`)
}

function countsIn(report) {
  try {
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
    return { passed: expected, failed: unexpected + flaky + skipped }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(report, { force: true })
  }
}
