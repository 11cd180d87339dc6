/** A name that no other step has: `Read invoice`, then `Read invoice 2`; a copy of that is the third. */
export function labelFrom(wanted: string, taken: ReadonlySet<string>): string {
  if (wanted === '' || !taken.has(wanted)) return wanted
  const before = wanted.replace(/ \d+$/, '')
  const base = (taken.has(before) ? before : wanted).slice(0, MOST - 8)
  for (let number = 2; ; number++) if (!taken.has(`${base} ${number}`)) return `${base} ${number}`
}

/** As long as a name may be (graph.ts). */
const MOST = 200
