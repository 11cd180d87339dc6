const NOT_A_NUMBER = { problem: 'This is not a number.' }

/**
 * A number as people write it, `4,280.00`, `4.280,00` or `4280`, in plain digits.
 * What could be read in two ways, such as `4,280`, is asked again: a guess here would pay the wrong amount.
 */
export function parseNumber(text: string): { digits: string } | { problem: string } {
  const bare = text.replace(/[\s'’\u00a0\u202f]/g, '')
  const sign = /^[-−]/.test(bare) ? '-' : ''
  const body = bare.replace(/^[-−+]/, '')
  if (!/^\d[\d.,]*$/.test(body) || /[.,]$/.test(body)) return NOT_A_NUMBER
  const marks = body.match(/[.,]/g) ?? []
  const [first] = marks
  const last = marks.at(-1)
  if (first === undefined || last === undefined) return plain(sign, body, '')
  const at = body.lastIndexOf(last)
  const before = body.slice(0, at)
  const after = body.slice(at + 1)
  const count = marks.filter((mark) => mark === last).length
  if (first !== last) return count === 1 && isGrouped(before, first) ? plain(sign, before.replaceAll(first, ''), after) : NOT_A_NUMBER
  if (count > 1) return isGrouped(body, last) ? plain(sign, body.replaceAll(last, ''), '') : NOT_A_NUMBER
  if (after.length === 3 && before.length <= 3 && before !== '0') {
    return { problem: `Is this ${before}${after} or ${before} point ${after}? Write ${before}${after} or ${before}.${after}0.` }
  }
  return plain(sign, before, after)
}

function isGrouped(text: string, separator: string): boolean {
  const [head = '', ...groups] = text.split(separator)
  return /^\d{1,3}$/.test(head) && groups.every((group) => /^\d{3}$/.test(group))
}

function plain(sign: string, whole: string, fraction: string): { digits: string } {
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${fraction ? `.${fraction}` : ''}`
  return { digits: /^[0.]+$/.test(digits) ? digits : sign + digits }
}
