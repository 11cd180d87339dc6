import { expect, it } from 'vitest'
import { type Limit, within } from './within'

const never = () => new Promise<never>(() => {})

it('gives what the work gives', async () => {
  expect(await within(1_000, new AbortController().signal, () => 7)).toBe(7)
})

it('gives at once what is there at once', () => {
  expect(within(1_000, new AbortController().signal, () => 7)).toBe(7)
})

it('does not wait for work that ignores its time, and tells work that listens', async () => {
  const seen: AbortSignal[] = []
  const late = within(5, new AbortController().signal, (limit) => {
    seen.push(limit.signal)
    return never()
  })
  await expect(late).rejects.toMatchObject({ code: 'timeout', retry: true, unsure: true })
  expect(seen[0]?.aborted).toBe(true)
})

it('gives a signal that is over to work that asks for it too late', async () => {
  let asked: Limit | undefined
  const late = within(5, new AbortController().signal, (limit) => {
    asked = limit
    return never()
  })
  await expect(late).rejects.toMatchObject({ code: 'timeout' })
  expect(asked?.signal.aborted).toBe(true)
})

it('ends with the run, and begins nothing after it', async () => {
  const run = new AbortController()
  const working = within(1_000, run.signal, never)
  run.abort(new Error('cancelled'))
  await expect(working).rejects.toThrow('cancelled')
  let begun = false
  const after = () =>
    within(1_000, run.signal, () => {
      begun = true
    })
  expect(after).toThrow('cancelled')
  expect(begun).toBe(false)
})
