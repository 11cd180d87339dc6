const HIDDEN = '[hidden]'

const NAME = '[\\w-]*(?:password|passphrase|secret|token|api[_-]?key|private[_-]?key|authorization|cookie)'
const FIELD = new RegExp(String.raw`("${NAME}"\s*:\s*")(?:\\.|[^"\\])*`, 'gi')
/** The same inside a string: JSON that was itself quoted, where each escape starts with two backslashes. */
const QUOTED_FIELD = new RegExp(String.raw`(\\"${NAME}\\"\s*:\s*\\")(?:\\\\(?:\\.|[^\\])|[^"\\])*`, 'gi')
const URL_PASSWORD = /(:\/\/[^\s:/@"\\]*):[^\s@/"\\]+@/g
const CREDENTIAL = /\b(bearer|basic) [\w.~+/=-]{8,}/gi
const QUERY = /([?&;][\w-]*(?:password|secret|token|api[_-]?key|signature|code)=)[^\s&"\\]+/gi
const HOOK = /(\/hooks\/)[\w-]{8,}/g

/** The last line of defence for logs: hides what has the shape of a secret in a line of JSON and leaves it valid JSON. */
export function maskSecrets(line: string): string {
  return line
    .replace(FIELD, `$1${HIDDEN}`)
    .replace(QUOTED_FIELD, `$1${HIDDEN}`)
    .replace(URL_PASSWORD, `$1:${HIDDEN}@`)
    .replace(CREDENTIAL, `$1 ${HIDDEN}`)
    .replace(QUERY, `$1${HIDDEN}`)
    .replace(HOOK, `$1${HIDDEN}`)
}
