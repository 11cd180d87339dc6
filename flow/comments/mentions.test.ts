import { describe, expect, it } from 'vitest'
import { mentionsIn, partsOf, withMentions } from './mentions'

const ana = { userId: '01a00000-0000-7000-8000-000000000001', name: 'Ana' }
const anaLima = { userId: '01a00000-0000-7000-8000-000000000002', name: 'Ana Lima' }

describe('mentions', () => {
  it('come out as they went in', () => {
    const body = withMentions('@Ana Lima, look; @Ana too. a@b.example', [ana, anaLima])
    expect(body).toBe(`@{${anaLima.userId}}, look; @{${ana.userId}} too. a@b.example`)
    expect(partsOf(body)).toEqual([{ userId: anaLima.userId }, { text: ', look; ' }, { userId: ana.userId }, { text: ' too. a@b.example' }])
    expect(mentionsIn(`${body} @{${ana.userId}}`)).toEqual([anaLima.userId, ana.userId])
  })

  it('are ids, nothing else', () => {
    expect(partsOf('@{x} @{<b>} @{')).toEqual([{ text: '@{x} @{<b>} @{' }])
    expect(partsOf('')).toEqual([])
  })
})
