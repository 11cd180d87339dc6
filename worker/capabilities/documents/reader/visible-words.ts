import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Word } from '@/flow/define/document'
import { applyTo, IDENTITY, type Matrix, times } from './matrix'
import { alike, type Font, initialPaint, type Paint, UNKNOWN_FILL, WHITE } from './paint'
import { matrixOf, numberOf, numbersOf, pairsOf } from './pdf-values'
import { type Glyph, WordBuilder } from './word-builder'

/**
 * The words a person sees on a PDF page. The page's drawing operations are followed as if painting it, and text that would
 * leave no mark is only counted: invisible mode, the colour of what is beneath, unreadably small, off the page, on a hidden
 * layer. An invoice may carry such text to be read by machines alone.
 */
export function visibleWords(operators: Operators, setting: Setting): { words: Word[]; hidden: number } {
  const eye = new Eye(setting)
  for (let at = 0; at < operators.fnArray.length; at++) eye.follow(operators.fnArray[at] ?? -1, operators.argsArray[at] ?? [])
  return eye.seen()
}

export type Operators = { fnArray: readonly number[]; argsArray: readonly (readonly unknown[] | null)[] }

export type Setting = {
  viewport: { width: number; height: number; transform: number[] }
  fontOf(name: string): Font | null
  isLayerShown(properties: unknown): boolean
}

type PdfGlyph = { unicode?: string; width?: number; isSpace?: boolean }

/** Drawn so small that nobody reads it, in points. */
const UNREADABLE = 2.2
const INVISIBLE_MODES = new Set([3, 7])

class Eye {
  readonly #setting: Setting
  readonly #builder: WordBuilder
  readonly #saved: Paint[] = []
  readonly #layers: boolean[] = []
  readonly #painted: { box: [number, number, number, number]; fill: string }[] = []
  #paint: Paint
  #text: Matrix = IDENTITY
  #x = 0
  #y = 0
  #lineX = 0
  #lineY = 0
  #hidden = 0

  constructor(setting: Setting) {
    this.#setting = setting
    this.#builder = new WordBuilder(setting.viewport.width, setting.viewport.height)
    this.#paint = initialPaint(matrixOf(setting.viewport.transform))
  }

  seen(): { words: Word[]; hidden: number } {
    return { words: this.#builder.words(), hidden: this.#hidden }
  }

  follow(operation: number, args: readonly unknown[]): void {
    const paint = this.#paint
    switch (operation) {
      case OPS.save:
        this.#saved.push({ ...paint })
        return
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#paint = this.#saved.pop() ?? paint
        return
      case OPS.transform:
        paint.ctm = times(paint.ctm, matrixOf(args))
        return
      case OPS.paintFormXObjectBegin:
        this.#saved.push({ ...paint })
        if (args[0]) paint.ctm = times(paint.ctm, matrixOf(args[0]))
        return
      case OPS.beginAnnotation:
        this.#saved.push({ ...paint })
        this.#paint = initialPaint(
          times(times(matrixOf(this.#setting.viewport.transform), matrixOf(args[2] ?? IDENTITY)), matrixOf(args[3] ?? IDENTITY)),
        )
        return
      case OPS.endAnnotation:
        this.#paint = this.#saved.pop() ?? paint
        return
      case OPS.setGState:
        for (const [name, value] of pairsOf(args[0])) if (name === 'ca' && typeof value === 'number') paint.alpha = value
        for (const [name, value] of pairsOf(args[0])) if (name === 'Font' && Array.isArray(value)) this.#setFont(value)
        return
      case OPS.setFillRGBColor:
        paint.fill = typeof args[0] === 'string' ? args[0] : UNKNOWN_FILL
        return
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        paint.fill = UNKNOWN_FILL
        return
      case OPS.constructPath:
        this.#fillPath(args)
        return
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageXObjectRepeat:
      case OPS.shadingFill:
        this.#cover([0, 0, 1, 1], UNKNOWN_FILL)
        return
      case OPS.beginMarkedContentProps:
        this.#layers.push(args[0] !== 'OC' || this.#setting.isLayerShown(args[1]))
        return
      case OPS.beginMarkedContent:
        this.#layers.push(true)
        return
      case OPS.endMarkedContent:
        this.#layers.pop()
        return
      default:
        this.#followText(operation, args)
    }
  }

  #followText(operation: number, args: readonly unknown[]): void {
    const paint = this.#paint
    switch (operation) {
      case OPS.beginText:
        this.#moveTo(IDENTITY)
        return
      case OPS.setFont:
        this.#setFont(args)
        return
      case OPS.setCharSpacing:
        paint.charSpacing = numberOf(args[0])
        return
      case OPS.setWordSpacing:
        paint.wordSpacing = numberOf(args[0])
        return
      case OPS.setHScale:
        paint.hScale = numberOf(args[0]) / 100
        return
      case OPS.setLeading:
        paint.leading = -numberOf(args[0])
        return
      case OPS.setTextRise:
        paint.rise = numberOf(args[0])
        return
      case OPS.setTextRenderingMode:
        paint.mode = numberOf(args[0])
        return
      case OPS.setTextMatrix:
        this.#moveTo(matrixOf(args[0]))
        return
      case OPS.setLeadingMoveText:
        paint.leading = numberOf(args[1])
        this.#moveBy(numberOf(args[0]), numberOf(args[1]))
        return
      case OPS.moveText:
        this.#moveBy(numberOf(args[0]), numberOf(args[1]))
        return
      case OPS.nextLine:
        this.#moveBy(0, paint.leading)
        return
      case OPS.showText:
        if (Array.isArray(args[0])) this.#show(args[0])
        return
    }
  }

  #setFont(args: readonly unknown[]): void {
    this.#paint.font = typeof args[0] === 'string' ? this.#setting.fontOf(args[0]) : null
    this.#paint.fontSize = numberOf(args[1])
  }

  #moveTo(matrix: Matrix): void {
    this.#text = matrix
    this.#x = this.#y = this.#lineX = this.#lineY = 0
  }

  #moveBy(x: number, y: number): void {
    this.#x = this.#lineX += x
    this.#y = this.#lineY += y
  }

  #show(glyphs: readonly (PdfGlyph | number)[]): void {
    const { ctm, font, fontSize, charSpacing, wordSpacing, hScale, rise } = this.#paint
    const matrix = times(ctm, this.#text)
    const widthScale = fontSize * (font?.fontMatrix?.[0] ?? 0.001)
    const height = Math.abs(fontSize) * Math.hypot(matrix[2], matrix[3])
    const level = Math.abs(matrix[1]) < 0.2 * Math.abs(matrix[0]) && matrix[0] * fontSize > 0
    const shown: Glyph[] = []
    let x = 0
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= (glyph * fontSize) / 1_000
        continue
      }
      const advance = numberOf(glyph.width) * widthScale
      const [x0, y0] = applyTo(matrix, this.#x + x * hScale, this.#y + rise)
      const [x1] = applyTo(matrix, this.#x + (x + advance) * hScale, this.#y + rise)
      const text = glyph.unicode ?? ''
      if (/^\p{Cf}+$/u.test(text)) {
        // Joiners and zero-width spaces: nothing to see, nothing to hide.
      } else if (text.trim() === '') shown.push({ text: ' ', x0, x1, baseline: y0, height })
      else shown.push({ text, x0, x1, baseline: y0, height })
      x += advance + charSpacing + (glyph.isSpace ? wordSpacing : 0)
    }
    this.#x += x * hScale
    if (font?.vertical || !level) return
    const marks = shown.filter(({ text }) => text !== ' ')
    if (marks.length === 0) this.#builder.add(shown)
    else if (this.#leavesAMark(marks, height)) this.#builder.add(shown)
    else this.#hidden += marks.length
  }

  #leavesAMark(marks: readonly Glyph[], height: number): boolean {
    const { mode, alpha, fill } = this.#paint
    if (INVISIBLE_MODES.has(mode) || alpha < 0.1 || height < UNREADABLE || this.#layers.includes(false)) return false
    const { width, height: pageHeight } = this.#setting.viewport
    const onPage = marks.some(({ x0, x1, baseline }) => x1 > 0 && x0 < width && baseline > 0 && baseline - height * 0.7 < pageHeight)
    if (!onPage) return false
    const strokes = mode === 1 || mode === 2
    return strokes || fill === UNKNOWN_FILL || !alike(fill, this.#beneath(marks[0]))
  }

  #beneath(mark: Glyph | undefined): string {
    if (!mark) return WHITE
    const x = (mark.x0 + mark.x1) / 2
    const y = mark.baseline - mark.height * 0.3
    const under = this.#painted.findLast(({ box: [x0, y0, x1, y1] }) => x >= x0 && x <= x1 && y >= y0 && y <= y1)
    return under?.fill ?? WHITE
  }

  #fillPath([operation, , bounds]: readonly unknown[]): void {
    if (operation !== OPS.fill && operation !== OPS.eoFill && operation !== OPS.fillStroke && operation !== OPS.eoFillStroke) return
    const [x0, y0, x1, y1] = numbersOf(bounds)
    if (y1 === undefined || x0 === undefined || y0 === undefined || x1 === undefined) return
    this.#cover([x0, y0, x1, y1], this.#paint.alpha < 0.5 ? UNKNOWN_FILL : this.#paint.fill)
  }

  #cover([x0, y0, x1, y1]: [number, number, number, number], fill: string): void {
    const [ax, ay] = applyTo(this.#paint.ctm, x0, y0)
    const [bx, by] = applyTo(this.#paint.ctm, x1, y1)
    this.#painted.push({ box: [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], fill })
  }
}
