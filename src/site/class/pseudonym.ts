// A name to begin with that is nobody's.

const FIRST = ['Amber', 'Brisk', 'Calm', 'Clear', 'Cobalt', 'Early', 'Even', 'Green', 'Keen', 'Level', 'Lunar', 'Mild', 'North', 'Plain', 'Quiet', 'Rapid', 'Round', 'Silver', 'Steady', 'Swift'];
const SECOND = ['Badger', 'Beaver', 'Crane', 'Falcon', 'Finch', 'Gecko', 'Heron', 'Ibis', 'Lynx', 'Magpie', 'Marten', 'Newt', 'Otter', 'Owl', 'Puffin', 'Raven', 'Robin', 'Seal', 'Stork', 'Swan'];

/** Such as `Quiet Otter 27`: one of 36,000, so that two of a class rarely get the same. `random` gives numbers from 0 to 1. */
export function suggestName(random: () => number): string {
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  return `${one(FIRST)} ${one(SECOND)} ${10 + Math.floor(random() * 90)}`;
}
