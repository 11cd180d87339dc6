import { readdirSync, readFileSync } from 'node:fs'

/** What the kernel counts in: a hundredth of a second, on every Linux. */
const TICK_MICROS = 10_000

/** CPU that processes have used up, their own and those of children they have waited for; 0 for one that is gone. */
export function cpuMicrosOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) * TICK_MICROS
}

/** CPU that everything on the machine has used up. */
export function cpuMicrosOfMachine(): number {
  const [user = 0, nice = 0, system = 0, _idle, _wait, irq = 0, softirq = 0, steal = 0] =
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/).slice(1).map(Number) ?? []
  return (user + nice + system + irq + softirq + steal) * TICK_MICROS
}

/** The process, its children, and theirs. */
export function treeOf(root: number): number[] {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]))
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isBelow(parents.get(pid)))
  return [...parents.keys()].filter(isBelow)
}

function processes(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? Number(name) : []))
}

function ticksOf(pid: number): number {
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = statOf(pid).slice(11, 15).map(Number)
  return utime + stime + cutime + cstime
}

export function parentOf(pid: number): number | undefined {
  const [, parent] = statOf(pid)
  return parent === undefined ? undefined : Number(parent)
}

/** The fields after the name, which may hold anything. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
