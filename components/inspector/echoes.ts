/**
 * What a field has said and not heard back yet. It comes back as the field's value a little later: by then more may have been
 * typed, which its own words must not undo.
 */
export function createEchoes() {
  let said: string[] = []
  return {
    /** No: that is known already, or on its way. */
    say(text: string, known: string): boolean {
      if (text === (said.at(-1) ?? known)) return false
      said.push(text)
      return true
    },
    /** Was it said here? What was said before it comes no more. */
    isOwn(value: string): boolean {
      const at = said.indexOf(value)
      said = at < 0 ? [] : said.slice(at + 1)
      return at >= 0
    },
    forget() {
      said = []
    },
  }
}
