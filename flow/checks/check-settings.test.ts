import { expect, it } from 'vitest'
import { draw } from '../engine/testing/drawn'
import { checkSettings } from './check-settings'
import { surveyOf } from './survey'

it.each([
  ['Europe/Berlin', []],
  ['UTC', []],
  ['Mars/Base', ['There is no time zone called Mars/Base.']],
  ['', ['There is no time zone called .']],
])('looks whether there is a time zone “%s”', (timeZone, messages) => {
  const { graph, manifest } = draw('t → a')
  expect(checkSettings(surveyOf({ ...graph, settings: { timeZone } }, manifest)).map(({ message }) => message)).toEqual(messages)
})
