import sharp from 'sharp'
import { damaged, Unreadable } from './failure'

/** The written part of a picture, to be made ready for one pass of recognition after another. */
export type Picture = {
  original: { width: number; height: number }
  region: { left: number; top: number; width: number; height: number }
  prepare(pass: Pass): Promise<Pixels>
}

export type Pixels = { width: number; height: number; png: Buffer }

export type Pass = {
  width: number
  layout: 'columns' | 'block'
  /** Blurred a little: joins the dots of printers. */
  softened: boolean
  /** Shadows and folds taken out. */
  evened: boolean
}

/** An A4 page at 600 dots an inch has 35 million. */
const MOST_PIXELS = 50_000_000
const OVERVIEW = 700
const MOST_ENLARGED = 4

sharp.concurrency(1)
sharp.cache(false)

/** Turned upright, cut to where something stands, then sized: a small receipt on a large scan would vanish otherwise. */
export async function pictureOf(bytes: Uint8Array): Promise<Picture> {
  // The header alone is read here, so its size may be any.
  const {
    width: rawWidth = 0,
    height: rawHeight = 0,
    orientation = 1,
  } = await sharp(bytes, { ...OPTIONS, limitInputPixels: false })
    .metadata()
    .catch(refuse)
  if (rawWidth * rawHeight > MOST_PIXELS) {
    throw new Unreadable(
      'document_too_large',
      `The picture has ${Math.round((rawWidth * rawHeight) / 1_000_000)} million pixels; ${MOST_PIXELS / 1_000_000} million can be read.`,
      'Scan it at 300 dots an inch, or save it smaller.',
    )
  }
  const [width, height] = orientation >= 5 ? [rawHeight, rawWidth] : [rawWidth, rawHeight]
  const region = await written(bytes, width, height)
  // Decoding is the dear part of a large scan: it is done once.
  const base = await upright(bytes)
    .extract(region)
    .resize({ width: Math.min(region.width, WIDEST), withoutEnlargement: true, kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer()
    .catch(refuse)
  return { original: { width, height }, region, prepare: (pass) => prepare(base, Math.min(region.width, WIDEST), pass) }
}

const WIDEST = 2_400

async function prepare(base: Buffer, baseWidth: number, { width, softened, evened }: Pass): Promise<Pixels> {
  const wide = Math.round(Math.min(width, baseWidth * MOST_ENLARGED))
  const sized = sharp(base).greyscale().resize({ width: wide, kernel: 'lanczos3' }).normalise()
  const { data, info } = await (softened ? sized.blur(0.7) : sized).raw().toBuffer({ resolveWithObject: true })
  if (evened) await evenOut(data, info.width, info.height)
  const png = await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { width: info.width, height: info.height, png }
}

/** Divides by the paper's own brightness around each spot. */
async function evenOut(data: Buffer, width: number, height: number): Promise<void> {
  const raw = { raw: { width, height, channels: 1 as const } }
  const paper = await sharp(data, raw)
    .resize({ width: Math.max(8, Math.round(width / 16)) })
    .median(9)
    .blur(3)
    .resize({ width, height, fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  for (let at = 0; at < data.length; at++) data[at] = Math.min(255, Math.round(((data[at] ?? 0) * 245) / Math.max(60, paper[at] ?? 255)))
}

const OPTIONS = { limitInputPixels: MOST_PIXELS, failOn: 'error' as const, sequentialRead: true, pages: 1 }

function upright(bytes: Uint8Array) {
  return sharp(bytes, OPTIONS).rotate().flatten({ background: '#ffffff' }).greyscale()
}

function refuse(): never {
  throw damaged('picture')
}

/** The part of the picture with ink on it, found on a small copy, with a margin. */
async function written(bytes: Uint8Array, width: number, height: number): Promise<Picture['region']> {
  const scale = Math.min(1, OVERVIEW / Math.max(width, height))
  const { data, info } = await upright(bytes)
    .resize({ width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)), fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(refuse)
  const paper = paperOf(data)
  const rows = new Array<number>(info.height).fill(0)
  const columns = new Array<number>(info.width).fill(0)
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++)
      if ((data[y * info.width * info.channels + x * info.channels] ?? 255) < paper - 50) {
        rows[y] = (rows[y] ?? 0) + 1
        columns[x] = (columns[x] ?? 0) + 1
      }
  const [top, bottom] = extent(rows)
  const [left, right] = extent(columns)
  const margin = 6
  const box = { x0: Math.max(0, left - margin), y0: Math.max(0, top - margin), x1: right + 1 + margin, y1: bottom + 1 + margin }
  if (right - left < 20 || bottom - top < 20) return { left: 0, top: 0, width, height }
  const x0 = Math.floor(box.x0 / scale)
  const y0 = Math.floor(box.y0 / scale)
  return {
    left: x0,
    top: y0,
    width: Math.max(1, Math.min(width - x0, Math.ceil((box.x1 - box.x0) / scale))),
    height: Math.max(1, Math.min(height - y0, Math.ceil((box.y1 - box.y0) / scale))),
  }
}

/** The grey of the paper: the brightest tone that is common. */
function paperOf(data: Buffer): number {
  const tones = new Array<number>(256).fill(0)
  for (const tone of data) tones[tone] = (tones[tone] ?? 0) + 1
  const common = data.length / 100
  return Math.max(
    120,
    tones.findLastIndex((count) => count > common),
  )
}

function extent(counts: readonly number[]): [number, number] {
  const marked = (count: number) => count >= 2
  return [Math.max(0, counts.findIndex(marked)), Math.max(0, counts.findLastIndex(marked))]
}
