// The moment that all instruments share: bounds, events, play, choice.
import { describe, expect, it } from 'vitest';
import { Moment, PLAY_SPEED } from '../../src/site/elements/run/moment.ts';

function begun(atMs = 0): Moment {
  const moment = new Moment();
  moment.begin({ durationMs: 10_000, eventsMs: [0, 2000, 2000, 7300] }, atMs);
  return moment;
}

describe('a moment', () => {
  it('stays within its run', () => {
    const moment = begun();
    expect([-5, 3333.4, 99_999].map((ms) => { moment.goTo(ms); return moment.atMs; })).toEqual([0, 3334, 10_000]);
  });
  it('stands behind an event that lies between two milliseconds, and still goes back over it', () => {
    const moment = new Moment();
    moment.begin({ durationMs: 10_000, eventsMs: [2000.4, 7300.2] }, 0);
    const at = [() => moment.goTo(7300.2), () => moment.jump(-1), () => moment.jump(-1)].map((go) => { go(); return moment.atMs; });
    expect(at).toEqual([7301, 2001, 0]);
  });
  it('lets go of what is chosen again', () => {
    const moment = begun();
    const chosen = [1, 2, 3].map(() => { moment.toggle({ kind: 'part', name: 'lb1' }); return moment.chosen; });
    expect(chosen).toEqual([{ kind: 'part', name: 'lb1' }, null, { kind: 'part', name: 'lb1' }]);
  });
  it('goes from event to event, and on to the ends', () => {
    const moment = begun(100);
    const forth = [1, 2, 3].map(() => { moment.jump(1); return moment.atMs; });
    const back = [1, 2, 3].map(() => { moment.jump(-1); return moment.atMs; });
    expect([forth, back]).toEqual([[2000, 7300, 10_000], [7300, 2000, 0]]);
  });
  it('plays faster than the run, to its end, and then anew', () => {
    const moment = begun(9000);
    moment.play();
    moment.pass(100);
    expect([moment.atMs, moment.isPlaying]).toEqual([9000 + 100 * PLAY_SPEED, true]);
    moment.pass(1000);
    expect([moment.atMs, moment.isPlaying]).toEqual([10_000, false]);
    moment.play();
    expect([moment.atMs, moment.isPlaying]).toEqual([0, true]);
  });
  it('does not move while it is paused', () => {
    const moment = begun(1000);
    moment.pass(100);
    moment.passToEvent();
    expect(moment.atMs).toBe(1000);
  });
  it('steps over events where nothing may move, and pauses at the end', () => {
    const moment = begun(100);
    moment.play();
    const steps = [1, 2, 3].map(() => { moment.passToEvent(); return [moment.atMs, moment.isPlaying]; });
    expect(steps).toEqual([[2000, true], [7300, true], [10_000, false]]);
  });
  it('tells each change once, and nobody who has gone', () => {
    const moment = begun();
    let told = 0;
    const end = moment.follow(() => { told += 1; });
    moment.goTo(0);
    moment.choose(null);
    expect(told).toBe(0);
    moment.goTo(5);
    moment.choose({ kind: 'part', name: 'lb1' });
    moment.choose({ kind: 'part', name: 'lb1' });
    expect(told).toBe(2);
    end();
    moment.goTo(6);
    expect(told).toBe(2);
  });
  it('lets go of everything when another run begins', () => {
    const moment = begun(1000);
    moment.choose({ kind: 'line', line: 3 });
    moment.play();
    moment.begin({ durationMs: 500, eventsMs: [] }, 800);
    expect([moment.atMs, moment.isPlaying, moment.chosen]).toEqual([500, false, null]);
  });
});
