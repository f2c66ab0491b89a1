import { describe, expect, it } from 'vitest';
import { compileWith, EXERCISE_YAML, problemsOfYaml } from './sample.ts';

describe('exercise.yaml: values that do not fit name their line', () => {
  it.each([
    ['title: A title\n', '', 'exercise.yaml:1: title is missing: it must be a text.'],
    ['title: A title', 'title:', 'exercise.yaml:2: title must be a text; it is empty.'],
    ['level: 1', 'level: 1\nlevl: 2', 'exercise.yaml:4: levl is not a field here: the fields are version, title,'],
    ['hints: [one, two, three]', 'hints: [one, two]', 'exercise.yaml:11: hints must be exactly three: where to look, the mechanism, the field.'],
    ['hints: [one, two, three]', 'hints: [one, two, three, four]', 'exercise.yaml:11: hints must be exactly three'],
    ['seeds: [1, 2, 3]', 'seeds: [1, 2]', 'exercise.yaml:12: seeds must have at least 3 entries.'],
    ['seeds: [1, 2, 3]', 'seeds: [1, 2, 2]', 'exercise.yaml:12: seeds must be different numbers.'],
    ['duration: 120s', 'duration: 120', 'exercise.yaml:17: runs[0].duration must be a duration such as 500ms, 2s or 3m; it is 120.'],
    ['duration: 120s', 'duration: two minutes', 'exercise.yaml:17: runs[0].duration must be a duration such as 500ms, 2s or 3m; it is "two minutes".'],
    ['duration: 120s', 'duration: 2h', 'exercise.yaml:17: runs[0].duration must be at most 1h; it is "2h".'],
    ['warmup: 10s', 'warmup: 120s', 'exercise.yaml:15: runs[0] must have a warmup that is shorter than its duration.'],
    ['rate: 180', 'rate: 0', 'exercise.yaml:20: runs[0].workload.rate must be requests a second above 0'],
    ['rate: 180', 'rate: [{ from: 0s, rate: 1 }, { from: 0s, rate: 2 }]', 'exercise.yaml:20: runs[0].workload.rate must begin at 0s and go on in order of time.'],
    ['service: { exponential: 50ms }', 'service: { exponental: 50ms }', 'exercise.yaml:21: runs[0].workload.service must have one of the fields exponential, fixed, mix.'],
    ['service: { exponential: 50ms }', 'service: { exponential: 50ms, fixed: 1ms }', 'exercise.yaml:21: runs[0].workload.service.fixed is not a field here'],
    ['service: { exponential: 50ms }', 'service: 50ms', 'exercise.yaml:21: runs[0].workload.service must have one of the fields'],
    ['share: 0.9', 'share: 0.8', 'exercise.yaml:23: runs[0].workload.classes must have shares that add up to 1.'],
    ['share: 0.9', 'share: 0', 'exercise.yaml:24: runs[0].workload.classes[0].share must be a number above 0, up to 1; it is 0.'],
    [', query: { fixed: 2ms }', '', 'exercise.yaml:24: runs[0].workload.classes[0] must have both database and query, or neither.'],
    ['until: 90s', 'until: 50s', 'exercise.yaml:27: runs[0].faults[0] must end after it begins'],
    ['at: 60s, until: 90s', 'at: 130s', 'exercise.yaml:15: runs[0] must have faults that begin before the run ends.'],
    ['kind: host-loss', 'kind: flood', 'exercise.yaml:27: runs[0].faults[0].kind must be one of host-loss, machine-loss'],
    [', host: web1', '', 'exercise.yaml:27: runs[0].faults[0].host is missing: it must be a text.'],
    ['host: web1', 'host: web1, speed: 2', 'exercise.yaml:27: runs[0].faults[0].speed is not a field here'],
    ['metric: availabilityPct', 'metric: availability', 'exercise.yaml:32: checks[0].metric must be one of availabilityPct'],
    ['atLeast: 99.9', 'atLeast: 99.9\n    atMost: 100', 'exercise.yaml:29: checks[0] must have exactly one of atLeast, atMost, above, below, equals, between.'],
    ['    atLeast: 99.9\n', '', 'exercise.yaml:29: checks[0] must have exactly one of atLeast'],
    ['    metric: availabilityPct\n', '    metric: lostAckedWrites\n    aggregate: median\n', 'exercise.yaml:29: checks[0] judges safety by the median: one bad seed of three would pass.'],
    ['atLeast: 99.9', 'between: [55, 45]', 'exercise.yaml:33: checks[0].between must have the smaller number first.'],
    ['atLeast: 99.9', 'atLeast: much', 'exercise.yaml:33: checks[0].atLeast must be a number; it is "much".'],
    ['    run: steady\n', '', 'exercise.yaml:29: checks[0] must name the run that is measured.'],
    ['metric: availabilityPct', 'metric: loadSharePct', 'exercise.yaml:29: checks[0] must say whose share it is, with of.'],
    ['misconception: M03', 'misconception: 3', 'exercise.yaml:44: diagnoses[0].misconception must be a number of the inventory such as M03; it is 3.'],
    ['weight, above: 1 }', 'weight, above: 1, absent: true }', 'exercise.yaml:48: diagnoses[0].when[1] must have exactly one of is, repeated, absent, count, atLeast'],
    ['weight, above: 1 }', 'weight, absent: false }', 'exercise.yaml:48: diagnoses[0].when[1].absent must be true; it is false.'],
    ['diagnoses:\n', 'gold: { title: Better., limits: [] }\ndiagnoses:\n', 'exercise.yaml:42: gold.limits must have at least 1 entry.'],
    ['diagnoses:\n', 'gold: { title: Better., limits: [{ metric: p99Ms, atMost: 9 }] }\ndiagnoses:\n', 'exercise.yaml:42: gold.limits[0] must name the run that is measured.'],
    ['diagnoses:\n', 'gold: { title: Better., limits: [{ metric: costUnits }] }\ndiagnoses:\n', 'exercise.yaml:42: gold.limits[0] must have exactly one of atLeast'],
    ['runs:\n', 'runs: {}\nrans:\n', 'exercise.yaml:14: runs must be a list of at least 1.'],
    ['  - id: steady\n', '  - steady\n  - id: steady\n', 'exercise.yaml:15: runs[0] must be a group of fields: id, title, duration, warmup, workload, faults; it is "steady".'],
    ['title: A run', 'title: [a list', 'exercise.yaml:'],
    ['title: A title', 'title: A title\ntitle: Another', 'exercise.yaml:3: YAML: Map keys must be unique.'],
  ])('%j → %j', (from, to, expected) => {
    const found = problemsOfYaml(from, to);
    expect(found.some((problem) => problem.startsWith(expected)), found.join('\n')).toBe(true);
  });
});

describe('exercise.yaml: references', () => {
  it.each([
    ['starterFails: [in-time]', 'starterFails: [in-tme]', 'exercise.yaml:13: starterFails[0] names the check in-tme, which does not exist: there is in-time, cost.'],
    ['    check: in-time\n', '    check: intime\n', 'exercise.yaml:45: diagnoses[0].check names the check intime, which does not exist: there is in-time, cost.'],
    ['    check: in-time\n', '', 'exercise.yaml:46: diagnoses[0].when[0] measures a run, but a diagnosis without check is about a design that does not pass validation'],
    ['    check: in-time\n', '    check: cost\n', 'exercise.yaml:47: diagnoses[0].when[0] must name a run: the check cost has none.'],
    ['runs:\n', 'explore: { run: night }\nruns:\n', 'exercise.yaml:14: explore.run names the run night, which does not exist: there is steady.'],
    ['of: old, above: 55', 'of: old, run: night, above: 55', 'exercise.yaml:47: diagnoses[0].when[0].run names the run night, which does not exist: there is steady.'],
    ['of: old, above: 55', 'of: old, class: buy, above: 55', 'exercise.yaml:47: diagnoses[0].when[0].class names the class buy, but the run steady has the classes read, write.'],
    ['of: old, above: 55', 'of: old, window: [60s, 130s], above: 55', 'exercise.yaml:47: diagnoses[0].when[0].window ends at 130s, after the run steady, which takes 120s.'],
    ['diagnoses:\n', 'gold: { title: Better., limits: [{ run: night, metric: p99Ms, atMost: 9 }] }\ndiagnoses:\n', 'exercise.yaml:42: gold.limits[0].run names the run night, which does not exist: there is steady.'],
    ['values: { share: { metric', 'values: { share: { run: night, metric', 'exercise.yaml:50: diagnoses[0].values.share.run names the run night'],
    ['  - id: cost', '  - id: in-time', 'exercise.yaml:36: checks[1].id is in-time, which stands above already: ids within checks are different.'],
    ['    misconception: M03\n    when', '    misconception: M03\n    check: in-time\n    when', 'exercise.yaml:55: diagnoses[1].when[0] is a validation problem: the design is not run then'],
    ['{share} %', '{share} and {busy} %', 'exercise.yaml:49: diagnoses[0].say has the slot {busy}, but values has no busy.'],
    ['It got {share} %.', 'It got much.', 'exercise.yaml:50: diagnoses[0].values.share is not used: say has no slot {share}.'],
  ])('%j → %j', (from, to, expected) => {
    const found = problemsOfYaml(from, to);
    expect(found.some((problem) => problem.startsWith(expected)), found.join('\n')).toBe(true);
  });
});

describe('exercise.yaml: how faults are tried', () => {
  const exercise = (from: string, to: string) => compileWith({ 'one/first/weights/exercise.yaml': EXERCISE_YAML.replace(from, to) }).course!.modules[0]!.lessons[0]!.exercises[0]!;

  it('is in the load of the first run and without pairs, unless it says otherwise', () => {
    expect(exercise('', '').explore).toEqual({ run: 'steady', pairs: false });
    expect(exercise('runs:\n', 'explore: { pairs: true }\nruns:\n').explore).toEqual({ run: 'steady', pairs: true });
    const night = EXERCISE_YAML.slice(EXERCISE_YAML.indexOf('  - id: steady'), EXERCISE_YAML.indexOf('checks:')).replace('id: steady', 'id: night');
    expect(exercise('checks:\n', `${night}explore: { run: night }\nchecks:\n`).explore).toEqual({ run: 'night', pairs: false });
  });
  it('is what checks can measure: all single faults, or some', () => {
    const { checks } = exercise('metric: costUnits', 'metric: faultsNotSurvived');
    expect(checks[1]).toMatchObject({ run: null, query: { metric: 'faultsNotSurvived', of: null, class: null, windowMs: null } });
    expect(checks[1]!.query).not.toHaveProperty('tried');
    expect(exercise('metric: costUnits', 'metric: worstFaultServedPct\n    tried: { parts: [machine, host], sparing: [load-balancer] }').checks[1]!.query.tried)
      .toEqual({ parts: ['machine', 'host'], faults: null, sparing: ['load-balancer'] });
  });
});
