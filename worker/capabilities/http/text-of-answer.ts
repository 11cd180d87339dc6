import { breather } from '../../breather'

const PIECE = 256 * 1_024

/** Its letters, by what the answer says of them; XML may say so itself. Without a word, or with one nobody knows, UTF-8. */
export async function textOfAnswer(bytes: Uint8Array, contentType: string): Promise<string> {
  const said = /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1]
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = said ?? /^\s*<\?xml[^<>]{0,150}encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start)?.[1] ?? 'utf-8'
  const decoder = decoderFor(encoding)
  const breathe = breather()
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    await breathe()
  }
  return text + decoder.decode()
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    return new TextDecoder()
  }
}
