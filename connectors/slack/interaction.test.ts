import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { readInteraction, whisper } from './interaction'

const WAIT = '01890a5d-ac96-774b-bcce-b302099a8057'

/** As Slack sends a press of a button in a message: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function press(change: JsonObject = {}, action: JsonObject = {}): string {
  const payload = {
    type: 'block_actions',
    user: { id: 'U0ADA', username: 'ada', name: 'ada', team_id: 'T0ACME' },
    api_app_id: 'A02',
    token: 'Shh_its_a_seekrit',
    container: { type: 'message', message_ts: '1797325920.000100', channel_id: 'C0FINANCE', is_ephemeral: false },
    trigger_id: '12466734323.1395872398',
    team: { id: 'T0ACME', domain: 'acme' },
    channel: { id: 'C0FINANCE', name: 'finance' },
    message: { type: 'message', ts: '1797325920.000100', text: 'Approval needed' },
    response_url: 'https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209',
    actions: [
      {
        type: 'button',
        block_id: 'b',
        action_id: 'kaos.approve',
        value: WAIT,
        action_ts: '1797326000.1',
        text: { type: 'plain_text', text: 'A' },
        ...action,
      },
    ],
    ...change,
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

describe('readInteraction', () => {
  it('reads who pressed what, where', () => {
    expect(readInteraction(press())).toEqual({
      userId: 'U0ADA',
      userName: 'ada',
      userTeamId: 'T0ACME',
      teamId: 'T0ACME',
      waitId: WAIT,
      decision: 'approved',
      channel: 'C0FINANCE',
      ts: '1797325920.000100',
      responseUrl: 'https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209',
    })
    expect(readInteraction(press({}, { action_id: 'kaos.reject' }))?.decision).toBe('rejected')
  })

  it('tells somebody of another team apart', () => {
    expect(readInteraction(press({ user: { id: 'U0EVE', username: 'eve', team_id: 'T0EVIL' } }))).toMatchObject({
      userTeamId: 'T0EVIL',
      teamId: 'T0ACME',
      userName: 'eve',
    })
  })

  it.each([
    ['the link button', press({}, { action_id: 'kaos.open' })],
    ['a button of another app', press({}, { action_id: 'toString' })],
    ['a value that is no wait', press({}, { value: '../1' })],
    ['a value that is an object', press({}, { value: { $ne: 1 } })],
    [
      'two presses at once',
      press({
        actions: [
          { action_id: 'kaos.approve', value: WAIT },
          { action_id: 'kaos.approve', value: WAIT },
        ],
      }),
    ],
    ['a press outside a message', press({ container: { type: 'view', view_id: 'V1' } })],
    ['another kind', press({ type: 'view_submission' })],
    ['an answer that would go elsewhere', press({ response_url: 'https://evil.example/actions' })],
    ['an answer that would go unencrypted', press({ response_url: 'http://hooks.slack.com/actions' })],
    ['no payload', 'command=%2Fapprove'],
    ['no JSON', 'payload=%7B'],
    ['JSON too deep', `payload=${'['.repeat(100_000)}`],
    ['nothing', ''],
  ])('takes %s for no decision', (_, body) => {
    expect(readInteraction(body)).toBeNull()
  })
})

it('whispers to whoever pressed, and leaves the card alone', () => {
  expect(whisper('https://hooks.slack.com/actions/A/B/C', 'You started <this> run.')).toMatchObject({
    method: 'POST',
    url: 'https://hooks.slack.com/actions/A/B/C',
    body: { json: { response_type: 'ephemeral', replace_original: false, text: 'You started &lt;this&gt; run.' } },
  })
})
