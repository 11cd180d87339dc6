/** A part of a description that says one thing. */
export type Phrase = {
  words: string
  /** Which sentence it stands in, from 0. */
  sentence: number
  /** It was joined with “and” or a comma, so it may only go on with the list before it. */
  joined: boolean
}

const SENTENCE = /[.;!?]+(?=\s|$)|\n+/
const BREAK = /(\s*(?:->|→|=>|>)\s*|,?\s*\b(?:and then|after that|afterwards|then)\b,?\s*|,\s*(?:and\b)?\s*|\s+and\s+)/i
const THEN = /->|→|=>|>|then|after/i

/** Takes a description apart at sentences, commas, arrows, “and” and “then”. */
export function phrasesOf(text: string): Phrase[] {
  return text.split(SENTENCE).flatMap((sentence, number) => {
    const parts = sentence.split(BREAK)
    return parts.flatMap((words, at) => {
      if (at % 2 === 1 || words.trim() === '') return []
      const before = parts[at - 1]
      return [{ words: words.trim(), sentence: number, joined: before !== undefined && !THEN.test(before) }]
    })
  })
}
