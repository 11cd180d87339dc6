import { expect, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { docFromGraph } from '../flow/draft/document'
import { emptyGraph, type Node } from '../flow/graph/graph'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const INVOICE = { vendor: 'Hooli GmbH', total: 4280, lines: [{ text: 'Desk', net: 4000 }] }

async function openFlow(page: Page, text = 'nobody'): Promise<EditorOnPage> {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Mapping')
  const id = await flowInARow(page, workspace, 'Maps data', [
    { type: 'trigger.manual', label: 'Invoice', sample: INVOICE },
    { type: 'data.set', label: 'Set fields', params: { fields: [{ name: 'who', value: text }] } },
    { type: 'flow.stop', label: 'Say it', params: { message: '' } },
  ])
  await page.goto(`/w/${workspace}/flows/${id}`)
  const editor = new EditorOnPage(page)
  await editor.select('Say it')
  return editor
}

test('data is picked with a slash, among real values, and by typing its path', async ({ page }) => {
  const editor = await openFlow(page)
  const message = editor.inspector.getByRole('textbox', { name: 'Message' })
  const list = page.getByRole('listbox', { name: 'Data to pick' })

  await message.click()
  await page.keyboard.type('From /vend')
  await expect(list.getByRole('option', { name: /Vendor/ })).toContainText('Hooli GmbH')
  await page.keyboard.press('Enter')
  await expect(message).toHaveText(/^From Vendor/)
  await expect(editor.inspector.getByText('From Hooli GmbH')).toBeVisible()

  await page.keyboard.type(' over {{ steps.step0.tot')
  await expect(list.getByRole('option', { name: /Total/ })).toContainText('4280')
  await page.keyboard.press('Enter')
  await expect(editor.inspector.getByText('From Hooli GmbH over 4280')).toBeVisible()

  await page.keyboard.type('.formatN')
  await expect(list.getByRole('option', { name: /formatNumber/ })).toContainText('4,280')
  await page.keyboard.press('Enter')
  await expect(editor.inspector.getByText('From Hooli GmbH over 4,280')).toBeVisible()
  await editor.saved()
})

test('Enter takes what all letters found, however fast it follows the last of them', async ({ page }) => {
  const editor = await openFlow(page)
  const message = editor.inspector.getByRole('textbox', { name: 'Message' })
  await message.click()
  await page.keyboard.type('/tota')
  await expect(page.getByRole('listbox', { name: 'Data to pick' }).getByRole('option').first()).toBeVisible()
  await message.evaluate((field) => {
    document.execCommand('insertText', false, 'l')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true }))
  })
  await expect(message).toHaveText('Total')
  await expect(editor.inspector.getByText('4280', { exact: true })).toBeVisible()
})

test('a letter stays that is typed while those before it are being written down', async ({ page }) => {
  const editor = await openFlow(page)
  const message = editor.inspector.getByRole('textbox', { name: 'Message' })
  await message.click()
  await message.evaluate(async () => {
    document.execCommand('insertText', false, 'a')
    // What was typed is the flow's after two frames, and comes back to the field after that.
    await new Promise((resolve) => setTimeout(resolve))
    for (const letter of 'bc') {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      document.execCommand('insertText', false, letter)
    }
  })
  await editor.saved()
  await expect(message).toHaveText('abc')
})

test('data is dragged onto a field, and put into the field used last', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.inspector.getByRole('button', { name: 'Data of earlier steps' }).click()
  const pane = page.getByRole('complementary', { name: 'Data of earlier steps' })
  const message = editor.inspector.getByRole('textbox', { name: 'Message' })
  await expect(pane.getByRole('button', { name: /Who/ })).toContainText('nobody')
  await expectClean(page, 'data beside the form')
  await pane.getByRole('button', { name: /Who/ }).click()
  await expect(page.getByText('Click into a field first')).toBeVisible()

  const outline = () => message.evaluate((field) => getComputedStyle(field.closest('.mapping-field') ?? field).outlineStyle)
  await pane
    .getByRole('button', { name: /Vendor/ })
    .first()
    .hover()
  await page.mouse.down()
  await message.hover()
  await message.hover({ position: { x: 30, y: 10 } })
  expect(await outline(), 'the field it would fall into').toBe('solid')
  await page.mouse.move(700, 300)
  await expect.poll(outline, 'a field that takes what is dragged').toBe('dashed')
  await message.hover({ position: { x: 30, y: 10 } })
  await page.mouse.up()
  await expect.poll(outline).toBe('none')
  await expect(message).toHaveText('Vendor')
  await expect(editor.inspector.getByText('Hooli GmbH', { exact: true })).toBeVisible()

  await message.press('End')
  await page.keyboard.type(' is owed ')
  await pane.getByLabel('Find data').fill('total')
  await pane.getByRole('button', { name: /Total/ }).first().click()
  await expect(editor.inspector.getByText('Hooli GmbH is owed 4280')).toBeVisible()

  await editor.write('Message', '')
  await message.pressSequentially('{{ padStart(')
  await pane.getByLabel('Find data').fill('vendor')
  await pane
    .getByRole('button', { name: /Vendor/ })
    .first()
    .click()
  await page.keyboard.type(', 12, "_")')
  await expect(editor.inspector.getByText('__Hooli GmbH')).toBeVisible()
})

test('a function is found in the library, with an example, and goes behind its value', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.write('Message', '{{ trigger.vendor }}')
  await editor.inspector.getByRole('textbox', { name: 'Message' }).press('End')
  await editor.inspector.getByRole('button', { name: 'Functions for Message' }).click()
  const library = page.getByRole('dialog', { name: 'Functions' })
  await library.getByLabel('Find a function').fill('capital letters')
  await expect(library.getByText('"Ada".upper()')).toBeVisible()
  await expectClean(page, 'library of functions')
  await library.getByRole('button', { name: 'Insert upper', exact: true }).click()
  await expect(library).toBeHidden()
  await expect(editor.inspector.getByText('HOOLI GMBH', { exact: true })).toBeVisible()
})

test('where data is used is a click away, also after a rename, and Shift shows the way it takes', async ({ page }) => {
  const editor = await openFlow(page, '{{ trigger.vendor }}')
  await editor.write('Message', '{{ steps.step1.who }}')
  await editor.select('Set fields')
  await editor.rename('Who it is')
  await editor.inspector.getByRole('tab', { name: 'Data' }).click()
  const uses = editor.inspector.getByRole('region', { name: 'Where its data is used' })
  await expect(uses.getByRole('button', { name: /^Who/ })).toBeVisible()
  await uses.getByRole('button', { name: 'Say it Message' }).click()
  await expect(editor.inspector.getByRole('textbox', { name: 'Message' })).toBeFocused()
  await expect(editor.inspector.getByRole('textbox', { name: 'Message' })).toHaveText('Who')

  const lines = page.locator('.data-lines g')
  await page.keyboard.down('Shift')
  await expect(lines).toHaveCount(0)
  await page.keyboard.up('Shift')
  await page.keyboard.press('Escape')
  await expect(editor.step('Say it')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(editor.inspector).toBeHidden()
  await page.keyboard.down('Shift')
  await expect(lines).toHaveCount(2)
  await expect(page.locator('.data-lines g[data-from="step0"][data-to="step1"]')).toBeAttached()
  await page.keyboard.up('Shift')
  await expect(lines).toHaveCount(0)

  await editor.test()
  await expectStep(editor.step('Say it'), 'failed')
  await expect(editor.step('Say it')).toContainText('Hooli GmbH')
})

test('of two starts, what both give is offered first; data of one alone is doubted, and mended with a click', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Two starts')
  const flowId = await flowInARow(page, workspace, 'Two starts', [
    { type: 'trigger.manual', label: 'By hand', sample: { vendor: 'Hooli GmbH', note: 'By me' } },
    { type: 'flow.stop', label: 'Say it', params: { message: '' } },
  ])
  const second: Node = {
    ...{ id: 'second', key: 'second', type: 'trigger.manual', typeVersion: 1, label: 'By a colleague', params: {} },
    ...{ position: { x: 0, y: 200 }, disabled: false, onError: 'fail', sample: { vendor: 'Initech' } },
  }
  const line = { id: 'line', source: 'second', sourcePort: 'out', target: 'step1' }
  const doc = docFromGraph({ ...emptyGraph(), nodes: [second], edges: [line] })
  await callApi(page, workspace, 'drafts.push', { flowId, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Say it')
  const message = editor.inspector.getByRole('textbox', { name: 'Message' })
  await message.click()
  await page.keyboard.type('/vendor')
  const list = page.getByRole('listbox', { name: 'Data to pick' })
  await expect(list.getByText('Whatever starts the run')).toBeVisible()
  await expect(list.getByText('only when it starts the run').first()).toBeVisible()
  await expect(list.getByRole('option').first()).toContainText(/Vendor(Hooli GmbH|Initech)/)
  await page.keyboard.press('Escape')

  await editor.write('Message', '{{ steps.step0.vendor }}')
  await expect(editor.inspector.getByText('By hand has no data when By a colleague begins the run.')).toBeVisible()
  await editor.inspector.getByRole('button', { name: 'Use trigger.vendor' }).click()
  await expect(editor.inspector.getByText(/has no data when/)).toBeHidden()
  await editor.saved()
})
