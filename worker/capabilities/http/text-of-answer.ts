/** Its letters, by what the answer says of them; XML may say so itself. Without a word, or with one nobody knows, UTF-8. */
export function textOfAnswer(bytes: Uint8Array, contentType: string): string {
  const said = /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1]
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = said ?? /^\s*<\?xml[^<>]{0,150}encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start)?.[1] ?? 'utf-8'
  return decoderFor(encoding).decode(bytes)
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    return new TextDecoder()
  }
}
