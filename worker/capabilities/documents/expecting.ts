/** The answer to the question that was asked. */
export function expecting<Answer extends object, Key extends string>(key: Key, answer: Answer): Extract<Answer, Record<Key, unknown>> {
  if (key in answer) return answer as Extract<Answer, Record<Key, unknown>> // told apart by the key just found
  throw new Error('The reader answered another question')
}
