import { createRequire } from 'node:module'
import path from 'node:path'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { damaged, Unreadable } from './failure'

const home = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Opens a PDF with scripts, outside fonts and the network switched off, hands it over, and lets go of it. */
export async function withPdf<T>(bytes: Uint8Array, work: (pdf: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const loading = getDocument({
    // pdf.js takes the bytes it is given for itself.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    stopAtErrors: false,
    maxImageSize: 60_000_000,
    standardFontDataUrl: `${home}/standard_fonts/`,
    cMapUrl: `${home}/cmaps/`,
    cMapPacked: true,
    wasmUrl: `${home}/wasm/`,
    iccUrl: `${home}/iccs/`,
    verbosity: 0,
  })
  try {
    return await work(await loading.promise)
  } catch (error) {
    throw refusal(error)
  } finally {
    await loading.destroy()
  }
}

function refusal(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') {
    return new Unreadable(
      'document_locked',
      'The PDF is protected with a password.',
      'Ask the sender for a copy without a password, or save one yourself and add it.',
    )
  }
  return error instanceof Unreadable ? error : damaged('PDF')
}
