// How far the group is behind in the topic. Every worker reports the whole of it, as every worker of a queue does, so a dashboard
// takes the maximum. It asks the broker: what the worker itself knows of a partition is as old as its last fetch, and a worker
// that hangs fetches nothing.
import type { Admin, Consumer } from 'kafkajs';

/** The lag of the group. */
export interface Lag {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Whether the worker is a member of the group. */
  isMember(): boolean;
  /** Messages of the topic that the group has not finished. */
  messages(): Promise<number>;
}

/** The lag of the group of `consumer`, which is not connected yet. */
export function createLag(admin: Admin, consumer: Consumer, topic: string, group: string): Lag {
  let isMember = false;
  const { GROUP_JOIN, CRASH, DISCONNECT, STOP } = consumer.events;
  consumer.on(GROUP_JOIN, () => void (isMember = true));
  for (const event of [CRASH, DISCONNECT, STOP]) consumer.on(event, () => void (isMember = false));
  return {
    connect: () => admin.connect(),
    disconnect: () => admin.disconnect(),
    isMember: () => isMember,
    async messages() {
      const [committed, ends] = await Promise.all([
        admin.fetchOffsets({ groupId: group, topics: [topic] }),
        admin.fetchTopicOffsets(topic),
      ]);
      const offsets = committed.find((entry) => entry.topic === topic)?.partitions ?? [];
      return ends.reduce((sum, { partition, low, high }) => {
        const done = Number(offsets.find((entry) => entry.partition === partition)?.offset ?? -1);
        // -1: nothing is committed yet, and the group begins at the beginning.
        return sum + Math.max(0, Number(high) - (done < 0 ? Number(low) : done));
      }, 0);
    },
  };
}
