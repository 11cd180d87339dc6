import { createCanvas } from '@napi-rs/canvas'
import { withPdf } from './open-pdf'

/** About 200 dots an inch on A4: what recognition wants, and no page may ask for more. */
const LONGEST_SIDE = 2_340

export type PagePicture = { png: Uint8Array; width: number; height: number; pageCount: number }

/** Pages of a PDF as pictures, one at a time: a picture is large. */
export async function* renderPages(bytes: Uint8Array, numbers: readonly number[]): AsyncGenerator<{ number: number; png: Uint8Array }> {
  for (const number of numbers) yield { number, png: (await renderPage(bytes, number, LONGEST_SIDE)).png }
}

export function renderPage(bytes: Uint8Array, number: number, longestSide: number): Promise<PagePicture> {
  return withPdf(bytes, async (pdf) => {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: longestSide / Math.max(width, height, 1) })
    const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
    const context = canvas.getContext('2d')
    // The canvas for Node draws as the browser's does; its types only differ in name.
    const target = { canvas, canvasContext: context } as unknown as { canvas: HTMLCanvasElement; canvasContext: CanvasRenderingContext2D }
    await page.render({ ...target, viewport, background: '#ffffff' }).promise
    return { png: await canvas.encode('png'), width: canvas.width, height: canvas.height, pageCount: pdf.numPages }
  })
}
