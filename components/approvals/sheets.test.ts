import { expect, it } from 'vitest'
import type { FileRef } from '@/flow/define/file-ref'
import { sheetsOf } from './sheets'

const file = (name: string, contentType: string): FileRef => ({ $file: { id: name, name, contentType, size: 1 } })
const pdf = file('bill.pdf', 'application/pdf')
const page = (number: number, image: FileRef | null) => ({ number, width: 600, height: 800, image })

it('shows the pages that were drawn, and says which were not', () => {
  const first = file('1.png', 'image/png')
  expect(sheetsOf({ file: pdf, pages: [page(1, first), page(2, null)] })).toEqual([
    { number: 1, file: first, ratio: 0.75 },
    { number: 2, file: null, ratio: 0.75 },
  ])
})

it('shows a picture itself, but never a drawing that can run', () => {
  const photo = file('receipt.jpg', 'image/jpeg')
  expect(sheetsOf({ file: photo, pages: [] })).toEqual([{ number: 1, file: photo, ratio: null }])
  expect(sheetsOf({ file: photo, pages: [page(1, null)] })).toEqual([{ number: 1, file: photo, ratio: 0.75 }])
  expect(sheetsOf({ file: file('logo.svg', 'image/svg+xml'), pages: [] })).toEqual([])
})

it('has nothing to show of other files', () => {
  expect(sheetsOf({ file: pdf, pages: [] })).toEqual([])
  expect(sheetsOf({ file: pdf, pages: [page(1, null)] })).toEqual([])
})
