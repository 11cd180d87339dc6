import { expect, it } from 'vitest'
import { match } from './match'

const steps = [
  { title: 'Condition', words: ['if', 'branch'], summary: 'Goes one way or the other, depending on the data.' },
  { title: 'For each', words: ['loop', 'list'], summary: 'Runs the steps inside it once for every item of a list.' },
  { title: 'HTTP request', words: ['api', 'webhook', 'send'], summary: 'Calls a web service and hands on its answer.' },
  { title: 'Webhook', words: ['http', 'url'], summary: 'Starts when another system calls a URL.' },
]
const best = (typed: string) => {
  const found = steps.map((step) => ({ title: step.title, score: match(typed, step) })).filter(({ score }) => score > 0)
  return found.sort((a, b) => b.score - a.score).map(({ title }) => title)
}

it('finds by name first, then by other words, then by what it does', () => {
  expect(best('for each')).toEqual(['For each'])
  expect(best('webhook')).toEqual(['Webhook', 'HTTP request'])
  expect(best('http')[0]).toBe('HTTP request')
  expect(best('if')[0]).toBe('Condition')
  expect(best('web service')).toEqual(['HTTP request'])
  expect(best('send api')).toEqual(['HTTP request'])
  expect(best('xyz')).toEqual([])
})
