import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** Gives the files of `imports` whose one import the boundaries in biome.json refuse. */
function refused(imports: [file: string, code: string][]): string[] {
  const house = mkdtempSync(path.join(tmpdir(), 'kaos-boundaries-'))
  onTestFinished(() => rmSync(house, { recursive: true }))
  copyFileSync('biome.json', path.join(house, 'biome.json'))
  for (const [file, code] of imports) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(house, file), `${code}\n`)
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github']
  const { stdout } = spawnSync(path.resolve('node_modules/.bin/biome'), args, { cwd: house, encoding: 'utf8' })
  return imports.map(([file]) => file).filter((file) => stdout.includes(`/${file},`))
}

test('imports against the rules of the house are refused', () => {
  const wrong: [string, string][] = [
    ['flow/server.ts', "import { log } from '@/server/log'"],
    ['flow/graph/upwards.ts', "import { log } from '../../server/log'"],
    ['flow/node.ts', "import fs from 'node:fs'"],
    ['flow/react.ts', "import { useState } from 'react'"],
    ['flow/x.test.ts', "import { manifest } from '@/connectors/manifest'"],
    ['connectors/http/db.ts', "import { appDb } from '@/server/db/client'"],
    ['connectors/http/sdk.ts', "import { request } from 'undici'"],
    ['components/service.tsx', "import { publish } from '@/server/services/versions/publish'"],
    ['components/router.tsx', "import { appRouter } from '@/server/trpc/router'"],
    ['components/connector.tsx', "import { manifest } from '@/connectors/manifest'"],
    ['app/service/page.tsx', "import { publish } from '@/server/services/versions/publish'"],
    ['app/db/page.tsx', "import { appDb } from '@/server/db/client'"],
    ['server/trpc/db.ts', "import { appDb } from '../db/client'"],
    ['server/gateway/db.ts', "import { appDb } from '@/server/db/client'"],
    ['server/services/flows/trpc.ts', "import { appRouter } from '../../trpc/router'"],
    ['server/services/flows/action.ts', "import { httpRequest } from '@/connectors/http/request'"],
    ['server/queue/worker.ts', "import { startWorker } from '@/worker/start'"],
    ['worker/trpc.ts', "import { appRouter } from '@/server/trpc/router'"],
    ['worker/engine/component.ts', "import { Button } from '@/components/ui/button'"],
  ]
  expect(refused(wrong)).toEqual(wrong.map(([file]) => file))
})

test('imports the house is built of are allowed', () => {
  const right: [string, string][] = [
    ['flow/zod.ts', "import { z } from 'zod'"],
    ['flow/graph/own.ts', "import type { Json } from '@/flow/json'"],
    ['connectors/http/flow.ts', "import { defineAction } from '@/flow/define/define'"],
    ['components/api.tsx', "import type { AppRouter } from '@/server/trpc/router'"],
    ['app/caller/page.tsx', "import { createCaller } from '@/server/trpc/caller'"],
    ['server/services/flows/manifest.ts', "import { manifest } from '@/connectors/manifest'"],
    ['server/gateway/service.ts', "import { acceptHook } from '@/server/services/intake/accept-hook'"],
    ['worker/engine/db.ts', "import { inWorkspace } from '@/server/db/tenancy'"],
  ]
  expect(refused(right)).toEqual([])
})
