import { expect, it } from 'vitest'
import { testDatabase } from './db/testing'
import { seedDemo } from './seed'
import { signIn } from './services/account/sign-in'
import { signInOptions } from './services/account/sign-in-options'

const database = testDatabase()
const PASSWORD = 'quiet-harbour-lantern'

it('makes the demo once, whatever number of starts', async () => {
  const first = await seedDemo(PASSWORD)
  await seedDemo(PASSWORD)
  expect(first).toEqual({ email: 'demo@kaos.local', password: PASSWORD })
  const flows = await database.owner()`select name, live_version_id is not null as live from flow order by name`
  expect(flows.map(({ name, live }) => [name, live])).toEqual([
    ['Add up an order', true],
    ['Monday reminder', false],
    ['Sort an invoice', true],
  ])
})

it('lets the demo sign in, with the password of the latest start', async () => {
  await seedDemo(PASSWORD)
  await seedDemo('another-quiet-harbour')
  expect(await signIn({ email: 'demo@kaos.local', password: PASSWORD }, 'here')).toBeNull()
  expect(await signIn({ email: 'demo@kaos.local', password: 'another-quiet-harbour' }, 'here')).not.toBeNull()
})

it('leaves sign-up open for the first person', async () => {
  await seedDemo(PASSWORD)
  expect(await signInOptions()).toEqual({ firstUser: true, demo: true })
})
