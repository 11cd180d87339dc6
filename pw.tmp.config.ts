import base from './playwright.config'
export default { ...base, timeout: 300_000, expect: { timeout: 60_000 }, outputDir: '/tmp/map/results' }
