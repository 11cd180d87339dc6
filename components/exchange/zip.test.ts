import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { zip } from './zip'

const AT = new Date(2026, 10, 27, 6, 30, 10)

it('holds each file with its name and its bytes, where its directory says', async () => {
  const files = [
    { name: 'Zahlungen-ü.kaos.json', text: '{"name":"Zahlungen ü"}\n' },
    { name: 'empty.json', text: '' },
    { name: 'long.json', text: 'x'.repeat(70_000) },
  ]
  const bytes = Buffer.from(await zip(files, AT).arrayBuffer())
  const end = bytes.length - 22
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50)
  expect(bytes.readUInt16LE(end + 10)).toBe(files.length)
  let entry = bytes.readUInt32LE(end + 16)
  expect(entry + bytes.readUInt32LE(end + 12)).toBe(end)
  for (const { name, text } of files) {
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50)
    expect(bytes.readUInt16LE(entry + 8)).toBe(0x0800)
    const [crc, size, nameLength] = [bytes.readUInt32LE(entry + 16), bytes.readUInt32LE(entry + 24), bytes.readUInt16LE(entry + 28)]
    expect(bytes.toString('utf8', entry + 46, entry + 46 + nameLength)).toBe(name)
    const local = bytes.readUInt32LE(entry + 42)
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50)
    const from = local + 30 + bytes.readUInt16LE(local + 26)
    const content = bytes.subarray(from, from + size)
    expect(content.toString('utf8')).toBe(text)
    expect(crc).toBe(crc32(content))
    entry += 46 + nameLength
  }
  // 27 November 2026, 6:30:10.
  const first = bytes.readUInt32LE(end + 16)
  expect([bytes.readUInt16LE(first + 12), bytes.readUInt16LE(first + 14)]).toEqual([(6 << 11) | (30 << 5) | 5, (46 << 9) | (11 << 5) | 27])
})
