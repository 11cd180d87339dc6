import type { Json } from './json'

/** Of JSON from outside: code that walks a value nested deeper would run out of stack. */
export const DEEPEST_JSON = 512

export class NestedTooDeep extends SyntaxError {
  constructor() {
    super(`The JSON is nested more than ${DEEPEST_JSON} levels deep.`)
  }
}

/** `JSON.parse` for text from outside. Refuses nesting so deep that code walking the value would run out of stack. */
export function parseJson(text: string): Json {
  if (isNestedTooDeep(text)) throw new NestedTooDeep()
  return JSON.parse(text)
}

/** Only true of valid JSON. */
export function isNestedTooDeep(text: string): boolean {
  return depthOf(text) > DEEPEST_JSON
}

/** Without parsing the text. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) deepest = Math.max(deepest, ++depth)
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--
  }
  return deepest
}

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
