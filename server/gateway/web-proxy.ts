import type { ServerResponse } from 'node:http'
import { createProxyMiddleware } from 'http-proxy-middleware'
import { ASKED_PATH_HEADER } from '../auth/asked-path'
import type { AddressOf } from './client-address'

/** Headers by which a caller could pretend to be a proxy, another path or Next itself. */
const NEVER_FROM_OUTSIDE =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-original-.*|x-rewrite-url|x-http-method.*|x-method-override|x-middleware-.*)$/i

/** Everything that is not the gateway's own goes to the web process; streams pass as they come. */
export function webProxy({ webPort, publicUrl, addressOf }: { webPort: number; publicUrl: string; addressOf: AddressOf }) {
  const { host, protocol } = new URL(publicUrl)
  return createProxyMiddleware({
    target: `http://127.0.0.1:${webPort}`,
    ws: false,
    on: {
      proxyReq(outgoing, incoming) {
        for (const name of Object.keys(incoming.headers)) if (NEVER_FROM_OUTSIDE.test(name)) outgoing.removeHeader(name)
        outgoing.setHeader(ASKED_PATH_HEADER, incoming.url ?? '/')
        outgoing.setHeader('x-forwarded-for', addressOf(incoming))
        outgoing.setHeader('x-forwarded-host', host)
        outgoing.setHeader('x-forwarded-proto', protocol.slice(0, -1))
      },
      error(_error, _request, response) {
        if (isResponse(response)) sendStarting(response)
        else response.destroy()
      },
    },
  })
}

function isResponse(response: object): response is ServerResponse {
  return 'writeHead' in response
}

function sendStarting(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2', 'cache-control': 'no-store' })
  response.end(STARTING)
}

const STARTING = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>KAOS is starting</title>
<style>:root{color-scheme:light dark}body{font:15px/1.6 system-ui,sans-serif;display:grid;place-items:center;min-height:100vh;margin:0}</style>
<main><h1 style="font-size:20px">KAOS is starting</h1><p>This page opens by itself in a moment.</p></main></html>`
