import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import { ExpressionError } from './expression-error'
import { emptyScope } from './testing'

const scope = emptyScope({
  steps: {
    readInvoice: {
      total: 1249.5,
      quantity: 3,
      vendor: { name: 'Acme' },
      lines: [{ net: 10 }, { net: 5.5, note: 'b' }],
      'odd name': 1,
      memo: null,
      in: 2,
    },
    skippedNothing: null,
  },
  trigger: { body: { name: null, tags: [] } },
  vars: { rate: 19 },
})

function failure(source: string) {
  try {
    evaluate(source, scope)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const { code, message, hint, path, position } = error
    return { code, message, hint, path, position }
  }
  throw new Error(`${source} did not fail`)
}

describe('values', () => {
  it.each([
    ['7 / 2', 3.5],
    ['10 % 4', 2],
    ['-5 + 2', -3],
    ['1 - 1.0', 0],
    ['-0', 0],
    ['0.1 + 0.2 == 0.30000000000000004', true],
    ['steps.readInvoice.total * 2', 2499],
    ['steps.readInvoice.quantity + 1', 4],
    ['"Total: " + steps.readInvoice.total', 'Total: 1249.5'],
    ['steps.readInvoice.quantity + " pieces"', '3 pieces'],
    ['"paid: " + true', 'paid: true'],
    ['steps.readInvoice.total > 1000 && vars.rate == 19', true],
    ['2 > 1.5 && 3u == 3', true],
    ['"a" < "b"', true],
    ['[1, "a", true, null, {"k": [1]}]', [1, 'a', true, null, { k: [1] }]],
    ['[1] + ["a"]', [1, 'a']],
    ['{"a": 1}.a', 1],
    ['{"a": 1, "b": [2]} == {"b": [2], "a": 1}', true],
    ['1 == "1"', false],
    ['null == false', false],
    ['2 in [1, 2]', true],
    ['"name" in steps.readInvoice.vendor', true],
    ['true ? "yes" : "no"', 'yes'],
    ['steps.readInvoice["odd name"]', 1],
    ['steps.readInvoice["in"]', 2],
    ['steps["readInvoice"].vendor.name', 'Acme'],
    ['steps.readInvoice.lines[1].note', 'b'],
    ['steps.readInvoice.memo', null],
    ['run.startedAt.addDays(3).toDay()', '2026-04-03'],
    ['9007199254740993', 9007199254740992],
    ['"""two\nlines"""', 'two\nlines'],
    [`r"\\d"`, '\\d'],
  ])('%s', (source, value) => {
    expect(evaluate(source, scope)).toEqual(value)
  })

  it('sees item and index inside a container only', () => {
    expect(evaluate('item.net * index', { ...scope, item: { net: 4 }, index: 2 })).toBe(8)
    expect(failure('item.net')).toMatchObject({ code: 'missing', path: 'item', hint: 'item exists inside a loop only.' })
  })
})

describe('lists one by one', () => {
  it.each([
    ['steps.readInvoice.lines.map(x, x.net * 2)', [20, 11]],
    ['steps.readInvoice.lines.filter(x, x.net > 6).map(x, x.net)', [10]],
    ['steps.readInvoice.lines.map(x, x.net > 6, x.net)', [10]],
    ['steps.readInvoice.lines.map(x, x.?note.orValue("none"))', ['none', 'b']],
    ['[1, 2].all(x, x > 0)', true],
    ['[1, 2].exists(x, x > 1)', true],
    ['[1, 2, 2].exists_one(x, x == 2)', false],
    ['[].all(x, x > 0)', true],
    ['["a", "b"].transformList(i, v, v + i)', ['a0', 'b1']],
    ['{"a": 1}.transformMap(k, v, v + 1)', { a: 2 }],
    ['{"a": 1, "b": 2}.map(k, k)', ['a', 'b']],
    [
      '[1, 2].map(x, [10, 20].map(y, x * y))',
      [
        [10, 20],
        [20, 40],
      ],
    ],
    ['[1, 2].map(x, [x, 5].map(x, x * 2).sum() + x)', [13, 16]],
    ['[[1, 2], [3]].map(l, l.map(x, l.size() * x))', [[2, 4], [3]]],
    ['[1].map(x, [5].map(x, [7].map(y, x + y)))', [[[12]]]],
    ['cel.bind(x, 4, x * x)', 16],
  ])('%s', (source, value) => {
    expect(evaluate(source, scope)).toEqual(value)
  })

  it('lets an entry that decides win over entries that fail', () => {
    expect(evaluate('[{"a": 1}, {}].exists(x, x.a == 1)', scope)).toBe(true)
    expect(evaluate('[{}, {"a": 2}].all(x, x.a == 1)', scope)).toBe(false)
    expect(failure('[{}, {"a": 1}].all(x, x.a == 1)').code).toBe('missing')
  })
})

describe('missing data', () => {
  it.each([
    ['steps.readInvoice.totl', 'readInvoice has no totl.', 'Did you mean total?', 'steps.readInvoice.totl'],
    ['steps.readInvoice.vendor.vatId', 'steps.readInvoice.vendor has no vatId.', 'It has name.', 'steps.readInvoice.vendor.vatId'],
    [
      'steps.readInvoice["x y"]',
      'readInvoice has no x y.',
      'It has total, quantity, vendor, lines, odd name, memo and 1 more.',
      'steps.readInvoice["x y"]',
    ],
    ['steps.redInvoice.total', 'There is no output of a step called redInvoice.', 'Did you mean readInvoice?', 'steps.redInvoice'],
    [
      'trigger.body.name.first',
      'trigger.body.name is empty, so it has no first.',
      'If that is fine, write trigger.body.name.?first instead.',
      'trigger.body.name.first',
    ],
    [
      'steps.readInvoice.lines[2]',
      'steps.readInvoice.lines has 2 entries, so there is no [2].',
      'Counting starts at 0.',
      'steps.readInvoice.lines[2]',
    ],
    ['trigger.body.tags[0]', 'trigger.body.tags is empty, so there is no [0].', 'Counting starts at 0.', 'trigger.body.tags[0]'],
    ['step.readInvoice', 'There is nothing called step.', 'Did you mean steps?', 'step'],
    [
      'trigger.body.name.upper()',
      'upper() needs text, and trigger.body.name is empty.',
      'Say what to use when it is empty: write .orValue("") behind it.',
      'trigger.body.name',
    ],
  ])('%s', (source, message, hint, path) => {
    const error = failure(source)
    expect(error).toMatchObject({ code: 'missing', message, hint, path })
  })

  it.each([
    ['trigger.?nothing', null],
    ['trigger.?body.?name.orValue("x")', 'x'],
    ['trigger.?nope.deeper.still.orValue(0)', 0],
    ['trigger.body[?"name"].orValue("x")', 'x'],
    ['trigger.body.tags[?0].orValue("none")', 'none'],
    ['trigger.?nope.hasValue()', false],
    ['steps.readInvoice.?total.orValue(0) + 1', 1250.5],
    ['trigger.?nope.upper().orValue("fallback")', 'fallback'],
    ['steps.readInvoice.vendor.?name.upper().orValue("fallback")', 'ACME'],
    ['trigger.?a.or(trigger.?b).or(optional.of(3)).orValue(0)', 3],
    ['has(trigger.body.name) && !has(trigger.body.other)', true],
    ['trigger.?nope.optMap(x, x + 1).orValue(7)', 7],
    ['[trigger.?nope, 1]', [null, 1]],
    ['{"a": trigger.?nope}', { a: null }],
  ])('%s is allowed for', (source, value) => {
    expect(evaluate(source, scope)).toEqual(value)
  })
})

describe('errors say what and where', () => {
  it.each([
    ['1 + null', 'type', 'A number and an empty value can’t be added.', { start: 0, end: 8 }],
    ['1 + (2 * "3")', 'type', 'A number and text can’t be multiplied.', { start: 5, end: 12 }],
    ['steps.readInvoice.total.upper()', 'type', 'upper() needs text, and steps.readInvoice.total is a number.', { start: 0, end: 23 }],
    ['"a".addDays(1)', 'type', 'addDays() needs a date, and "a" is text.', { start: 0, end: 3 }],
    ['1 / 0', 'failed', "1 can't be divided by zero.", { start: 0, end: 5 }],
    ['1e308 * 10', 'failed', 'The result is too large to be a number.', { start: 0, end: 10 }],
    ['1 && true', 'type', 'Both sides of && must be yes or no, and one is a number.', { start: 0, end: 9 }],
    ['[1].map(x, x.a)', 'type', 'x is a number, so it has no a.', { start: 11, end: 14 }],
    ['1 +', 'syntax', 'The expression ends too early.', { start: 3, end: 4 }],
    ['"open', 'syntax', 'A text is not closed with a quote.', { start: 0, end: 5 }],
    ['', 'syntax', 'This expression is empty.', { start: 0, end: 0 }],
    ['nope(1)', 'syntax', 'There is no function called nope.', { start: 0, end: 7 }],
    ['"a".padStart()', 'syntax', 'padStart() is given too few values.', { start: 0, end: 14 }],
    ['"a".upper(1)', 'syntax', 'upper() is given too many values.', { start: 0, end: 12 }],
    ['[1].filter(2, true)', 'syntax', 'The first value is the name to use for each entry, such as x.', { start: 11, end: 12 }],
  ])('%s', (source, code, message, position) => {
    expect(failure(source)).toMatchObject({ code, message, position })
  })

  it.each([
    ['"a".toUpperCase()', 'Here it is written upper().'],
    ['now()', 'Here it is written run.startedAt.'],
    ['"a".uper()', 'Did you mean upper?'],
    ['vars.rate = 1', 'To compare two values, write ==.'],
    ['trigger.list.map(x => x)', 'To go through a list, write list.map(x, x.name) or list.filter(x, x.total > 10).'],
    [
      'steps.readInvoice.lines.net',
      'For the first entry write steps.readInvoice.lines[0].net, for all of them steps.readInvoice.lines.map(x, x.net).',
    ],
    ['"3" * 2', 'Turn text into a number with toNumber().'],
  ])('%s comes with what to do', (source, hint) => {
    expect(failure(source).hint).toBe(hint)
  })

  it('finds unknown functions even where they would not be reached', () => {
    expect(failure('true || nope()').code).toBe('syntax')
  })

  it('lets the side that decides win, as CEL does', () => {
    expect(evaluate('trigger.nope == 1 || true', scope)).toBe(true)
    expect(evaluate('trigger.nope == 1 && false', scope)).toBe(false)
    expect(failure('trigger.nope == 1 || false').code).toBe('missing')
  })
})
