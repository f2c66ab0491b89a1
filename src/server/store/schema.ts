// Every step that the schema has taken. A step that was released is never changed: a new one follows it.
// `{ms}` is a column of whole numbers up to 2⁵³, which the two databases name differently; SQLite's tables are STRICT, so that a text never lands in a column of numbers.

/** Statements of each version, from version 1 on. */
export const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE instructor (
      id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, password_hash TEXT, oidc_issuer TEXT, oidc_subject TEXT, created_ms {ms} NOT NULL, disabled_ms {ms},
      UNIQUE (oidc_issuer, oidc_subject), CHECK (password_hash IS NOT NULL OR oidc_subject IS NOT NULL))`,
    // Secrets of one use: the setup link, an invitation of a colleague. Only hashes of secrets are kept, everywhere.
    `CREATE TABLE invitation (
      token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('setup', 'colleague')), cohort_id TEXT, created_ms {ms} NOT NULL, expires_ms {ms}, used_ms {ms})`,
    // A sign-in at the identity provider that is under way. What answers it is derived from the browser's cookie, and kept nowhere.
    'CREATE TABLE oidc_flow (state_hash TEXT PRIMARY KEY, expires_ms {ms} NOT NULL)',
    `CREATE TABLE cohort (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, exam INTEGER NOT NULL DEFAULT 0 CHECK (exam IN (0, 1)),
      join_hash TEXT UNIQUE, join_expires_ms {ms}, seats INTEGER CHECK (seats > 0), created_ms {ms} NOT NULL, removed_ms {ms})`,
    `CREATE TABLE staff (
      cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE, instructor_id TEXT NOT NULL REFERENCES instructor (id), role TEXT NOT NULL CHECK (role IN ('owner', 'assistant')),
      PRIMARY KEY (cohort_id, instructor_id))`,
    // A module that a cohort works on. After due_ms credit falls in a straight line, down to late_pct at the end of late_ms; later it is 0.
    `CREATE TABLE assignment (
      cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE, module TEXT NOT NULL, opens_ms {ms}, due_ms {ms},
      late_ms {ms} NOT NULL DEFAULT 0 CHECK (late_ms >= 0), late_pct INTEGER NOT NULL DEFAULT 0 CHECK (late_pct BETWEEN 0 AND 100), PRIMARY KEY (cohort_id, module))`,
    `CREATE TABLE learner (
      id TEXT PRIMARY KEY, cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE, pseudonym TEXT NOT NULL, pseudonym_key TEXT NOT NULL, recovery_hash TEXT NOT NULL UNIQUE,
      created_ms {ms} NOT NULL, removed_ms {ms}, UNIQUE (cohort_id, pseudonym_key))`,
    `CREATE TABLE extension (
      learner_id TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE, module TEXT NOT NULL, due_ms {ms} NOT NULL, reason TEXT NOT NULL, instructor_id TEXT NOT NULL REFERENCES instructor (id),
      given_ms {ms} NOT NULL, PRIMARY KEY (learner_id, module))`,
    `CREATE TABLE session (
      token_hash TEXT PRIMARY KEY, instructor_id TEXT REFERENCES instructor (id) ON DELETE CASCADE, learner_id TEXT REFERENCES learner (id) ON DELETE CASCADE,
      created_ms {ms} NOT NULL, seen_ms {ms} NOT NULL, expires_ms {ms} NOT NULL, CHECK ((instructor_id IS NULL) <> (learner_id IS NULL)))`,
    'CREATE INDEX session_learner ON session (learner_id)',
    'CREATE INDEX session_instructor ON session (instructor_id)',
    // The id is made by the learner's computer, so that what is sent again is known again.
    `CREATE TABLE submission (
      id TEXT PRIMARY KEY, learner_id TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE, exercise TEXT NOT NULL, source TEXT NOT NULL, source_hash TEXT NOT NULL, hints INTEGER NOT NULL DEFAULT 0,
      received_ms {ms} NOT NULL, state TEXT NOT NULL CHECK (state IN ('queued', 'graded', 'failed')), lease_owner TEXT, lease_until_ms {ms}, tries INTEGER NOT NULL DEFAULT 0,
      started_ms {ms}, ended_ms {ms})`,
    'CREATE INDEX submission_waits ON submission (state, received_ms)',
    'CREATE INDEX submission_of ON submission (learner_id, exercise, received_ms)',
    // The queue by learners, and when each had their last turn: what is asked for every lease.
    "CREATE INDEX submission_queued ON submission (learner_id, received_ms, id, lease_until_ms) WHERE state = 'queued'",
    'CREATE INDEX submission_turn ON submission (learner_id, started_ms)',
    'CREATE INDEX submission_source ON submission (source_hash, exercise)',
    // What a model comes to is the same whoever wrote it; the words and lines of a report are made again from the source.
    `CREATE TABLE verdict (
      model_hash TEXT NOT NULL, exercise TEXT NOT NULL, exercise_version INTEGER NOT NULL, grader_version INTEGER NOT NULL, status TEXT NOT NULL CHECK (status IN ('pass', 'fail', 'error')),
      points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100), checks TEXT NOT NULL, PRIMARY KEY (model_hash, exercise, exercise_version, grader_version))`,
    // The history of a cohort graded again, in order of (source_hash, exercise): what is up to (after_hash, after_exercise) is done. An edition is all versions that grades depend on.
    `CREATE TABLE regrade (
      id TEXT PRIMARY KEY, cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE, exercise TEXT, state TEXT NOT NULL CHECK (state IN ('running', 'ready', 'committed', 'dropped')),
      instructor_id TEXT NOT NULL REFERENCES instructor (id), begun_ms {ms} NOT NULL, ended_ms {ms}, lease_owner TEXT, lease_until_ms {ms}, edition TEXT NOT NULL DEFAULT '',
      after_hash TEXT NOT NULL DEFAULT '', after_exercise TEXT NOT NULL DEFAULT '', submissions INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, sources INTEGER NOT NULL DEFAULT 0,
      simulated INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0, models INTEGER)`,
    // Only one of a cohort is undecided.
    "CREATE UNIQUE INDEX regrade_undecided ON regrade (cohort_id) WHERE state IN ('running', 'ready')",
    // Grades are only ever added: one by the grading queue, one for each regrade. That of a regrade counts once it is committed.
    `CREATE TABLE grade (
      submission_id TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE, regrade_id TEXT NOT NULL DEFAULT '', exercise_version INTEGER NOT NULL, grader_version INTEGER NOT NULL,
      model_hash TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('pass', 'fail', 'error')), points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100), checks TEXT NOT NULL, reason TEXT, graded_ms {ms} NOT NULL,
      counts INTEGER NOT NULL CHECK (counts IN (0, 1)), PRIMARY KEY (submission_id, regrade_id))`,
    "CREATE INDEX grade_of_regrade ON grade (regrade_id, submission_id) WHERE regrade_id <> ''",
    `CREATE TABLE override (
      id TEXT PRIMARY KEY, learner_id TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE, exercise TEXT NOT NULL, points INTEGER CHECK (points BETWEEN 0 AND 100), reason TEXT NOT NULL,
      instructor_id TEXT NOT NULL REFERENCES instructor (id), given_ms {ms} NOT NULL)`,
    'CREATE INDEX override_of ON override (learner_id, exercise, given_ms)',
    // What all instances share, made by the first of them.
    'CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)',
    // Counters of what is limited, shared by all instances: one row for a key and a window of time.
    `CREATE TABLE rate (key TEXT NOT NULL, window_ms {ms} NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (key, window_ms))`,
    // What was done outlives what it was done to, so nothing here refers to a row.
    `CREATE TABLE audit (id TEXT PRIMARY KEY, at_ms {ms} NOT NULL, actor TEXT NOT NULL, cohort_id TEXT, action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL)`,
    'CREATE INDEX audit_of ON audit (cohort_id, at_ms)',
    'CREATE INDEX audit_object ON audit (object)',
    'CREATE INDEX audit_actor ON audit (actor)',
  ],
];

/** Tables in an order in which rows can be added without a reference to what is not there yet. */
export const TABLES = ['instructor', 'invitation', 'oidc_flow', 'cohort', 'staff', 'assignment', 'learner', 'extension', 'session', 'submission', 'verdict', 'regrade', 'grade', 'override', 'setting', 'rate', 'audit'] as const;
