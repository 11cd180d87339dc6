import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'

export type Metric = { name: string; value: number; unit: string; better: 'higher' | 'lower'; goal: number; baseline?: number }

export function row(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** The table of goals, and with `--json` one last line for machines. */
export function finish(metrics: readonly Metric[], { json }: { json: boolean }): void {
  row('\nMetrics')
  for (const metric of metrics)
    row(`  ${isMet(metric) ? '✓' : '✗'} ${metric.name.padEnd(24)} ${metric.value} ${metric.unit} (goal ${metric.goal})`)
  if (json) row(JSON.stringify({ commit: commit(), machine: `${cpus()[0]?.model ?? 'unknown'} × ${availableParallelism()}`, metrics }))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(3))
}

export function isMet({ value, goal, better }: Metric): boolean {
  return better === 'higher' ? value >= goal : value <= goal
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
