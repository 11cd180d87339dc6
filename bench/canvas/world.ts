import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { findOrInstall } from '@/deploy/local/debian.mjs'
import { startKaos } from '@/deploy/local/kaos.mjs'
import { freePort } from '@/deploy/local/ports.mjs'
import { ROOT } from '@/deploy/local/programs.mjs'
import { Scope } from '@/deploy/local/scope.mjs'
import { callApi } from '@/e2e/support/api'
import { ownWorkspace } from '@/e2e/support/people'
import { edgesOf, fieldsOf, fieldsOfNode, nodesOf } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** As the journeys start it (playwright.config.ts). */
const ARGUMENTS = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic']
/** A draft travels in pieces that the server takes. */
const PIECE = 2_000

export type World = Awaited<ReturnType<typeof openWorld>>

/** A whole KAOS as built for production, a browser, and somebody who is signed in. */
export async function openWorld() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-bench-'))
  mkdirSync(path.join(folder, 'logs'))
  const scope = new Scope()
  scope.onClose(() => rmSync(folder, { recursive: true, force: true }))
  const giveUp = (error: Error) => void scope.close().then(() => stopWith(error.message))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void scope.close().then(() => stopWith(signal)))
  try {
    const executablePath = await findOrInstall(BROWSERS, 'chromium', { signal: scope.signal })
    if (!executablePath) throw new Error('There is no Chromium here. Install Chromium or Chrome and run again.')
    const { PATH, HOME } = process.env
    const variables = { PATH, HOME, KAOS_EGRESS_ALLOW: '127.0.0.0/8', LOG_LEVEL: 'error', SMTP_PORT: String(await freePort()) }
    const kaos = await startKaos({ root: ROOT, port: await freePort(), dataFolder: folder, variables, scope, giveUp })
    const browser = await chromium.launch({ executablePath, args: [...ARGUMENTS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
    scope.onClose(() => browser.close())

    const home = await browser.newContext({ baseURL: kaos.url })
    const desk = await home.newPage()
    await signIn(desk, kaos.demo)
    const workspace = await ownWorkspace(desk, 'Bench')
    const storageState = await home.storageState()

    return {
      workspace,
      desk,

      /** A browser that has never been here, signed in. */
      async visitor(): Promise<{ context: BrowserContext; page: Page }> {
        const context = await browser.newContext({ baseURL: kaos.url, storageState, viewport: { width: 1440, height: 900 } })
        await context.addInitScript({ path: path.join(ROOT, 'bench/canvas/on-page.js') })
        return { context, page: await context.newPage() }
      },

      async flow(name: string, graph: Graph): Promise<string> {
        const { id } = await callApi<{ id: string }>(desk, workspace, 'flows.create', { name })
        for (const update of piecesOf(graph)) await callApi(desk, workspace, 'drafts.push', { flowId: id, update })
        return id
      },

      /** A service that answers a moment after it was called, once it has opened. */
      async slowService(delayMs: number) {
        let open = () => {}
        const opened = new Promise<void>((resolve) => (open = resolve))
        const server = createServer((_request, response) => {
          void opened.then(() => setTimeout(() => response.setHeader('content-type', 'application/json').end('{"ok":true}'), delayMs))
        })
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        scope.onClose(() => server.closeAllConnections())
        scope.onClose(() => server.close())
        return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, open: () => open() } // TCP has an address with a port
      },

      close: () => scope.close(),
    }
  } catch (error) {
    await scope.close()
    throw error
  }
}

function piecesOf({ nodes, edges }: Graph): string[] {
  const doc = new Y.Doc()
  const pieces: string[] = []
  doc.on('update', (update: Uint8Array) => pieces.push(Buffer.from(update).toString('base64')))
  for (let at = 0; at < nodes.length; at += PIECE)
    doc.transact(() => {
      for (const node of nodes.slice(at, at + PIECE)) nodesOf(doc).set(node.id, fieldsOfNode(node))
    })
  for (let at = 0; at < edges.length; at += 2 * PIECE)
    doc.transact(() => {
      for (const edge of edges.slice(at, at + 2 * PIECE)) edgesOf(doc).set(edge.id, fieldsOf(edge))
    })
  return pieces
}

async function signIn(page: Page, who: { email: string; password: string } | undefined): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(who?.email ?? '')
  await page.getByLabel('Password').fill(who?.password ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  // The first pages of a server that has just been started take their time.
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor({ timeout: 60_000 })
}

function stopWith(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
