import path from 'node:path'
import { run } from './run.mjs'
import { say, stage } from './say.mjs'
import { runVitest } from './vitest.mjs'

/** Format, lint, boundaries and cycles; types; unused code; unit tests. Short ones in a row beside the tests. */
export async function runChecks(root, { totals, signal }) {
  const tool = (file, ...args) => run(process.execPath, [path.join(root, 'node_modules', file), ...args], { cwd: root, signal, env: QUIET })
  await Promise.all([shortChecks(), unitTests()])

  async function shortChecks() {
    await check('Format, lint, boundaries', () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'))
    await check('Types', async () => {
      const generated = await tool('next/dist/bin/next', 'typegen')
      return generated.code === 0 ? tool('typescript/bin/tsc', '--noEmit') : generated
    })
    await check('Unused code', () => tool('knip/bin/knip.js', '--no-progress'))
  }

  async function check(name, work) {
    const { code, output } = await stage(name, work)
    totals.add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
    if (code !== 0) say(`\n  ✗ ${name} failed:\n${output.trim()}\n`)
  }

  async function unitTests() {
    await stage('Unit tests', () => runVitest(root, { project: 'unit', totals, signal }))
  }
}

const QUIET = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
