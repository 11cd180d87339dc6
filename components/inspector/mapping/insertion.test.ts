import { expect, it } from 'vitest'
import { askAt } from './ask'
import { callAt, dataAt, insertionOf } from './insertion'

/** What a choice makes of a text; the bar is the caret, before and after. */
function choose(drawn: string, expression: string): string {
  const text = drawn.replace('|', '')
  const ask = askAt(text, drawn.indexOf('|'))
  if (!ask) throw new Error('nothing is asked for there')
  const { from, to, insert, caret } = insertionOf(ask, expression, text)
  const after = text.slice(0, from) + insert + text.slice(to)
  return `${after.slice(0, caret)}|${after.slice(caret)}`
}

it('data picked with a slash comes in braces', () => {
  expect(choose('Total: /tot|', 'steps.a.total')).toBe('Total: {{ steps.a.total }}|')
})

it('data within braces takes the place of what was typed of it', () => {
  expect(choose('{{ tot| }}', 'steps.a.total')).toBe('{{ steps.a.total| }}')
  expect(choose('{{ steps.a.to| }}', 'steps.a.total')).toBe('{{ steps.a.total| }}')
  expect(choose('{{ steps.| + 1 }}', 'steps.a["odd name"]')).toBe('{{ steps.a["odd name"]| + 1 }}')
  expect(choose('{{ ste|', 'steps.a.total')).toBe('{{ steps.a.total| }}')
})

it('a function goes behind its value, with the caret between its brackets if something is needed there', () => {
  expect(choose('{{ steps.a.name.up| }}', '.upper()')).toBe('{{ steps.a.name.upper()| }}')
  expect(choose('{{ steps.a.name }} /up|', '.upper()')).toBe('{{ steps.a.name.upper()| }}')
  expect(choose('{{ steps.a.name.pad| }}', '.padStart()')).toBe('{{ steps.a.name.padStart(|) }}')
  expect(choose('/up|', '.upper()')).toBe('{{ upper(|) }}')
  expect(choose('{{ up| }}', '.upper()')).toBe('{{ upper()| }}')
})

it('a function from the library goes behind the value at the caret', () => {
  const put = (drawn: string, expression: string) => {
    const text = drawn.replace('|', '')
    const { from, to, insert, caret } = callAt(text, drawn.indexOf('|'), expression)
    const after = text.slice(0, from) + insert + text.slice(to)
    return `${after.slice(0, caret)}|${after.slice(caret)}`
  }
  expect(put('{{ a.name }}|', '.upper()')).toBe('{{ a.name.upper()| }}')
  expect(put('{{ a.name| }}', '.upper()')).toBe('{{ a.name.upper()| }}')
  expect(put('{{ a.| }}', '.upper()')).toBe('{{ a.upper()| }}')
  expect(put('Dear |', '.padStart()')).toBe('Dear {{ padStart(|) }}')
})

it('data from the pane goes into braces that want a value, and never breaks up those that have one', () => {
  const put = (drawn: string) => {
    const text = drawn.replace('|', '')
    const { from, to, insert, caret } = dataAt(text, drawn.indexOf('|'), 'steps.a.total')
    const after = text.slice(0, from) + insert + text.slice(to)
    return `${after.slice(0, caret)}|${after.slice(caret)}`
  }
  expect(put('Total: |')).toBe('Total: {{ steps.a.total }}|')
  expect(put('{{ b }}|')).toBe('{{ b }}{{ steps.a.total }}|')
  expect(put('{{ max(|) }}')).toBe('{{ max(steps.a.total|) }}')
  expect(put('{{ 1 + | }}')).toBe('{{ 1 + steps.a.total| }}')
  expect(put('{{ |')).toBe('{{ steps.a.total| }}')
  expect(put('{{ steps.b.name| }} due')).toBe('{{ steps.b.name }}{{ steps.a.total }}| due')
  expect(put('{{ "to |pay" }}')).toBe('{{ "to pay" }}{{ steps.a.total }}|')
})
