import sharp from 'sharp'
import { damaged } from './failure'
import type { Job, Picture } from './job'
import { withPdf } from './open-pdf'
import { drawPage } from './render-pages'

/** Sharp enough to read small print on a wide screen, and small enough for a phone. */
const LONGEST_SIDE = 1_600
const QUALITY = 84
const PATIENCE_MS = 7_000
const MOST_PIXELS = 50_000_000

/** Pages as pictures for people, from the first on; a long document ends when its time is up. */
export async function draw({ bytes, of, most }: Extract<Job, { task: 'draw' }>): Promise<Picture[]> {
  return of === 'image' ? [await drawImage(bytes)] : drawPdf(bytes, most)
}

function drawPdf(bytes: Uint8Array, most: number): Promise<Picture[]> {
  return withPdf(bytes, async (pdf) => {
    const startedAt = performance.now()
    const pictures: Picture[] = []
    for (let number = 1; number <= Math.min(pdf.numPages, most); number++) {
      if (performance.now() - startedAt > PATIENCE_MS) break
      const canvas = await drawPage(await pdf.getPage(number), LONGEST_SIDE)
      pictures.push({ number, width: canvas.width, height: canvas.height, webp: await canvas.encode('webp', QUALITY) })
    }
    return pictures
  })
}

async function drawImage(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw damaged('picture')
    })
  return { number: 1, width: info.width, height: info.height, webp: data }
}
