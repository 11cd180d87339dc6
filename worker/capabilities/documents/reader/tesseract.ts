import { createRequire } from 'node:module'
import path from 'node:path'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import type { Pass, Pixels } from './picture'

const find = createRequire(import.meta.url)
const folderOf = (name: string) => path.dirname(find.resolve(name))

export type Recognised = { text: string; box: [number, number, number, number]; confidence: number }

let worker: Promise<Worker> | undefined

/** Words of a picture with boxes in its pixels. Everything it needs lies in node_modules: no network. */
export async function ocr({ png, height, width }: Pixels, layout: Pass['layout']): Promise<Recognised[]> {
  worker ??= start()
  const reader = await worker
  await reader.setParameters({ tessedit_pageseg_mode: layout === 'block' ? PSM.SINGLE_BLOCK : PSM.SINGLE_COLUMN })
  const { data } = await reader.recognize(png, {}, { text: false, blocks: true })
  const blocks = data.blocks ?? []
  return blocks
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)))
    .filter(({ text, bbox }) => text.trim() !== '' && bbox.y1 - bbox.y0 < height / 4 && bbox.x1 - bbox.x0 <= width)
    .map(({ text, confidence, bbox }) => ({ text: text.trim(), confidence: confidence / 100, box: [bbox.x0, bbox.y0, bbox.x1, bbox.y1] }))
}

async function start(): Promise<Worker> {
  const started = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: path.join(folderOf('@tesseract.js-data/eng/package.json'), '4.0.0_best_int'),
    corePath: folderOf('tesseract.js-core/package.json'),
    gzip: true,
    cacheMethod: 'none',
  })
  await started.setParameters({ preserve_interword_spaces: '1' })
  return started
}
