import { expect, it } from 'vitest'
import { firstZoom, widthAt, zoomBy } from './zoom'

const sheet = (ratio: number | null) => ({ number: 1, file: null, ratio })

it('shows a page whole at first, but not a receipt that would become a thread', () => {
  expect(firstZoom([sheet(0.7), sheet(null)])).toEqual({ fit: 'page', scale: 1 })
  expect(firstZoom([sheet(0.3)]).fit).toBe('width')
})

it('stays within reason however often it is pressed', () => {
  expect(zoomBy({ fit: 'page', scale: 1 }, 50).scale).toBe(5)
  expect(zoomBy({ fit: 'page', scale: 1 }, -50).scale).toBe(0.5)
  expect(widthAt(zoomBy({ fit: 'width', scale: 1 }, 1), 0.7)).toMatch(/^calc\(min\(.*\) \* 1\.250\)$/)
})
