import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../json'
import type { TypedScope } from './issue'
import { readText } from './read-text'
import { UNKNOWN } from './type'
import { typeOfSchema } from './type-of-schema'
import { mended, typeOfText } from './type-of-text'
import { learnedFrom } from './type-of-value'
import { typeInWords } from './words'

const invoice = z.object({
  number: z.string(),
  total: z.number(),
  paid: z.boolean(),
  vendor: z.string().nullable(),
  due: z.string().optional(),
  bank: z.object({ iban: z.string() }).nullable(),
  lines: z.array(z.object({ net: z.number(), text: z.string().nullable() })),
  notes: z.array(z.string()).optional(),
  raw: z.any(),
  either: z.union([z.string(), z.number()]),
})

const scope: TypedScope = {
  steps: { inv: typeOfSchema(z.toJSONSchema(invoice) as JsonObject), http: UNKNOWN }, // JSON Schema is JSON
  trigger: learnedFrom({ name: 'Ada', age: 36, note: null, tags: ['a'], rows: [{ a: 1 }, { a: 2, b: 'x' }] }),
  vars: typeOfSchema({ type: 'object', properties: { rate: { type: 'number' } }, additionalProperties: false }),
}

function check(text: string, within: TypedScope = scope) {
  return typeOfText(readText(text), within)
}

function of(expression: string, within = scope) {
  return check(`{{ ${expression} }}`, within)
}

describe('has nothing to say about', () => {
  it.each([
    'steps.inv.total * 2 + 1',
    'steps.inv.lines[0].net',
    'steps.inv.lines.map(x, x.net).sum()',
    'steps.inv.lines.filter(x, x.text != null).map(x, x.text.upper())',
    'steps.inv.raw.anything.goes + 1',
    'steps.inv.?total2.orValue(0) + 1',
    'steps.inv.?due.orValue("none").upper()',
    'steps.inv.vendor.orValue("").upper()',
    'steps.inv.?vendor.orValue("").upper()',
    'steps.inv.bank == null ? "" : steps.inv.bank.iban',
    'has(steps.inv.due) ? steps.inv.due : "today"',
    'steps.inv.vendor != null && steps.inv.vendor.startsWith("H")',
    'steps.inv.?bank.?iban.orValue("")',
    'steps.inv.either + 1',
    'steps.inv.either.upper()',
    'steps.inv.number + 7',
    'steps.inv.number + " of " + steps.inv.total',
    'steps.http.body.anything',
    'trigger.name.upper()',
    'trigger.age > 18 ? trigger.other : ""',
    'trigger.rows.filter(r, has(r.b)).map(r, r.b.upper())',
    'vars.rate + 1',
    'run.startedAt.addDays(3)',
    'steps.inv.lines.exists(x, x.text.contains("a"))',
    'steps.inv.lines.first().net + 1',
    'cel.bind(t, steps.inv.total, t * 2)',
    '{"a": steps.inv.total}.a + 1',
    '[1, 2][0] + 1',
    'steps.inv["total"] * 2',
  ])('%s', (expression) => {
    expect(of(expression).issues).toEqual([])
  })
})

describe('knows what comes of', () => {
  it.each([
    ['steps.inv.total', 'a number'],
    ['steps.inv.lines.map(x, x.net)', 'a list'],
    ['steps.inv.lines.map(x, x.net)[0]', 'a number'],
    ['steps.inv.lines.first().net', 'a number'],
    ['steps.inv.lines.sort().first().net', 'a number'],
    ['steps.inv.total > 3', 'yes or no'],
    ['steps.inv.total > 3 ? "a" : 1', 'text or a number'],
    ['steps.inv.number + 1', 'text'],
    ['steps.inv.raw', 'anything'],
    ['steps.inv.bank', 'a record'],
    ['{"a": 1}', 'a record'],
    ['trigger.rows[0].b', 'text'],
    ['null', 'empty'],
    ['!steps.inv.paid', 'yes or no'],
  ])('%s', (expression, words) => {
    expect(typeInWords(of(expression).type)).toBe(words)
  })

  it('text around it: text', () => {
    expect(typeInWords(check('No. {{ steps.inv.total }}').type)).toBe('text')
  })
})

describe('finds what can never work', () => {
  it.each([
    ['steps.inv.totl', 'unknown-reference', 'steps.inv has no totl.', 'Did you mean total?'],
    ['steps.inv.lines[0].nett', 'unknown-reference', 'steps.inv.lines[0] has no nett.', 'Did you mean net?'],
    ['steps.inv.lines.map(x, x.nett)', 'unknown-reference', 'x has no nett.', 'Did you mean net?'],
    ['steps.inb.total', 'unknown-reference', 'There is no earlier step called inb.', 'Did you mean inv?'],
    ['steps.?later.x', 'unknown-reference', 'There is no earlier step called later.', 'Only steps that run before this one can be used.'],
    ['inv.total', 'unknown-reference', 'There is nothing called inv.', 'Did you mean steps.inv?'],
    ['item.net', 'unknown-reference', 'item exists inside a loop only.', undefined],
    ['vars.rat', 'unknown-reference', 'vars has no rat.', 'Did you mean rate?'],
    ['run.now', 'unknown-reference', 'run has no now.', 'It has id, startedAt, mode, flowName, timeZone.'],
    ['steps.inv.total.upper()', 'wrong-type', 'upper() needs text, and steps.inv.total is a number.', 'Turn it into text.'],
    ['steps.inv.number * 2', 'wrong-type', '“*” needs a number, and steps.inv.number is text.', 'Turn it into a number.'],
    ['steps.inv.lines.net', 'wrong-type', 'steps.inv.lines is a list, so it has no net.', /steps\.inv\.lines\[0\]\.net/],
    ['steps.inv.number.first', 'wrong-type', 'steps.inv.number is text, so it has no first.', undefined],
    [
      'steps.inv.number > 3',
      'wrong-type',
      'steps.inv.number is text and 3 is a number, so they can’t be compared.',
      'Turn it into a number.',
    ],
    ['steps.inv.lines + 1', 'wrong-type', 'steps.inv.lines is a list and 1 is a number, so they can’t be added.', undefined],
    ['steps.inv.total ? 1 : 2', 'wrong-type', 'What stands before the “?” needs yes or no, and steps.inv.total is a number.', undefined],
    ['steps.inv.total && true', 'wrong-type', '“&&” needs yes or no, and steps.inv.total is a number.', undefined],
    ['steps.inv.total.map(x, x)', 'wrong-type', 'map() needs a list or a record, and steps.inv.total is a number.', undefined],
    ['steps.inv.lines.filter(x, x.net)', 'wrong-type', 'filter() needs yes or no, and x.net is a number.', undefined],
    ['1 in steps.inv.total', 'wrong-type', '“in” needs a list or a record, and steps.inv.total is a number.', undefined],
  ])('%s', (expression, code, message, hint) => {
    const wanted = hint instanceof RegExp ? expect.stringMatching(hint) : hint
    expect(of(expression).issues).toMatchObject([{ code, message, hint: wanted, isSure: true }])
  })

  it('in every place', () => {
    expect(of('steps.a.x + steps.b.y').issues).toHaveLength(2)
  })

  it('says of data that was seen only what was seen', () => {
    expect(of('trigger.nam').issues).toMatchObject([
      { code: 'unknown-reference', message: 'The last data of trigger had no nam.', hint: 'Did you mean name?', isSure: false },
    ])
    expect(of('trigger.age.upper()').issues).toMatchObject([{ code: 'wrong-type', isSure: false }])
  })

  it('places issues in the whole text', () => {
    const text = 'Total {{ steps.inv.totl }} and {{ steps.inv.number * 2 }}'
    expect(check(text).issues.map(({ position }) => text.slice(position.start, position.end))).toEqual([
      'steps.inv.totl',
      'steps.inv.number',
    ])
  })
})

describe('warns of what may be empty', () => {
  it.each([
    ['steps.inv.vendor.upper()', 'steps.inv.?vendor.orValue("").upper()'],
    ['steps.inv.bank.iban', 'steps.inv.?bank.iban.orValue("")'],
    ['steps.inv.due', 'steps.inv.?due.orValue("")'],
    ['steps.inv.lines.map(x, x.text.upper())', 'steps.inv.lines.map(x, x.?text.orValue("").upper())'],
    ['steps.inv.number + steps.inv.vendor', 'steps.inv.number + steps.inv.?vendor.orValue("")'],
    ['trigger.note.upper()', 'trigger.?note.orValue("").upper()'],
    ['trigger.rows.map(r, r.b)', 'trigger.rows.map(r, r.?b.orValue(""))'],
    ['steps.inv["due"].upper()', 'steps.inv[?"due"].orValue("").upper()'],
    ['steps.inv.?bank.iban.upper()', null],
    // What somebody said for that case goes on counting.
    ['steps.inv.due.orValue("none")', 'steps.inv.?due.orValue("none")'],
    ['steps.inv["due"].or(steps.inv.?vendor).orValue("")', 'steps.inv[?"due"].or(steps.inv.?vendor).orValue("")'],
    ['steps.inv.bank.iban.orValue("none")', 'steps.inv.?bank.iban.orValue("none")'],
    ['steps.inv.due.upper().orValue("none")', 'steps.inv.?due.upper().orValue("none")'],
    ['steps.inv.notes.map(x, x).orValue([])', 'steps.inv.?notes.orValue([]).map(x, x).orValue([])'],
    // A function that is called on nothing fails, whatever is said behind it.
    ['steps.inv.vendor.upper().orValue("none")', 'steps.inv.?vendor.orValue("").upper().orValue("none")'],
    ['(steps.inv.paid ? steps.inv.due : steps.inv.number).orValue("")', '(steps.inv.paid ? steps.inv.?due : steps.inv.number).orValue("")'],
    ['steps.inv.due.hasValue()', 'steps.inv.?due.hasValue()'],
  ])('%s', (expression, mend) => {
    const text = `{{ ${expression} }}`
    const { issues } = check(text)
    if (mend === null) return expect(issues).toEqual([])
    expect(issues).toMatchObject([{ code: 'may-be-empty', fix: { label: expect.stringMatching(/^Use (a|the) fallback$/) } }])
    const [{ fix } = { fix: undefined }] = issues
    const after = fix ? mended(text, fix) : text
    expect(after).toBe(`{{ ${mend} }}`)
    expect(check(after).issues).toEqual([])
  })

  it('in the midst of text, where nothing at all is an error', () => {
    const text = 'From {{ steps.inv.vendor }}.'
    const [issue] = check(text).issues
    expect(issue).toMatchObject({ code: 'may-be-empty' })
    expect(issue?.fix && mended(text, issue.fix)).toBe('From {{ steps.inv.?vendor.orValue("") }}.')
    expect(check('From {{ steps.inv.?vendor.orValue("") }}.').issues).toEqual([])
  })

  it('but not where null is a value like any other', () => {
    expect(of('steps.inv.vendor').issues).toEqual([])
    expect(of('steps.inv.vendor == "Hooli"').issues).toEqual([])
    expect(of('[steps.inv.vendor]').issues).toEqual([])
  })
})

describe('warns of what is never equal', () => {
  it.each([
    ['steps.inv.total == "100"', 'steps.inv.total is a number and "100" is text, so they are never equal.', 'steps.inv.total == 100'],
    ['"-1.5" != steps.inv.total', '"-1.5" is text and steps.inv.total is a number, so they always differ.', '-1.5 != steps.inv.total'],
    ['steps.inv.paid == "true"', 'steps.inv.paid is yes or no and "true" is text, so they are never equal.', 'steps.inv.paid == true'],
    ['steps.inv.number == 7', 'steps.inv.number is text and 7 is a number, so they are never equal.', 'steps.inv.number.toNumber() == 7'],
    [
      'steps.inv.total == steps.inv.vendor',
      'steps.inv.total is a number and steps.inv.vendor is text, so they are never equal.',
      'steps.inv.total == steps.inv.vendor.toNumber()',
    ],
    ['steps.inv.total == "many"', 'steps.inv.total is a number and "many" is text, so they are never equal.', null],
    ['steps.inv.lines == 3', 'steps.inv.lines is a list and 3 is a number, so they are never equal.', null],
    [
      'steps.inv.?due == "today"',
      'steps.inv.?due may be missing, and as it stands it is never equal to "today".',
      'steps.inv.?due.orValue("") == "today"',
    ],
    [
      'null != steps.inv.?bank.iban',
      'steps.inv.?bank.iban may be missing, and as it stands it always differs from null.',
      'null != steps.inv.?bank.iban.orValue(null)',
    ],
    ['"100" in [1, 2]', '"100" is text and an entry of [1, 2] is a number, so it is never in there.', '100 in [1, 2]'],
    [
      'steps.inv.total in ["100", "200"]',
      'steps.inv.total is a number and an entry of ["100", "200"] is text, so it is never in there.',
      'steps.inv.total in [100, 200]',
    ],
    [
      'steps.inv.number in [7, 8]',
      'steps.inv.number is text and an entry of [7, 8] is a number, so it is never in there.',
      'steps.inv.number.toNumber() in [7, 8]',
    ],
    [
      'steps.inv.total in ["few", "many"]',
      'steps.inv.total is a number and an entry of ["few", "many"] is text, so it is never in there.',
      null,
    ],
    [
      'steps.inv.?due in ["today", "tomorrow"]',
      'steps.inv.?due may be missing, and as it stands it is never in ["today", "tomorrow"].',
      'steps.inv.?due.orValue("") in ["today", "tomorrow"]',
    ],
  ])('%s', (expression, message, mend) => {
    const text = `{{ ${expression} }}`
    const { issues } = check(text)
    expect(issues).toMatchObject([{ code: 'never-equal', message, isSure: true }])
    const [{ fix } = { fix: undefined }] = issues
    expect(fix && mended(text, fix)).toBe(mend === null ? undefined : `{{ ${mend} }}`)
    if (fix) expect(check(mended(text, fix)).issues.filter(({ code }) => code === 'never-equal')).toEqual([])
  })

  it.each([
    'steps.inv.raw == "100"',
    'steps.http.body.total == "100"',
    'steps.inv.either == "100"',
    'steps.inv.either == 100',
    'steps.inv.vendor == null',
    'steps.inv.vendor == steps.inv.bank',
    'steps.inv.?due == steps.inv.?vendor',
    'steps.inv.?due == steps.inv.raw',
    'steps.inv.lines.map(x, x.net) == [1, 2]',
    'steps.inv.paid ? trigger.age == "36" : false',
    'steps.inv.raw in ["100"]',
    'steps.inv.either in [100]',
    'steps.inv.vendor in [null]',
    'steps.inv.vendor in ["Hooli", 7]',
    '"net" in steps.inv.lines[0]',
    '"100" in []',
  ])('but not where it is not known, may be either, or may be empty on both sides: %s', (expression) => {
    expect(of(expression).issues).toEqual([])
  })

  it('of data that was seen, too, as long as no condition stands before it', () => {
    expect(of('trigger.age == "36"').issues).toMatchObject([{ code: 'never-equal', isSure: false }])
  })
})

it('mends what has the wrong type where that takes no thought', () => {
  const fixed = (expression: string) => {
    const text = `{{ ${expression} }}`
    const fix = check(text).issues[0]?.fix
    return fix && mended(text, fix)
  }
  expect(fixed('steps.inv.total.upper()')).toBe('{{ steps.inv.total.toText().upper() }}')
  expect(fixed('(steps.inv.total + 1).upper()')).toBe('{{ ((steps.inv.total + 1).toText()).upper() }}')
  expect(fixed('upper(steps.inv.total + 1)')).toBe('{{ upper((steps.inv.total + 1).toText()) }}')
  expect(fixed('steps.inv.number * 2')).toBe('{{ steps.inv.number.toNumber() * 2 }}')
  expect(fixed('steps.inv.totl')).toBe('{{ steps.inv.total }}')
  expect(fixed('steps.inv.bank + "x"')).toBe(undefined)
})
