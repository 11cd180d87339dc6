import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Modest enough for a machine that has other things to do, long enough for each fault of the short list to come twice. */
const SHORT = ['--quick', '--minutes', '1.7', '--rate', '4']

/** The short version of `npm run chaos`: what it promises, it counts as one test each. */
export async function runChaos(root, { queue, totals, signal }) {
  const args = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'bench/chaos.ts', ...SHORT, '--queue', queue, '--json']
  const { code, output } = await run(process.execPath, args, { cwd: root, signal, env: { ...process.env, NO_COLOR: '1' } })
  const { passed, failed } = countsIn(output)
  totals.add({ passed, failed: code === 0 ? failed : Math.max(failed, 1) })
  if (code !== 0) say(`\n  ✗ chaos found something; the seed repeats it:\n${output}\n`)
}

function countsIn(output) {
  try {
    const counts = Object.values(JSON.parse(output.trim().split('\n').at(-1)).wrong)
    return { passed: counts.filter((count) => count === 0).length, failed: counts.filter((count) => count > 0).length }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
