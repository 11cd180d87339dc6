import type { Page, Word } from '@/flow/define/document'
import type { Job } from './job'
import { type Pass, type Picture, pictureOf } from './picture'
import { renderPages } from './render-pages'
import { ocr } from './tesseract'

type Passes = readonly [Pass, ...Pass[]]

/** Columns far apart want the layout found first; a narrow strip such as a receipt is one block. */
const PAGE: Passes = [
  { width: 1_800, layout: 'columns', softened: false, evened: false },
  { width: 1_500, layout: 'block', softened: true, evened: false },
  { width: 1_800, layout: 'columns', softened: false, evened: true },
]
const STRIP: Passes = [
  { width: 1_000, layout: 'block', softened: true, evened: false },
  { width: 1_300, layout: 'block', softened: false, evened: false },
  { width: 1_000, layout: 'columns', softened: false, evened: true },
]

/** With this share of its words sure, a picture is read once; more passes would only cost time. */
const PLAIN = 0.93

/** Reads pictures: a scan or photo, or pages of a PDF that are pictures. */
export async function recognise({ bytes, of }: Extract<Job, { task: 'recognise' }>): Promise<Page[]> {
  if (of.kind === 'image') return [await recognisePicture(1, await pictureOf(bytes))]
  const pages: Page[] = []
  for await (const { number, png } of renderPages(bytes, of.pages)) pages.push(await recognisePicture(number, await pictureOf(png)))
  return pages
}

async function recognisePicture(number: number, picture: Picture): Promise<Page> {
  const { width, height } = picture.original
  const [first, ...others] = passesFor(picture.region)
  const words = await passOver(picture, first)
  const page: Page = { number, width, height, source: 'ocr', words }
  if (sureShare(words) >= PLAIN) return page
  const otherReadings: Word[][] = []
  const factor = towardsReadable(words, picture, first)
  for (const pass of others) otherReadings.push(await passOver(picture, { ...pass, width: Math.round(pass.width * factor) }))
  return { ...page, otherReadings }
}

/** A page is enlarged only where its letters turn out too small; a strip always has the same width. */
function passesFor({ width, height }: Picture['region']): Passes {
  if (width / height <= 0.66) return STRIP
  const natural = Math.max(NARROWEST, Math.min(WIDEST, width)) / WIDEST
  const [first, ...others] = PAGE
  const sized = (pass: Pass): Pass => ({ ...pass, width: Math.round(pass.width * natural) })
  return [sized(first), ...others.map(sized)]
}

const WIDEST = 1_800
const NARROWEST = 1_000

/** Letters are recognised best at about 30 pixels: what the first pass saw tells how far that is. */
function towardsReadable(words: readonly Word[], { original, region }: Picture, { width }: Pass): number {
  const heights = words.filter(({ text }) => /[\p{L}\p{N}]{3}/u.test(text)).map(({ box }) => (box[3] - box[1]) * original.height)
  const middle = heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)]
  if (middle === undefined) return 1
  const seen = middle * (width / region.width)
  return seen < 18 ? Math.min(2.5, 30 / seen) : seen > 60 ? Math.max(0.5, 36 / seen) : 1
}

async function passOver({ original, region, prepare }: Picture, pass: Pass): Promise<Word[]> {
  const pixels = await prepare(pass)
  const words = await ocr(pixels, pass.layout)
  const across = (x: number) => share(region.left + (x / pixels.width) * region.width, original.width)
  const down = (y: number) => share(region.top + (y / pixels.height) * region.height, original.height)
  return words.map(({ text, box: [x0, y0, x1, y1], confidence }) => ({
    text,
    confidence,
    box: [across(x0), down(y0), across(x1), down(y1)],
  }))
}

function sureShare(words: readonly Word[]): number {
  const letters = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
  return letters.length < 10 ? 0 : letters.filter(({ confidence }) => confidence > 0.8).length / letters.length
}

function share(value: number, whole: number): number {
  return Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000
}
