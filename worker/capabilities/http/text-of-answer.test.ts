import { expect, it } from 'vitest'
import { textOfAnswer } from './text-of-answer'

const latin = (text: string) => Buffer.from(text, 'latin1')

it.each([
  ['UTF-8 where nobody says', Buffer.from('Grüße'), 'text/plain', 'Grüße'],
  ['what the answer says', latin('Grüße'), 'text/plain; charset=ISO-8859-1', 'Grüße'],
  [
    'what the XML says',
    latin('<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>'),
    'text/xml',
    '<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>',
  ],
  [
    'the answer before the XML',
    Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?>ü'),
    'text/xml;charset="utf-8"',
    '<?xml version="1.0" encoding="iso-8859-1"?>ü',
  ],
  ['UTF-8 where the word is none', Buffer.from('ü'), 'text/plain; charset=klingon', 'ü'],
  ['no mark of byte order', Buffer.from('\uFEFF<a/>'), 'text/xml', '<a/>'],
  ['letters that lie on the edge of a piece', Buffer.from(`x${'ü'.repeat(400_000)}`), 'text/plain', `x${'ü'.repeat(400_000)}`],
])('reads %s', async (_, bytes, contentType, text) => {
  expect(await textOfAnswer(bytes, contentType)).toBe(text)
})
