import sharp from 'sharp'
import { damaged } from './failure'
import type { Job } from './job'
import { type PagePicture, renderPage } from './render-pages'

/** Sharp on a good screen, and a page of text stays under half a megabyte. */
const LONGEST_SIDE = 1_800
const MOST_PIXELS = 50_000_000

/** A page the way people look at it: upright, on white, never larger than a screen needs. */
export async function drawPage({ bytes, of }: Extract<Job, { task: 'draw' }>): Promise<PagePicture> {
  if (of.kind === 'pdf') return renderPage(bytes, of.page, LONGEST_SIDE)
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw damaged('picture')
    })
  return { png: data, width: info.width, height: info.height, pageCount: 1 }
}
