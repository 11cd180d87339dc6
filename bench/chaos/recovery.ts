import type { Row } from './findings'

/** From when to when something was broken. */
export type Struck = { title: string; from: number; to: number }

/**
 * How long a fault held runs up: for each run that was under way or accepted while it lasted, the seconds from its
 * beginning, or the run's if that is later, to the run's end, less what a run of its kind usually takes. Runs that wait
 * for long by design, or for a person, are left out.
 */
export function recoveryOf({ from, to }: Struck, rows: readonly Row[], unverified: ReadonlySet<string>, usual: Usual): number[] {
  return rows.flatMap(({ id, key, createdAt, finishedAt }) => {
    const held = finishedAt !== null && createdAt.getTime() <= to && finishedAt.getTime() >= from
    if (!held || unverified.has(id) || LEFT_OUT.has(kindOf(key))) return []
    const took = finishedAt.getTime() - Math.max(createdAt.getTime(), from)
    return [Math.max(0, took - (usual.get(kindOf(key)) ?? 0)) / 1_000]
  })
}

const LEFT_OUT = new Set(['sleeper', 'poison'])

/** By kind, the milliseconds that half of the runs took which met no fault. */
type Usual = ReadonlyMap<string, number>

export function usualOf(rows: readonly Row[], struck: readonly Struck[]): Usual {
  const byKind = new Map<string, number[]>()
  for (const { key, createdAt, finishedAt } of rows) {
    const [from, to] = [createdAt.getTime(), finishedAt?.getTime() ?? Number.POSITIVE_INFINITY]
    if (struck.some((fault) => from <= fault.to && to >= fault.from)) continue
    byKind.set(kindOf(key), [...(byKind.get(kindOf(key)) ?? []), to - from])
  }
  return new Map([...byKind].map(([kind, took]) => [kind, percentile(took, 0.5)]))
}

function kindOf(key: string): string {
  return key.split('-')[0] ?? key
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
