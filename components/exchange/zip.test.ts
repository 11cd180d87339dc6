import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { zip } from './zip'

it('holds each file with its name and its text', async () => {
  const files = [
    { name: 'Zahlungen-ü.kaos.json', text: '{"name":"Zahlungen ü"}\n' },
    { name: 'empty.json', text: '' },
    { name: 'long.json', text: 'x'.repeat(70_000) },
  ]
  const archive = await zip(files, new Date(2026, 10, 27, 6, 30, 10))
  const held = unzipSync(new Uint8Array(await archive.arrayBuffer()))
  expect(Object.entries(held).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))).toEqual(files)
})
