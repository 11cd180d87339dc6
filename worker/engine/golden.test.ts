import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { decide } from '@/flow/engine/decide'
import { fold } from '@/flow/engine/fold'
import { eventsOf, JournalEntrySchema } from '@/flow/engine/journal-entry'
import { planOf } from '@/flow/engine/plan'
import { outcomeOf } from '@/flow/engine/testing/outcome'
import { parseGraph } from '@/flow/graph/upgrade'

/**
 * Journals of released versions, kept as their engines wrote them (`npm run golden:add`). Runs that wait for months are
 * continued by engines that did not write them: what stood in a journal once has to mean the same for ever.
 */
const FOLDER = 'flow/engine/golden'
const Golden = z.object({
  release: z.string(),
  graph: z.unknown(),
  events: z.array(JournalEntrySchema).transform(eventsOf),
  ends: z.unknown(),
})

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const { graph: drawn, events, ends } = Golden.parse(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')))
  const parsed = parseGraph(drawn)
  if (!parsed.ok) throw new Error(`The graph is not read any more: ${parsed.problems[0]?.message}`)
  const plan = planOf(parsed.graph, manifest)

  test('comes to the end it came to', () => {
    expect(outcomeOf(plan, events)).toEqual(ends)
  })

  test('is at its end when it was', () => {
    const before = fold(plan, events.slice(0, -1))
    const last = events.at(-1)
    // A wish that finds nothing to tidy up ends it anywhere.
    if (last?.type === 'run.cancelled' && !events.some(({ type }) => type === 'run.cancelling')) return
    const [end, ...more] = decide(plan, before)
    expect(more).toEqual([])
    expect(end).toMatchObject(
      last?.type === 'run.failed'
        ? { type: 'run.fail', step: last.step }
        : { type: last?.type === 'run.cancelled' ? 'run.cancel' : 'run.succeed' },
    )
  })

  test('is taken up anywhere without doing again what is done', () => {
    const finished = new Set<string>()
    const state = fold(plan, [])
    for (const [at, event] of events.entries()) {
      fold(plan, [event], state)
      if (event.type === 'step.completed' || event.type === 'step.skipped') finished.add(event.step)
      const commands = decide(plan, state)
      const again = commands.filter((command) => command.type !== 'run.fail' && 'step' in command && finished.has(command.step))
      expect(again, `after event ${at}`).toEqual([])
      // Nothing to do is right only for a run that is over or waits.
      if (commands.length === 0) expect(state.status !== 'running' || state.waits.size > 0, `after event ${at}`).toBe(true)
    }
  })
})
