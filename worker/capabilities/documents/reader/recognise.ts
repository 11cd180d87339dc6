import type { Page, Word } from '@/flow/define/document'
import type { Job } from './job'
import { type Picture, pictureOf } from './picture'
import { renderPages } from './render-pages'
import { ocr } from './tesseract'

/** Reads pictures: a scan or photo, or pages of a PDF that are pictures. */
export async function recognise({ bytes, of }: Extract<Job, { task: 'recognise' }>): Promise<Page[]> {
  if (of.kind === 'image') return [await recognisePicture(1, await pictureOf(bytes))]
  const pages: Page[] = []
  for await (const { number, png } of renderPages(bytes, of.pages)) pages.push(await recognisePicture(number, await pictureOf(png)))
  return pages
}

async function recognisePicture(number: number, picture: Picture): Promise<Page> {
  const { width, height } = picture.original
  const { pixels, region } = picture
  const words = await ocr(pixels)
  return {
    number,
    width,
    height,
    source: 'ocr',
    words: words.map(({ text, box, confidence }): Word => {
      const [x0, y0, x1, y1] = box
      const across = (x: number) => share(region.left + (x / pixels.width) * region.width, width)
      const down = (y: number) => share(region.top + (y / pixels.height) * region.height, height)
      return { text, confidence, box: [across(x0), down(y0), across(x1), down(y1)] }
    }),
  }
}

function share(value: number, whole: number): number {
  return Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000
}
