import { expect, it } from 'vitest'
import { ended, testWorld } from '../testing/world'

const world = testWorld()

it('a run writes dates and waits for times where its flow is', async () => {
  const flow = await world.flow('t → day → late', {
    day: {
      type: 'data.set',
      params: { fields: [{ name: 'at', value: '{{ trigger.at.formatDate("yyyy-MM-dd HH:mm") }} {{ run.timeZone }}' }] },
    },
    late: { type: 'flow.wait', params: { mode: 'until', until: '2026-01-01T09:00' } },
  })
  const graph = { ...flow.graph, settings: { timeZone: 'Asia/Tokyo' } }
  await world.sql()`update version set graph = ${world.sql().json(graph)} where id = ${flow.versionId}`
  const id = await flow.start({ at: '2026-03-31T22:30:00Z' })
  await (await world.worker()).take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const outputs = (await world.events(id)).flatMap((event) => (event.type === 'step.completed' ? [event.output] : []))
  expect(outputs).toEqual([{ at: '2026-04-01 07:30 Asia/Tokyo' }, { until: '2026-01-01T00:00:00.000Z' }])
})
