const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 8_000

/** Loads a part of the page, again and again while the server is away: what is not there yet must not take down what is. */
export async function untilThere<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
