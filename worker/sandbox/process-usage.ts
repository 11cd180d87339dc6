import { readFileSync } from 'node:fs'

const PAGE = 4_096
const TICK_MS = 10

export type Usage = { cpuMs: number; residentBytes: number }

/** What a process has computed and holds. Zero where the system does not tell (only Linux does so cheaply). */
export function usageOf(pid: number | undefined): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Counted after the name of the program, which may hold anything.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, resident = 0] = [fields[11], fields[12], fields[21]]
    return { cpuMs: (user + system) * TICK_MS, residentBytes: resident * PAGE }
  } catch {
    return { cpuMs: 0, residentBytes: 0 }
  }
}
