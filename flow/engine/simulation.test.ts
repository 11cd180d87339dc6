import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunEvent } from './events'
import { planOf } from './plan'
import { draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviour, type Behaviours, perform, type World } from './testing/perform'

/**
 * Whole runs in a bad world: any graph with loops, waits, retries and effects, any order of what goes on side by side,
 * workers that die again and again, before or after the world saw what they did, and events that are written twice or
 * long after their time. The end is always the one of a quiet world. A failure prints the seed that repeats it;
 * KAOS_SIMULATIONS says how many runs there are.
 */
const shape = fc.record({
  port: fc.constantFrom('out', 'a', 'b'),
  failures: fc.constantFrom(0, 0, 1, 3),
  retries: fc.nat(2),
  waits: fc.constantFrom(undefined, undefined, 'timer', 'approval'),
  effect: fc.constantFrom(undefined, 'read', 'keyed', 'unsafe'),
  lookUp: fc.boolean(),
  onError: fc.constantFrom('fail', 'continue', 'branch'),
  disabled: fc.boolean(),
  items: fc.option(fc.nat(3)),
  concurrency: fc.integer({ min: 1, max: 3 }),
  from: fc.array(fc.record({ node: fc.nat(20), port: fc.constantFrom('out', 'out', 'a', 'b', 'error') }), { minLength: 1, maxLength: 3 }),
})
type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never

const crash = fc.record({
  after: fc.nat(60),
  /** Events that were on their way to disk. */
  lost: fc.nat(2),
  /** Written once more: which, and how far behind its place. */
  again: fc.array(fc.record({ event: fc.nat(100), later: fc.nat(100) }), { maxLength: 4 }),
})

test('comes to the same end through crashes, lost writes, and events that are doubled or late', () => {
  fc.assert(
    fc.property(
      fc.array(shape, { minLength: 1, maxLength: 8 }),
      fc.array(crash, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
      (shapes, crashes, picks) => {
        const { drawn, does } = flowOf(shapes)
        const plan = planOf(drawn.graph, drawn.manifest)
        const quiet = perform(plan, does, { pick: picker(picks) })
        const world: World = { done: new Map(), clock: 0 }
        let journal: RunEvent[] = []
        for (const each of crashes) {
          const finished = finishedIn(journal)
          const before = journal.length
          try {
            perform(plan, does, { journal, world, pick: dyingAfter(each.after, picker(picks)) })
          } catch (error) {
            if (!(error instanceof Died)) throw error
          }
          expect(beginningsOf(journal.slice(before), finished)).toEqual([])
          journal = disturbed(journal, before, each)
        }
        const finished = finishedIn(journal)
        const end = perform(plan, does, { journal: [...journal], world, pick: picker(picks) })
        expect(beginningsOf(end.slice(journal.length), finished)).toEqual([])
        expect(settledIn(outcomeOf(plan, end))).toEqual(settledIn(outcomeOf(plan, quiet)))
        for (const [step, times] of world.done) if (effectOf(does, step) !== 'read') expect(times, step).toBe(1)
      },
    ),
    { numRuns: Number(process.env.KAOS_SIMULATIONS ?? 500) },
  )
})

/** Without what is a matter of order: where something fails, which of several fails first, and what then still began beside it. */
function settledIn({ run, steps }: ReturnType<typeof outcomeOf>) {
  if (run === 'failed') return { run }
  const known = steps as Record<string, { status: string; port: string | null; output: unknown }> // made by outcomeOf
  const settled = Object.entries(known).filter(([step]) => !step.includes('/') || known[step.split(':')[0] ?? '']?.status === 'completed')
  return { run, steps: settled.map(([step, { status, port, output }]) => [step, status, port, output]) }
}

class Died extends Error {}

function dyingAfter(turns: number, pick: (count: number) => number): (count: number) => number {
  let left = turns
  return (count) => {
    if (left-- <= 0) throw new Died()
    return pick(count)
  }
}

/** What a crash leaves: the last writes are missing, back to what was waited for; some of the others stand there twice. */
function disturbed(
  journal: readonly RunEvent[],
  durable: number,
  { lost, again }: { lost: number; again: { event: number; later: number }[] },
): RunEvent[] {
  const intent = journal.findLastIndex(({ type }) => type === 'effect.announced' || type === 'wait.opened')
  const kept = journal.slice(0, Math.max(1, durable, intent + 1, journal.length - lost))
  for (const { event, later } of again) {
    const at = event % kept.length
    const doubled = kept[at]
    if (doubled) kept.splice(at + 1 + (later % (kept.length - at)), 0, doubled)
  }
  return kept
}

function finishedIn(journal: readonly RunEvent[]): ReadonlySet<string> {
  return new Set(journal.flatMap((event) => (event.type === 'step.completed' || event.type === 'step.skipped' ? [event.step] : [])))
}

function beginningsOf(journal: readonly RunEvent[], finished: ReadonlySet<string>): RunEvent[] {
  return journal.filter((event) => 'step' in event && event.step !== undefined && event.type !== 'run.failed' && finished.has(event.step))
}

function effectOf(does: Behaviours, step: string) {
  const behaviour = does[step.slice(step.lastIndexOf('/') + 1)]
  return typeof behaviour === 'object' ? behaviour.effect : undefined
}

function flowOf(shapes: readonly Shape[]) {
  const names = ['t', ...shapes.map((_, at) => `n${at + 1}`)]
  const does: Behaviours = {}
  const inside: Record<string, string> = {}
  const nodes: Record<string, object> = {}
  const lines = shapes.flatMap((drawn, at) => {
    const name = `n${at + 1}`
    const { onError, disabled, concurrency, items, port } = drawn
    nodes[name] = { onError, disabled: disabled && at % 3 === 0, params: { concurrency } }
    if (items === null) does[name] = behaviourOf(drawn)
    else {
      inside[name] = `${name}x → ${name}y`
      does[name] = { port, items: Array.from({ length: items }, (_, item) => item) }
      does[`${name}x`] = behaviourOf({ ...drawn, failures: 0 })
      does[`${name}y`] = { failures: drawn.failures > 2 ? 9 : 0 }
    }
    return drawn.from.map(({ node, port: from }) => {
      const source = names[node % (at + 1)] ?? 't'
      return `${source} -${source === 't' ? 'out' : from}→ ${name}`
    })
  })
  return { drawn: draw(lines.join(', '), { inside, nodes }), does }
}

/** An unsafe effect that the world refuses may be tried again: that is no double. */
function behaviourOf({ port, failures, retries, waits, effect, lookUp }: Shape): Behaviour {
  return { port, retries, effect, lookUp, waits, failures: effect === 'unsafe' ? 0 : failures }
}

function picker(picks: readonly number[]): (count: number) => number {
  let at = 0
  return (count) => (picks[at++ % picks.length] ?? 0) % count
}
