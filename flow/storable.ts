/**
 * The same data without what JSON can say and a database can not take apart: NUL and half characters. One such letter of one
 * caller would make every statement fail that looks into the JSON, for whoever else reads it.
 */
export function storable<Data>(data: Data): Data {
  const text = JSON.stringify(data)
  return ODD.test(text) ? JSON.parse(text.replace(ESCAPE, (one) => (ODD.test(one) ? REPLACEMENT : one))) : data
}

/** As `JSON.stringify` writes them; whole characters beyond it never escapes. */
const ODD = /\\u(?:0000|d[89a-f][\da-f]{2})/
/** One at a time, so that a backslash that is text is not taken for the start of one. */
const ESCAPE = /\\(?:u[\da-f]{4}|.)/g
const REPLACEMENT = '\\ufffd'
