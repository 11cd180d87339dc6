import { readFileSync } from 'node:fs'

const PAGE = 4_096

/** The memory a process really holds. 0 where the system does not tell (only Linux does so cheaply). */
export function residentBytes(pid: number | undefined): number {
  try {
    const [, resident = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return Number(resident) * PAGE
  } catch {
    return 0
  }
}
