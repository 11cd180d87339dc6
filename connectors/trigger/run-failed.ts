import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'

export const runFailed = defineTrigger({
  id: 'run-failed',
  version: 1,
  source: 'failure',
  title: 'When a run fails',
  summary: 'Starts when a live run of a flow fails that names this one in its settings.',
  sentence: 'When a run fails',
  keywords: ['error', 'failure', 'failed', 'exception', 'alert', 'catch', 'monitor', 'notify', 'crash'],
  icon: 'siren',
  input: z.object({}),
  output: z.object({
    flow: z.object({ id: z.string(), name: z.string().meta({ title: 'Name of the flow' }) }).meta({ title: 'Flow' }),
    run: z.object({ id: z.string(), link: z.string().meta({ title: 'Link to the run' }) }).meta({ title: 'Run' }),
    step: z.string().nullable().meta({ title: 'Step it failed at' }),
    error: z
      .object({ code: z.string(), message: z.string().meta({ title: 'What went wrong' }), hint: z.string().nullable() })
      .meta({ title: 'Error' }),
    startedBy: z.string().meta({ title: 'Started by' }),
    at: z.string().meta({ title: 'When it failed' }),
  }),
  examples: [
    {
      input: {},
      output: {
        flow: { id: '0199…', name: 'Sort invoices' },
        run: { id: '0199…', link: 'https://kaos.example/w/acme/runs/0199…' },
        step: 'Create bill',
        error: { code: 'http_400', message: 'Xero refused the bill: the currency is not set up.', hint: null },
        startedBy: 'Schedule',
        at: '2026-12-15T09:00:00.000Z',
      },
    },
  ],
})
