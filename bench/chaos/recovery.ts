import type { Row } from './findings'

/** From when to when something was broken. */
export type Struck = { title: string; from: number; to: number }

/**
 * How long a fault held runs up: for each run that was under way or accepted while it lasted, the seconds from its
 * beginning, or the run's if that is later, to the run's end. Runs that wait for long by design, or for a person, are left out.
 */
export function recoveryOf({ from, to }: Struck, rows: readonly Row[], unverified: ReadonlySet<string>): number[] {
  return rows.flatMap(({ id, key, createdAt, finishedAt }) => {
    const held = finishedAt !== null && createdAt.getTime() <= to && finishedAt.getTime() >= from
    if (!held || unverified.has(id) || /^(sleeper|poison)-/.test(key)) return []
    return [(finishedAt.getTime() - Math.max(createdAt.getTime(), from)) / 1_000]
  })
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
