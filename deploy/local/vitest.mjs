import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Runs one of the projects of vitest.config.ts and counts. A skipped test, or a file that did not even load, has failed. */
export async function runVitest(root, { project, env = {}, signal }) {
  const report = path.join(tmpdir(), `kaos-${project}-${process.pid}.json`)
  const args = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const { code, output } = await run(process.execPath, [vitest, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...env },
    signal,
  })
  const { passed, failed } = countsIn(report)
  if (code === 0 && failed === 0) return { passed, failed }
  say(`\n  ✗ ${project} tests failed:\n${output}\n`)
  return { passed, failed: Math.max(failed, 1) }
}

function countsIn(report) {
  try {
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const notLoaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + notLoaded }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(report, { force: true })
  }
}
