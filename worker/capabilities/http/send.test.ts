import { expect, it } from 'vitest'
import { nextHop } from './send'

const keyOf = (from: string, location: string) => {
  const hop = { url: new URL(from), method: 'GET', headers: { 'x-api-key': 'k' }, body: undefined }
  return nextHop(hop, 301, location).headers['x-api-key']
}

it('keeps a key where the same host wants TLS, and nowhere else', () => {
  expect(keyOf('http://api.example.com/a', 'https://api.example.com/a')).toBe('k')
  expect(keyOf('https://api.example.com/a', 'http://api.example.com/a')).toBeUndefined()
  expect(keyOf('http://api.example.com/a', 'https://api.example.com:8443/a')).toBeUndefined()
  expect(keyOf('http://api.example.com:8080/a', 'https://api.example.com/a')).toBeUndefined()
  expect(keyOf('http://api.example.com/a', 'https://www.example.com/a')).toBeUndefined()
})
