import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Runs one of the projects of vitest.config.ts and counts. A file that did not even load has failed. */
export async function runVitest(root, { project, env = {}, totals, signal }) {
  const report = path.join(tmpdir(), `kaos-${project}-${process.pid}.json`)
  const args = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const options = { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env }, signal }
  const { code, output } = await run(process.execPath, [vitest, ...args], options)
  const { passed, failed, skipped } = resultsIn(report)
  for (const name of skipped) totals.skip(name, 'its test says so.')
  // The exit code also knows of errors outside any test.
  totals.add({ passed, failed: code === 0 ? failed : Math.max(failed, 1) })
  if (code !== 0 || failed > 0) say(`\n  ✗ ${project} tests failed:\n${output}\n`)
}

function resultsIn(report) {
  try {
    const files = JSON.parse(readFileSync(report, 'utf8')).testResults
    const tests = files.flatMap((file) => file.assertionResults)
    const notLoaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return {
      passed: tests.filter((test) => test.status === 'passed').length,
      failed: tests.filter((test) => test.status === 'failed').length + notLoaded.length,
      skipped: tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  } finally {
    rmSync(report, { force: true })
  }
}
