/** Ids of runs say when they began. */
export function startedAtOf(id: string): Date | null {
  const at = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
  return Number.isFinite(at) ? new Date(at) : null
}
