import { expect, it } from 'vitest'
import { ASKED_PATH_HEADER, askedPath } from './asked-path'

const asked = (path: string) => askedPath(new Headers({ [ASKED_PATH_HEADER]: path }), 'acme')

it('leads to the page that was wanted, with its query and without the mark of the router', () => {
  expect(asked('/w/acme/approvals/42')).toBe('/w/acme/approvals/42')
  expect(asked('/w/acme/runs?status=failed&_rsc=1x2')).toBe('/w/acme/runs?status=failed')
  expect(asked('/w/acme/runs?_rsc=1x2&status=failed')).toBe('/w/acme/runs?status=failed')
  expect(asked('/w/acme/runs?_rsc=1x2')).toBe('/w/acme/runs')
})

it('stays in the workspace', () => {
  expect(asked('/w/acme')).toBe('/w/acme')
  expect(asked('/w/acmes/runs')).toBe('/w/acme')
  expect(asked('//evil.test')).toBe('/w/acme')
  expect(askedPath(new Headers(), 'acme')).toBe('/w/acme')
})
