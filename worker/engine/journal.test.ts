import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { eventsOf, type JournalEntry, JournalEntrySchema } from '@/flow/engine/journal-entry'
import { planOf } from '@/flow/engine/plan'
import { draw } from '@/flow/engine/testing/drawn'
import type { Json } from '@/flow/json'
import { digestOfList } from '@/server/governance/receipt/run-seal'
import type { Append, Growing } from './append'
import { Journal } from './journal'
import { RunningDigest } from './running-digest'
import { claimedRun } from './testing/claimed-run'

const { graph, manifest } = draw('t → a → b → c → d → e')
const plan = planOf(graph, manifest)
const STEPS = ['a', 'b', 'c', 'd', 'e'] as const
const STARTED: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input: { a: 1 } }

/** A journal whose appends are written when `write` is called. */
function open() {
  const waiting: Growing[] = []
  const written: Append[] = []
  const flush = async (growing: Growing) => {
    waiting.push(growing)
    return 'running' as const
  }
  const journal = new Journal(plan, claimedRun(), { events: [STARTED], bytes: 0 }, flush, new RunningDigest())
  const write = () => written.push(...waiting.splice(0).map((growing) => growing.take()))
  const entries = (): JournalEntry[] => written.flatMap((append) => append.entries.map((text) => JSON.parse(text)))
  return { journal, write, written, entries }
}

const done = (step: string, at: number, output: Json) => ({ type: 'step.completed', at, step, attempt: 1, port: 'out', output }) as const

describe('a journal', () => {
  it('keeps a step that is done on the spot as one entry, and tells of it as two events', () => {
    const { journal, write, written, entries } = open()
    journal.begin('a', 1, 10)
    journal.complete({ ...done('a', 13, { total: 7 }), logs: ['seven'] }, '{"total":7}')
    write()
    expect(written).toMatchObject([{ seq: 1, count: 2, progress: true }])
    expect(entries()).toEqual([
      { type: 'step.done', at: 13, took: 3, step: 'a', attempt: 1, port: 'out', output: { total: 7 }, logs: ['seven'] },
    ])
    expect(eventsOf(entries())).toEqual([
      { type: 'step.started', at: 10, step: 'a', attempt: 1 },
      { ...done('a', 13, { total: 7 }), logs: ['seven'] },
    ])
  })

  it('tells at once of a step that goes on after its caller', () => {
    const { journal, write, entries } = open()
    journal.begin('a', 1, 10)
    journal.tellBegun()
    write()
    expect(entries()).toEqual([{ type: 'step.started', at: 10, step: 'a', attempt: 1 }])
    expect(journal.state.steps.get('a')).toMatchObject({ status: 'running', startedAt: 10 })
  })

  it('does not say what is to be sealed when something came after the end', () => {
    const { journal, write, written } = open()
    journal.append([{ type: 'run.cancelled', at: 10, reason: 'Somebody cancelled it.' }], { status: 'cancelled' })
    journal.complete(done('a', 11, null), 'null')
    write()
    expect(written).toMatchObject([{ status: 'cancelled', count: 2, digest: undefined }])
  })

  it('ends what is given up with the event that gives it up', async () => {
    const drawing = draw('t → try', {
      inside: { try: 'ask, call, stop, caught → mend' },
      types: { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' } },
    })
    const plan = planOf(drawing.graph, drawing.manifest)
    const wait = (step: string, kind: 'approval' | 'call'): RunEvent => ({
      type: 'wait.opened',
      at: 2,
      step,
      attempt: 1,
      waitId: `w-${kind}`,
      kind,
    })
    const error = { code: 'boom', message: 'stop broke' }
    const history: RunEvent[] = [
      STARTED,
      { type: 'scope.opened', at: 1, step: 'try', attempt: 1 },
      wait('try:0/ask', 'approval'),
      wait('try:0/call', 'call'),
      { type: 'step.failed', at: 3, step: 'try:0/stop', attempt: 1, error },
    ]
    const turned: RunEvent = { type: 'scope.turned', at: 4, step: 'try', part: 'catch', failure: { step: 'try:0/stop', error } }
    const taken: Append[] = []
    const flush = async (growing: Growing) => {
      await undefined
      taken.push(growing.take())
      return 'running' as const
    }
    const journal = new Journal(plan, claimedRun(), { events: history, bytes: 0 }, flush)
    await journal.append([turned])
    expect(journal.callsGivenUp).toEqual(['try:0/call'])
    expect(taken).toHaveLength(1)
    expect(taken[0]?.closed).toEqual(['w-approval', 'w-call'])
    // Whoever takes the run up later tells the called flow once more, and no wait.
    const later = new Journal(plan, claimedRun(), { events: [...history, turned], bytes: 0 }, flush)
    expect(later.callsGivenUp).toEqual(['try:0/call'])
    expect(later.state.givenUp).toEqual([])
  })

  it('opens no wait that is over before it is written', () => {
    const wait = (step: string, waitId: string) =>
      [
        [{ type: 'wait.opened', at: 10, step, attempt: 1, waitId, kind: 'approval' }],
        { opened: [{ id: waitId, step, kind: 'approval' }] },
      ] as const
    const { journal, write, written } = open()
    for (const [step, id] of [
      ['a', 'one'],
      ['b', 'two'],
    ] as const) {
      const [events, extras] = wait(step, id)
      journal.begin(step, 1, 10)
      journal.append(events, { opened: [...extras.opened] })
    }
    journal.append([], { closed: ['one'] })
    write()
    expect(written.at(-1)).toMatchObject({ opened: [{ id: 'two' }], closed: ['one'] })
    const [events, extras] = wait('c', 'three')
    journal.begin('c', 1, 11)
    journal.append(events, { opened: [...extras.opened] })
    journal.append([{ type: 'run.failed', at: 12, error: { code: 'x', message: 'No.' } }], { status: 'failed' })
    write()
    expect(written.at(-1)).toMatchObject({ status: 'failed', opened: [] })
  })

  it('is what its owner has in mind, whatever happens and whenever it is written', () => {
    const how = fc.record({
      does: fc.constantFrom('at once', 'later', 'announced', 'fails once', 'begins beside'),
      took: fc.nat(5),
      // That name is dropped wherever JSON is read.
      output: fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
      written: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.tuple(how, how, how, how, how), (hows) => {
        const { journal, write, written, entries } = open()
        let at = 10
        for (const [number, { does, took, output, written }] of hows.entries()) {
          const step = STEPS[number] ?? ''
          journal.begin(step, 1, at)
          if (does === 'later') journal.tellBegun()
          if (does === 'announced') journal.append([{ type: 'effect.announced', at, step, attempt: 1, key: 'k', effect: 'keyed' }])
          if (does === 'fails once') {
            journal.append([{ type: 'step.failed', at, step, attempt: 1, error: { code: 'x', message: 'No.' }, retryAt: at }])
            journal.begin(step, 2, at)
          }
          if (does === 'begins beside') journal.begin('e', 1, at)
          if (written) write()
          at += took
          const text = JSON.stringify(output)
          journal.complete({ ...done(step, at, JSON.parse(text)), attempt: does === 'fails once' ? 2 : 1 }, text)
        }
        journal.append([{ type: 'run.succeeded', at }], { status: 'succeeded' })
        write()
        const events = [STARTED, ...eventsOf(entries())]
        expect(fold(plan, events)).toEqual(journal.state)
        expect(written.at(-1)?.digest).toEqual(digestOfList(events))
        let next = 1
        for (const { seq, count, entries } of written) {
          expect(seq).toBe(next)
          expect(eventsOf(entries.map((text) => JSON.parse(text)))).toHaveLength(count)
          next += count
        }
        for (const entry of entries()) expect(JournalEntrySchema.parse(entry)).toEqual(entry)
      }),
    )
  })
})
