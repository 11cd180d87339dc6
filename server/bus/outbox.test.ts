import { expect, test } from 'vitest'
import type { Letter } from './message'
import { Outbox } from './outbox'

function record() {
  const batches: Letter[][] = []
  const outbox = new Outbox(async (letters) => {
    batches.push(letters)
  })
  return { batches, outbox }
}

test('of a burst in one topic only the furthest position travels', async () => {
  const { batches, outbox } = record()
  for (const seq of [1, 2, 9, 3]) outbox.add('run:a', { seq })
  outbox.add('run:b', { seq: 4 })
  await outbox.close()
  expect(batches).toEqual([
    [
      { topic: 'run:a', message: { seq: 9 } },
      { topic: 'run:b', message: { seq: 4 } },
    ],
  ])
})

test('different news of one topic all travel, the same news once', async () => {
  const { batches, outbox } = record()
  for (const runId of ['r1', 'r2', 'r1']) outbox.add('runs:w', { runId })
  await outbox.close()
  expect(batches.flat().map(({ message }) => message)).toEqual([{ runId: 'r1' }, { runId: 'r2' }])
})

test('a refused batch does not stop the next one', async () => {
  const sent: Letter[] = []
  let refusals = 1
  const outbox = new Outbox(async (letters) => {
    if (refusals-- > 0) throw new Error('away')
    sent.push(...letters)
  })
  outbox.add('run:a', { seq: 1 })
  await outbox.close()
  outbox.add('run:a', { seq: 2 })
  await outbox.close()
  expect(sent).toEqual([{ topic: 'run:a', message: { seq: 2 } }])
})
