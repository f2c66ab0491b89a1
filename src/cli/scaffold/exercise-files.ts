// The model that `nsp new exercise` writes: a small exercise that proves itself, with the author's manual in its comments.
import type { NewFile } from './place.ts';

const YAML = `# What changes a verdict raises this number.
version: 1
# A few words: the situation, not the question, and never the solution.
title: Two servers, one of them idle
# 1: one field to change, 2: two or three, 3: a choice between mechanisms, 4: a part to design, 5: a design from a requirement.
level: 1
minutes: 10
# Who has which problem, in paragraphs with an empty line between. Names of the design stand in \`backticks\`.
story: |
  A ticket shop runs on two application servers. Since the last change only \`app1\` gets requests, and in the evening users give up.

  Let \`app2\` work again.
# What has to hold at the end, one line each: the same as the checks, for people.
goals:
  - At least 99.9 % of the requests are answered in time.
  - Of 100 users, 99 have their answer within 500 ms.
# Exactly three, each one step closer: where to look, the mechanism, the field with a value that is wrong but close.
hints:
  - Compare how many requests each server gets.
  - A server gets turns in proportion to its \`weight\`. What does a weight of 0 mean?
  - "Give \`web2\` a \`weight\` above 0, for example \`weight: 5\`, and compare it with the weight of \`web1\`."
# What the learner says before the first run: a number, a ranking or a curve that this run will measure.
predict:
  ask: How many of 100 requests are answered in time?
  number: { unit: "%", least: 0, most: 100, run: evening, metric: availabilityPct }
# Asked once before the solutions are shown to a learner who has not passed.
beforeSolution:
  ask: One of two equal servers gets all requests. What does the other one change?
  choice:
    options:
      - { id: nothing, text: Nothing. It costs money and serves nobody., right: true }
      - { id: half, text: It takes half of the load., because: Only a server that gets requests takes load. }
  why: A balancer sends requests only to servers that have a turn.
# The same for every learner; at least three.
seeds: [1, 2, 3]
# Ids of the checks that the starter fails. It must pass all others.
starterFails: [in-time, quick]
# What every design goes through. Write the arithmetic down: one server can do 4 workers / 0.05 s = 80 requests a second.
runs:
  - id: evening
    title: 120 requests a second for two minutes, no fault
    duration: 120s
    # Requests before this moment are served but not counted.
    warmup: 5s
    workload:
      # Requests a second; or steps, such as [{ from: 0s, rate: 50 }, { from: 60s, rate: 100 }].
      rate: 120
      # Work of one request: { exponential: 50ms }, { fixed: 50ms } or { mix: [{ share: 0.95, time: 20ms }, { share: 0.05, time: 800ms }] }.
      service: { exponential: 50ms }
      # The user gives up after this long.
      clientTimeout: 5s
    # Such as { at: 60s, until: 90s, kind: host-loss, host: web1 }.
    faults: []
# One measured claim each, with exactly one limit: atLeast, atMost, above, below, equals or between.
checks:
  - id: in-time
    title: Users are answered in time
    run: evening
    metric: availabilityPct
    atLeast: 99.9
    # Why the limit is where it is: arithmetic, not taste.
    why: Both servers together can do 160 requests a second, and 120 arrive.
    # What to look at when it fails; never the solution.
    lookAt: Compare the requests that each server gets with what it can do.
  - id: quick
    title: Even slow answers come quickly
    run: evening
    metric: p99Ms
    atMost: 500
    why: At 60 requests a second each server is 75 % busy. When one gets two thirds of the requests it is full, and its line grows.
    lookAt: Look for the server at which requests wait.
# More than has to be, for whoever goes on: it is never needed to pass. At least one solution reaches it, on other seeds too, and the starter does not.
# The title is one sentence; a limit is written as in a check. Leave gold out where nothing is worth asking for.
gold:
  title: Of 100 users, 99 have their answer within 300 ms.
  limits:
    - { run: evening, metric: p99Ms, atMost: 300 }
# Known misconceptions, recognised by what they do, the most special first. All lines under \`when\` must hold. Each needs a file in mistakes/.
diagnoses:
  - id: weight-too-large
    misconception: M03
    # Without a check: the design does not pass validation.
    when:
      - { problem: out-of-range, field: haproxy.backends.*.servers.*.weight }
    say: A weight is a whole number from 0 to 256. It is a share, not an amount.
  - id: same-server-twice
    misconception: M54
    check: in-time
    when:
      - { field: haproxy.backends.*.servers.*.to, repeated: true }
      - { metric: loadSharePct, of: app2, below: 1 }
    # What happened and why, with numbers from \`values\`; never the solution.
    say: Two entries are two names, not two servers. Both lead to \`app1\`, and it got {share} % of the requests.
    values: { share: { metric: loadSharePct, of: app1 } }
  - id: backup
    misconception: M11
    check: in-time
    when:
      - { field: haproxy.backends.*.servers.*.backup, is: true }
      - { metric: loadSharePct, of: app2, below: 1 }
    say: A backup gets requests only when every other server is down. \`app1\` is up, so \`app2\` got {share} % of the requests.
    values: { share: { metric: loadSharePct, of: app2 } }
`;

/** A design with these lines under \`servers\`, after these comment lines. */
function design(head: string, balance: string, servers: readonly string[]): string {
  return `${head}import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        balance: '${balance}',
        servers: {
${servers.map((server) => `          ${server},`).join('\n')}
        },
      },
    },
  },
});
`;
}

const FIRST = "web1: { to: 'app1', weight: 1 }";

/** The files of the model, by their paths inside the exercise's folder. */
export const EXERCISE_FILES: readonly NewFile[] = [
  { path: 'exercise.yaml', text: YAML },
  { path: 'starter.ts', text: design('', 'roundrobin', [FIRST, "web2: { to: 'app2', weight: 0 }"]) },
  // At least two solutions that differ in structure: the grader judges what a design does, not how it is written.
  { path: 'solutions/equal-weights.ts', text: design('// title: Both servers take turns, with equal weights\n', 'roundrobin', [FIRST, "web2: { to: 'app2', weight: 1 }"]) },
  { path: 'solutions/least-connections.ts', text: design('// title: Each request goes to the server with the fewest in progress\n', 'leastconn', ["web1: { to: 'app1' }", "web2: { to: 'app2' }"]) },
  // At least three mistakes that learners really make; each names the check that it fails and the diagnosis that it must get.
  { path: 'mistakes/backup.ts', text: design('// fails: in-time\n// diagnosis: backup\n', 'roundrobin', [FIRST, "web2: { to: 'app2', weight: 1, backup: true }"]) },
  { path: 'mistakes/same-server-twice.ts', text: design('// fails: in-time\n// diagnosis: same-server-twice\n', 'roundrobin', [FIRST, "web2: { to: 'app1', weight: 1 }"]) },
  { path: 'mistakes/weight-too-large.ts', text: design('// fails: validation\n// diagnosis: weight-too-large\n', 'roundrobin', [FIRST, "web2: { to: 'app2', weight: 512 }"]) },
];
