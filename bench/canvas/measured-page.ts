import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from '@playwright/test'
import type { World } from './world'

export type Point = { x: number; y: number }

/** A page of KAOS with the instruments of on-page.js in it. */
export class MeasuredPage {
  readonly page: Page
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context
    this.page = page
  }

  static async open({ visitor, workspace }: World, path: string): Promise<MeasuredPage> {
    const { context, page } = await visitor()
    await page.goto(`/w/${workspace}/${path}`)
    return new MeasuredPage(context, page)
  }

  /** Opens a page and says when its first step was seen, when it stood there to be used, and how much JavaScript came until it rested. */
  static async timed(
    { visitor, workspace }: World,
    path: string,
  ): Promise<{ opened: MeasuredPage; seenMs: number; firstNodeMs: number; scriptKb: number }> {
    const { context, page } = await visitor()
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      // What only a click brings is not part of the page.
      scripts.push(
        response.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      )
    })
    await page.goto(`/w/${workspace}/${path}`, { waitUntil: 'commit' })
    const opened = new MeasuredPage(context, page)
    const seenMs = await opened.ask<number>('firstSight()')
    const firstNodeMs = await opened.ask<number>('firstNode()')
    // What is brought for later, once nobody waits for it, is not part of the page either.
    await page.waitForTimeout(1_500)
    const sizes = await Promise.all(scripts)
    return { opened, seenMs, firstNodeMs, scriptKb: sizes.reduce((sum, size) => sum + size, 0) / 1024 }
  }

  ask<Answer>(question: string): Promise<Answer> {
    return this.page.evaluate<Answer>(`bench.${question}`)
  }

  /** What the page drew while a person did something. */
  async framesDuring(doing: () => Promise<void>): Promise<{ frames: number; ms: number }> {
    await this.ask('beginFrames()')
    await doing()
    return this.ask('endFrames()')
  }

  middleOf(id: string): Promise<Point> {
    return this.ask<{ x: number; y: number; width: number; height: number }>(`spotOf('${id}')`).then(({ x, y, width, height }) => ({
      x: x + width / 2,
      y: y + Math.min(height / 2, 20),
    }))
  }

  /** Turns the wheel for so long, as quickly as a hand's events come. */
  async wheel(ms: number, delta: (at: number) => Point): Promise<void> {
    for (const begun = performance.now(); performance.now() - begun < ms; ) {
      const { x, y } = delta((performance.now() - begun) / ms)
      await this.page.mouse.wheel(x, y)
      await this.page.waitForTimeout(4)
    }
  }

  async zoom(ms: number, delta: number): Promise<void> {
    await this.page.keyboard.down('Control')
    await this.wheel(ms, () => ({ x: 0, y: delta }))
    await this.page.keyboard.up('Control')
  }

  /** Drags from one point around in circles, and lets go `by` further. */
  async drag(from: Point, ms: number, by: Point): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    for (const begun = performance.now(); performance.now() - begun < ms; ) {
      const turn = ((performance.now() - begun) / 700) * 2 * Math.PI
      await mouse.move(from.x + Math.sin(turn) * 120, from.y + (1 - Math.cos(turn)) * 60)
      await this.page.waitForTimeout(4)
    }
    await mouse.move(from.x + by.x, from.y + by.y)
    await mouse.up()
  }

  async rested(): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    await this.page.waitForTimeout(600)
  }

  close(): Promise<void> {
    return this.#context.close()
  }
}

/** What is measured must have happened. */
export function demand(happened: boolean, what: string): void {
  if (!happened) throw new Error(`${what}: the figure would mean nothing.`)
}
