/**
 * The channel of Redis that a topic travels on. Runs share sixteen: with a channel for each, every run costs commands of
 * its own, whether anybody listens or not; listeners pick out the run they mean.
 */
export function channelOf(topic: string): string {
  return topic.startsWith('run:') ? `run:${topic.slice(-1)}` : topic
}
