import { expect, it } from 'vitest'
import { askAt } from './ask'

/** The caret is where the bar stands. */
function ask(drawn: string) {
  return askAt(drawn.replace('|', ''), drawn.indexOf('|'))
}

it('a slash asks for data at the start and after a space, and nowhere else', () => {
  expect(ask('/|')).toMatchObject({ kind: 'data', from: 0, query: '' })
  expect(ask('Total /tot|')).toMatchObject({ kind: 'data', from: 6, query: 'tot' })
  expect(ask('{{ a }}/|')).toMatchObject({ kind: 'data', query: '' })
  expect(ask('合計　／tot|')).toMatchObject({ kind: 'data', from: 3, query: 'tot' })
  expect(ask('合計／|')).toBeNull()
  expect(ask('https:/|')).toBeNull()
  expect(ask('1/2|')).toBeNull()
})

it('within braces names are asked for', () => {
  expect(ask('{{ | }}')).toMatchObject({ kind: 'inside', query: '', owner: null, isClosed: true })
  expect(ask('{{ tot|')).toMatchObject({ kind: 'inside', query: 'tot', owner: null, isClosed: false })
  expect(ask('{{ 1 + | }}')).toMatchObject({ query: '', owner: null })
  expect(ask('{{ size(ve|) }}')).toMatchObject({ query: 've', owner: null })
})

it('after a dot, what its owner has', () => {
  expect(ask('{{ steps.| }}')).toMatchObject({ query: '', owner: 'steps', ownerFrom: 3 })
  expect(ask('{{ 1 + steps.read.to| }}')).toMatchObject({ query: 'to', owner: 'steps.read', ownerFrom: 7 })
  expect(ask('{{ steps.read.lines[0].| }}')).toMatchObject({ owner: 'steps.read.lines[0]' })
  expect(ask('{{ trigger.name.upper().| }}')).toMatchObject({ owner: 'trigger.name.upper()' })
  expect(ask('{{ trigger.?na| }}')).toMatchObject({ owner: 'trigger', query: 'na' })
})

it('nothing is asked for in quotes, after a whole value, and in plain text', () => {
  expect(ask('{{ "ab| }}')).toBeNull()
  expect(ask('{{ steps.a | }}')).toBeNull()
  expect(ask('plain| text')).toBeNull()
  expect(ask('{{ a }} tex|')).toBeNull()
})
