import { asText } from '../as-text'
import { ExpressionError } from '../expression-error'
import { countCharacters, sliceCharacters } from './characters'
import { functionsOf } from './define'

const define = functionsOf('text')

export const textFunctions = [
  define({
    name: 'upper',
    params: { text: 'text' },
    returns: 'text',
    summary: 'In capital letters.',
    examples: [{ expression: '"Ada".upper()', result: 'ADA' }],
    run: ({ text }) => text.toUpperCase(),
  }),
  define({
    name: 'lower',
    params: { text: 'text' },
    returns: 'text',
    summary: 'In small letters.',
    examples: [{ expression: '"Ada@Example.COM".lower()', result: 'ada@example.com' }],
    run: ({ text }) => text.toLowerCase(),
  }),
  define({
    name: 'capitalize',
    params: { text: 'text' },
    returns: 'text',
    summary: 'With its first letter large.',
    examples: [{ expression: '"due date".capitalize()', result: 'Due date' }],
    run: ({ text }) => sliceCharacters(text, 0, 1).toUpperCase() + sliceCharacters(text, 1),
  }),
  define({
    name: 'titleCase',
    params: { text: 'text' },
    returns: 'text',
    summary: 'With the first letter of every word large.',
    examples: [{ expression: '"ada LOVELACE".titleCase()', result: 'Ada Lovelace' }],
    run: ({ text }) =>
      text.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  }),
  define({
    name: 'trim',
    params: { text: 'text' },
    returns: 'text',
    summary: 'Without the space at both ends.',
    examples: [{ expression: '"  INV-7 ".trim()', result: 'INV-7' }],
    run: ({ text }) => text.trim(),
  }),
  define({
    name: 'replace',
    params: { text: 'text', find: 'text', with: 'text', times: 'number?' },
    returns: 'text',
    summary: 'Every place of one text replaced by another, or the first few of them.',
    examples: [
      { expression: '"a-b-c".replace("-", "/")', result: 'a/b/c' },
      { expression: '"a-b-c".replace("-", "/", 1)', result: 'a/b-c' },
    ],
    run: ({ text, find, with: replacement, times = -1 }, budget) => {
      budget.search(text, find)
      budget.claimItems(find === '' ? text.length : 1)
      const parts = find === '' ? ['', ...text, ''] : text.split(find)
      const replaced = times < 0 ? parts.length - 1 : Math.min(times, parts.length - 1)
      budget.claimItems(parts.length)
      budget.claimText(text.length + replaced * replacement.length)
      return [parts.slice(0, replaced + 1).join(replacement), ...parts.slice(replaced + 1)].join(find)
    },
  }),
  define({
    name: 'startsWith',
    params: { text: 'text', start: 'text' },
    returns: 'yes/no',
    summary: 'Whether the text starts so.',
    examples: [{ expression: '"INV-7".startsWith("INV")', result: true }],
    run: ({ text, start }) => text.startsWith(start),
  }),
  define({
    name: 'endsWith',
    params: { text: 'text', end: 'text' },
    returns: 'yes/no',
    summary: 'Whether the text ends so.',
    examples: [{ expression: '"invoice.pdf".endsWith(".pdf")', result: true }],
    run: ({ text, end }) => text.endsWith(end),
  }),
  define({
    name: 'substring',
    params: { text: 'text', start: 'number', end: 'number?' },
    returns: 'text',
    summary: 'From one position to before another; the first is 0.',
    examples: [
      { expression: '"INV-2041".substring(4)', result: '2041' },
      { expression: '"INV-2041".substring(0, 3)', result: 'INV' },
    ],
    run: ({ text, start, end }) => {
      const length = countCharacters(text)
      const stop = end ?? length
      if (start < 0 || start > length || stop < start || stop > length) {
        throw new ExpressionError('failed', `The text has ${length} characters; ${start} to ${stop} is not within it.`, {
          hint: 'slice() and truncate() take whatever is there.',
        })
      }
      return sliceCharacters(text, start, stop)
    },
  }),
  define({
    name: 'charAt',
    params: { text: 'text', position: 'number' },
    returns: 'text',
    summary: 'The character at a position; the first is 0.',
    examples: [{ expression: '"INV".charAt(0)', result: 'I' }],
    run: ({ text, position }) => {
      const length = countCharacters(text)
      if (position < 0 || position > length)
        throw new ExpressionError('failed', `The text has ${length} characters, so none at ${position}.`)
      return sliceCharacters(text, position, position + 1)
    },
  }),
  define({
    name: 'before',
    params: { text: 'text', mark: 'text' },
    returns: 'text',
    summary: 'What stands before the first place of a mark; all of it when the mark is not there.',
    examples: [{ expression: '"ada@example.com".before("@")', result: 'ada' }],
    run: ({ text, mark }, budget) => {
      budget.search(text, mark)
      return text.includes(mark) ? text.slice(0, text.indexOf(mark)) : text
    },
  }),
  define({
    name: 'after',
    params: { text: 'text', mark: 'text' },
    returns: 'text',
    summary: 'What stands after the first place of a mark; nothing when the mark is not there.',
    examples: [{ expression: '"ada@example.com".after("@")', result: 'example.com' }],
    run: ({ text, mark }, budget) => {
      budget.search(text, mark)
      return text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : ''
    },
  }),
  define({
    name: 'truncate',
    params: { text: 'text', length: 'number', ending: 'text?' },
    returns: 'text',
    summary: 'Cut to a length, with … at the end when something was cut.',
    examples: [
      { expression: '"A rather long subject".truncate(9)', result: 'A rather…' },
      { expression: '"Short".truncate(9)', result: 'Short' },
    ],
    run: ({ text, length, ending = '…' }) =>
      countCharacters(text) <= length ? text : sliceCharacters(text, 0, Math.max(0, length - countCharacters(ending))).trimEnd() + ending,
  }),
  define({
    name: 'padStart',
    params: { text: 'text or number', length: 'number', fill: 'text?' },
    returns: 'text',
    summary: 'Filled at the start up to a length.',
    examples: [{ expression: '7.padStart(3, "0")', result: '007' }],
    run: ({ text, length, fill }, budget) => {
      budget.claimText(length)
      return String(text).padStart(length, fill)
    },
  }),
  define({
    name: 'padEnd',
    params: { text: 'text or number', length: 'number', fill: 'text?' },
    returns: 'text',
    summary: 'Filled at the end up to a length.',
    examples: [{ expression: '"A".padEnd(3, ".")', result: 'A..' }],
    run: ({ text, length, fill }, budget) => {
      budget.claimText(length)
      return String(text).padEnd(length, fill)
    },
  }),
  define({
    name: 'repeat',
    params: { text: 'text', times: 'number' },
    returns: 'text',
    summary: 'Written several times over.',
    examples: [{ expression: '"-".repeat(5)', result: '-----' }],
    run: ({ text, times }, budget) => {
      if (!Number.isInteger(times) || times < 0) throw new ExpressionError('failed', 'A text is repeated a whole number of times.')
      budget.claimText(text.length * times)
      return text.repeat(times)
    },
  }),
  define({
    name: 'split',
    params: { text: 'text', separator: 'text', limit: 'number?' },
    returns: 'list',
    summary: 'Cut into a list at a separator, into so many parts at most.',
    examples: [
      { expression: '"red,green".split(",")', result: ['red', 'green'] },
      { expression: '"key: a: b".split(": ", 2)', result: ['key', 'a: b'] },
    ],
    run: ({ text, separator, limit = -1 }, budget) => {
      budget.search(text, separator)
      budget.claimItems(separator === '' ? text.length : 1)
      const parts = separator === '' ? [...text] : text.split(separator)
      budget.claimItems(parts.length)
      if (limit === 0) return []
      return limit < 0 || parts.length <= limit ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]
    },
  }),
  define({
    name: 'lines',
    params: { text: 'text' },
    returns: 'list',
    summary: 'Its lines as a list.',
    examples: [{ expression: '"one\\ntwo".lines()', result: ['one', 'two'] }],
    run: ({ text }, budget) => {
      const lines = text.split(/\r\n|\n|\r/)
      budget.claimItems(lines.length)
      return lines
    },
  }),
  define({
    name: 'slugify',
    params: { text: 'text' },
    returns: 'text',
    summary: 'Fit for an address or a file name: small letters, digits and hyphens.',
    examples: [{ expression: '"Größe & Maß: Übersicht".slugify()', result: 'grosse-mass-ubersicht' }],
    run: ({ text }) =>
      text
        .toLowerCase()
        .replaceAll('ß', 'ss')
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
  }),
  define({
    name: 'removeAccents',
    params: { text: 'text' },
    returns: 'text',
    summary: 'With plain letters: é becomes e.',
    examples: [{ expression: '"Café Ålesund".removeAccents()', result: 'Cafe Alesund' }],
    run: ({ text }) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  }),
  define({
    name: 'toText',
    params: { value: 'any' },
    returns: 'text',
    summary: 'Any value as text; lists and objects as JSON.',
    examples: [
      { expression: '12.5.toText()', result: '12.5' },
      { expression: '[1, 2].toText()', result: '[1,2]' },
    ],
    run: ({ value }, budget) => {
      budget.measure(value)
      return asText(value)
    },
  }),
]
