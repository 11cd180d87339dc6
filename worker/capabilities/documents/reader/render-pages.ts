import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { withPdf } from './open-pdf'

/** About 200 dots an inch on A4: what recognition wants, and no page may ask for more. */
const LONGEST_SIDE = 2_340

/** Pages of a PDF as pictures, one at a time: a picture is large. */
export async function* renderPages(bytes: Uint8Array, numbers: readonly number[]): AsyncGenerator<{ number: number; png: Uint8Array }> {
  for (const number of numbers) yield { number, png: await renderPage(bytes, number) }
}

function renderPage(bytes: Uint8Array, number: number): Promise<Uint8Array> {
  return withPdf(bytes, async (pdf) => (await drawPage(await pdf.getPage(number), LONGEST_SIDE)).encode('png'))
}

export async function drawPage(page: PDFPageProxy, longestSide: number): Promise<Canvas> {
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: longestSide / Math.max(width, height, 1) })
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
  const context = canvas.getContext('2d')
  // The canvas for Node draws as the browser's does; its types only differ in name.
  const target = { canvas, canvasContext: context } as unknown as { canvas: HTMLCanvasElement; canvasContext: CanvasRenderingContext2D }
  await page.render({ ...target, viewport, background: '#ffffff' }).promise
  return canvas
}
