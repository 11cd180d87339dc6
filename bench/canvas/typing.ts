import { expect } from '@playwright/test'
import { idOf } from './large-flow'
import { demand, MeasuredPage } from './measured-page'
import { zoomOn } from './movements'
import type { World } from './world'

const WORDS = '/and/some/more/of/the/address'

/** Opens the panel of several steps and types into a field of each: the slowest interaction, as browsers count INP. */
export async function typing(world: World, flow: string): Promise<number> {
  const opened = await MeasuredPage.open(world, `flows/${flow}`)
  try {
    await opened.ask('firstNode()')
    await opened.rested()
    await zoomOn(opened, idOf(402))
    const { page } = opened
    const panel = page.getByRole('complementary', { name: 'Selected step' })
    await opened.ask('beginInteractions()')
    // None of them lies under the panel of the one before.
    for (const at of [402, 401, 369]) {
      const { x, y } = await opened.middleOf(idOf(at))
      await page.mouse.click(x, y)
      // Not looked for meanwhile: looking through a thousand cards keeps the page itself from what is measured.
      await page.waitForTimeout(400)
      await expect(panel.getByRole('textbox', { name: 'Name of the step' })).toHaveValue(`Step ${at}`)
      if (at % 3 !== 0) continue
      const field = panel.getByRole('textbox', { name: 'URL' })
      await field.click()
      // What earlier rounds wrote may fill several lines.
      await page.keyboard.press('ControlOrMeta+End')
      for (const key of WORDS) await page.keyboard.press(key === ' ' ? 'Space' : key, { delay: 30 })
      demand(((await field.textContent()) ?? '').endsWith(WORDS), 'The words were not written')
    }
    await page.waitForTimeout(500)
    const { count, ms } = await opened.ask<{ count: number; ms: number }>('slowestInteraction()')
    demand(count > WORDS.length, `Only ${count} interactions were counted`)
    return ms
  } finally {
    await opened.close()
  }
}
