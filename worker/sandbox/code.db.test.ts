import { expect, it } from 'vitest'
import { ended, testWorld } from '../testing/world'

const world = testWorld()

it('a flow computes with both nodes, and keeps what they printed', async () => {
  const { start } = await world.flow('t → shape → sum', {
    shape: {
      type: 'code.transform',
      params: { data: '{{ trigger }}', expression: 'lines.{ "net": $number(net), "item": item }' },
    },
    sum: {
      type: 'code.javascript',
      params: {
        inputs: [
          { name: 'lines', type: 'list', value: '{{ steps.shape }}' },
          { name: 'rate', type: 'number', value: '0.5' },
        ],
        code: 'const net = input.lines.reduce((sum, line) => sum + line.net, 0)\nconsole.log("{{ not a mapping }}", net)\nreturn net * (1 + input.rate)',
      },
    },
  })
  const engine = await world.worker()
  const id = await start({
    lines: [
      { net: '100', item: 'Paper' },
      { net: '20', item: 'Pens' },
    ],
  })
  await engine.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const completed = (await world.events(id)).filter((event) => event.type === 'step.completed')
  expect(completed).toMatchObject([
    {
      step: 'shape',
      output: [
        { net: 100, item: 'Paper' },
        { net: 20, item: 'Pens' },
      ],
    },
    { step: 'sum', output: 180, logs: ['{{ not a mapping }} 120'] },
  ])
})

const code = (code: string, value: string) => ({ type: 'code.javascript', params: { inputs: [{ name: 'it', value }], code } })

it('a large value goes from step to step as a file, and later steps read it like any other', async () => {
  const { start } = await world.flow('t → many → count', {
    many: code('return Array.from({ length: input.it }, (_, at) => ({ name: "item " + at }))', '{{ trigger }}'),
    count: code('return [input.it.length, input.it[29999].name]', '{{ steps.many }}'),
  })
  const engine = await world.worker()
  const id = await start(30_000)
  await engine.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const [many, count] = (await world.events(id)).filter((event) => event.type === 'step.completed')
  expect(many).toMatchObject({ output: { $file: { contentType: 'application/vnd.kaos.value+json' } } })
  expect(count).toMatchObject({ output: [30_000, 'item 29999'] })
})

it('code that fails leaves its line and what it printed, and the flow can go on', async () => {
  const { start } = await world.flow('t → broken, broken -error→ end', {
    broken: { ...code('console.log("before")\nreturn input.it.total.net', '{{ trigger }}'), onError: 'branch' },
    end: code('return "went on"', ''),
  })
  const engine = await world.worker()
  const id = await start({})
  await engine.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const failed = (await world.events(id)).find((event) => event.type === 'step.failed')
  expect(failed).toMatchObject({ logs: ['before'], error: { code: 'code_failed', message: expect.stringContaining('line 2') } })
})

it('cancelling the run ends its code', async () => {
  const { start } = await world.flow('t → endless', { endless: { type: 'code.javascript', params: { code: 'for (;;);', seconds: 60 } } })
  const engine = await world.worker()
  const id = await start()
  await engine.take([id])
  await world.sql()`update run set cancel_requested_at = now() where id = ${id}`
  const before = performance.now()
  await engine.look([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
  expect(performance.now() - before).toBeLessThan(10_000)
})
