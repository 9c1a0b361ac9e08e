/* test-account.c: where the area N x wall went, to the nanosecond
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-account.h"
#include "psc-test-run.h"

#define N_SEEDS 200

static void
assert_parts (PscRun        *run,
              guint          lane,
              guint          position,
              gint64         wall_ns,
              const PscPart *expected,
              guint          n_expected)
{
  PscPart parts[PSC_MAX_GAP_PARTS];
  guint n_parts;

  n_parts = psc_account_read_gap (run, lane, position, wall_ns, parts);
  g_assert_cmpuint (n_parts, ==, n_expected);
  for (guint i = 0; i < n_parts; i++)
    {
      g_assert_cmpint (parts[i].kind, ==, expected[i].kind);
      g_assert_cmpint (parts[i].begin_ns, ==, expected[i].begin_ns);
      g_assert_cmpint (parts[i].end_ns, ==, expected[i].end_ns);
    }
}

#define assert_gap(run, lane, position, wall_ns, ...) \
  assert_parts (run, lane, position, wall_ns, \
                (const PscPart[]) { __VA_ARGS__ }, \
                G_N_ELEMENTS (((const PscPart[]) { __VA_ARGS__ })))

static void
assert_sum (PscRun           *run,
            gint64            wall_ns,
            const PscAccount *account)
{
  gint64 parts_ns = 0, steps_ns = 0;

  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    {
      g_assert_cmpint (account->parts_ns[i], >=, 0);
      parts_ns += account->parts_ns[i];
    }
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    {
      g_assert_cmpint (account->steps_ns[i], >=, 0);
      steps_ns += account->steps_ns[i];
    }

  g_assert_cmpint (parts_ns, ==, account->total_ns);
  g_assert_cmpint (account->total_ns, ==,
                   psc_run_get_n_lanes (run) * wall_ns);
  g_assert_cmpint (steps_ns, ==, account->parts_ns[PSC_PART_STEP]);
}

static void
test_known (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscAccount account;
  guint one, two;

  one = psc_test_run_add_worker (run, 1, 5, 100, 2100);
  two = psc_test_run_add_worker (run, 2, 5, 150, 2100);
  psc_test_run_add_task (run, 0, 1, one, 1, 110, 510);
  psc_test_run_add_task (run, 1, 2, two, 2, 150, 950);
  psc_test_run_add_task (run, 2, 1, one, 3, 530, 1330);
  psc_test_run_add_task (run, 3, 2, two, 4, 1000, 2000);
  psc_test_run_end (run, 990);

  assert_gap (run, 0, 0, 2000, { 0, 100, PSC_PART_START },
                               { 100, 110, PSC_PART_HANDOVER });
  assert_gap (run, 0, 1, 2000, { 510, 530, PSC_PART_HANDOVER });
  assert_gap (run, 0, 2, 2000, { 1330, 2000, PSC_PART_TAIL });
  assert_gap (run, 1, 0, 2000, { 0, 150, PSC_PART_START });
  assert_gap (run, 1, 1, 2000, { 950, 1000, PSC_PART_HANDOVER });
  assert_parts (run, 1, 2, 2000, NULL, 0);

  psc_account_read (run, 2000, &account);
  assert_sum (run, 2000, &account);
  g_assert_cmpint (account.parts_ns[PSC_PART_START], ==, 250);
  g_assert_cmpint (account.parts_ns[PSC_PART_HANDOVER], ==, 80);
  g_assert_cmpint (account.parts_ns[PSC_PART_TAIL], ==, 670);
  g_assert_cmpint (account.parts_ns[PSC_PART_INSIDE], ==, 0);
  g_assert_cmpint (account.steps_ns[0], ==, 1500);
  g_assert_cmpint (account.steps_ns[1], ==, 750);
  g_assert_cmpint (account.steps_ns[2], ==, 750);
  g_assert_cmpint (account.cumulated_ns, ==, 3000);
  g_assert_cmpuint (account.n_run, ==, 4);
}

static void
test_inside (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 2);
  PscTaskRecord task = {
    .start_ns = 0, .end_ns = 100, .worker = 1, .lane = 1, .chunk = 1,
    .outcome = PSC_OUTCOME_OK,
  };
  PscStepRecord steps[3] = {
    { .start_ns = 10, .end_ns = 30 },
    { .start_ns = 31, .end_ns = 60 },
    { .start_ns = 65, .end_ns = 90 },
  };
  PscTaskRecord lost = {
    .start_ns = 100, .end_ns = 180, .worker = 1, .lane = 1, .chunk = 1,
    .outcome = PSC_OUTCOME_LOST, .cause = PSC_CAUSE_WORKER_DIED,
  };
  PscStepRecord cut[3] = {
    { .start_ns = 105, .end_ns = 120 },
    { .start_ns = 130, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };
  PscAccount account;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task_full (run, 0, &task, steps, 100);
  psc_test_run_add_task_full (run, 1, &lost, cut, 180);
  psc_test_run_end (run, 0);

  psc_account_read (run, 180, &account);
  assert_sum (run, 180, &account);
  g_assert_cmpint (account.parts_ns[PSC_PART_INSIDE], ==, 10 + 1 + 5 + 10 +
                                                          5 + 10);
  g_assert_cmpint (account.steps_ns[0], ==, 20 + 15);
  g_assert_cmpint (account.steps_ns[1], ==, 29 + 50);
  g_assert_cmpint (account.steps_ns[2], ==, 25);
}

static void
test_restart (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  guint one, two, three;

  one = psc_test_run_add_worker (run, 1, 0, 10, 60);
  two = psc_test_run_add_worker (run, 1, 65, 80, PSC_NEVER);
  /* The other lane's first worker died before it took anything, and its last
   * one came too late. */
  psc_test_run_add_worker (run, 2, 0, 20, 25);
  three = psc_test_run_add_worker (run, 2, 30, 40, 95);
  psc_test_run_add_worker (run, 2, 96, 120, PSC_NEVER);

  psc_test_run_add_task (run, 0, 1, one, 1, 10, 50);
  psc_test_run_add_task (run, 1, 1, two, 2, 85, 200);
  psc_test_run_add_task (run, 2, 2, three, 3, 45, 90);
  psc_test_run_end (run, 130);

  assert_gap (run, 0, 1, 200, { 50, 80, PSC_PART_RESTART },
                              { 80, 85, PSC_PART_HANDOVER });
  assert_gap (run, 1, 0, 200, { 0, 20, PSC_PART_START },
                              { 20, 40, PSC_PART_RESTART },
                              { 40, 45, PSC_PART_HANDOVER });
  assert_gap (run, 1, 1, 200, { 90, 120, PSC_PART_RESTART },
                              { 120, 130, PSC_PART_HANDOVER },
                              { 130, 200, PSC_PART_TAIL });
}

static void
test_down (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 5, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  guint one, two;

  one = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  two = psc_test_run_add_worker (run, 2, 0, 10, 60);
  psc_test_run_add_worker (run, 2, 61, PSC_NEVER, 70);
  psc_test_run_add_worker (run, 3, 0, PSC_NEVER, 30);
  psc_test_run_add_worker (run, 3, 31, PSC_NEVER, 45);
  psc_test_run_add_worker (run, 4, 0, 20, 25);
  psc_recorder_lane_gave_up (recorder, 2, 70, "it left");
  psc_recorder_lane_gave_up (recorder, 3, 45, "it was not there");
  psc_recorder_lane_gave_up (recorder, 4, 25, "it left");
  psc_recorder_lane_gave_up (recorder, 5, 5, "there was no thread");
  psc_test_run_add_task (run, 0, 1, one, 1, 10, 200);
  psc_test_run_add_task (run, 1, 2, two, 2, 10, 60);
  psc_test_run_end (run, 100);

  assert_gap (run, 1, 1, 200, { 60, 70, PSC_PART_RESTART },
                              { 70, 200, PSC_PART_DOWN });
  assert_gap (run, 2, 0, 200, { 0, 45, PSC_PART_START },
                              { 45, 200, PSC_PART_DOWN });
  assert_gap (run, 3, 0, 200, { 0, 20, PSC_PART_START },
                              { 20, 25, PSC_PART_HANDOVER },
                              { 25, 200, PSC_PART_DOWN });
  assert_gap (run, 4, 0, 200, { 0, 5, PSC_PART_START },
                              { 5, 200, PSC_PART_DOWN });
}

/* A lane that gives up when nothing is left to do is not missed. */
static void
test_down_late (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);

  psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, PSC_NEVER, 50);
  psc_recorder_lane_gave_up (psc_run_get_recorder (run), 2, 50, "it left");
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 40);
  psc_test_run_add_task (run, 1, 1, 1, 1, 40, 80);
  psc_test_run_end (run, 40);

  assert_gap (run, 1, 0, 80, { 0, 40, PSC_PART_START },
                             { 40, 80, PSC_PART_TAIL });
}

static void
test_no_worker (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 3, 1);
  guint one;

  one = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  /* The second lane's worker was still on its way, the third never asked. */
  psc_test_run_add_worker (run, 2, 0, PSC_NEVER, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, one, 1, 10, 200);
  psc_test_run_end (run, 40);

  assert_gap (run, 1, 0, 200, { 0, 40, PSC_PART_START },
                              { 40, 200, PSC_PART_TAIL });
  assert_gap (run, 2, 0, 200, { 0, 40, PSC_PART_START },
                              { 40, 200, PSC_PART_TAIL });
}

/* A worker is gone when another lane takes the last files, whether it has
 * finished a task or not: no lane has given up. */
static void
test_replaceable (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 3, 2);

  psc_test_run_add_worker (run, 1, 0, 10, 60);
  psc_test_run_add_worker (run, 2, 0, 70, PSC_NEVER);
  psc_test_run_add_worker (run, 3, 0, PSC_NEVER, 20);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 50);
  psc_run_take_batch (run);
  assert_gap (run, 0, 1, 65, { 50, 65, PSC_PART_RESTART });
  assert_gap (run, 2, 0, 65, { 0, 65, PSC_PART_START });

  psc_test_run_add_task (run, 1, 2, 2, 2, 70, 100);
  psc_test_run_end (run, 70);
  assert_gap (run, 0, 1, 100, { 50, 70, PSC_PART_RESTART },
                              { 70, 100, PSC_PART_TAIL });
}

static void
test_stopped (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 9);

  psc_test_run_add_worker (run, 1, 0, 10, 55);
  psc_test_run_add_worker (run, 2, 0, 10, 120);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 50);
  psc_test_run_add_task (run, 1, 2, 2, 2, 10, 100);
  psc_test_run_end (run, 52);

  assert_gap (run, 0, 1, 100, { 50, 52, PSC_PART_HANDOVER },
                              { 52, 100, PSC_PART_TAIL });
}

static void
test_live (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 3, 3);
  PscRecorder *recorder = psc_run_get_recorder (run);
  PscAccount account;

  psc_run_take_batch (run);
  assert_gap (run, 0, 0, 7, { 0, 7, PSC_PART_START });

  psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 12, PSC_NEVER);
  psc_recorder_task_begun (recorder, 1, 0, 15);
  psc_run_take_batch (run);
  assert_gap (run, 0, 0, 40, { 0, 10, PSC_PART_START },
                             { 10, 15, PSC_PART_HANDOVER },
                             { 15, 40, PSC_PART_INSIDE });
  assert_gap (run, 1, 0, 40, { 0, 12, PSC_PART_START },
                             { 12, 40, PSC_PART_HANDOVER });
  assert_gap (run, 2, 0, 40, { 0, 40, PSC_PART_START });

  psc_account_read (run, 40, &account);
  assert_sum (run, 40, &account);
  g_assert_cmpint (account.parts_ns[PSC_PART_INSIDE], ==, 25);
  g_assert_cmpint (account.cumulated_ns, ==, 0);

  /* A worker died in the task, and the next one holds another. */
  psc_recorder_worker_ended (recorder, 1, 41, -1, 9, NULL);
  psc_test_run_add_task (run, 0, 1, 1, 1, 15, 41);
  psc_test_run_add_worker (run, 1, 42, 50, PSC_NEVER);
  psc_recorder_task_begun (recorder, 1, 1, 52);
  psc_run_take_batch (run);
  assert_gap (run, 0, 1, 60, { 41, 50, PSC_PART_RESTART },
                             { 50, 52, PSC_PART_HANDOVER },
                             { 52, 60, PSC_PART_INSIDE });
  psc_test_run_end (run, PSC_NEVER);
}

static void
test_random (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      guint n_lanes = 1 + seed % 9;
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, n_lanes,
                                                        seed * 3);
      gint64 wall_ns = psc_run_get_wall_ns (run);
      PscAccount account;
      gint64 cumulated_ns = 0;
      guint n_outcomes = 0;

      psc_account_read (run, wall_ns, &account);
      assert_sum (run, wall_ns, &account);

      for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
        {
          const PscTaskRecord *task = psc_run_get_task (run, i);

          cumulated_ns += task->end_ns - task->start_ns;
        }
      for (guint i = 0; i < PSC_N_OUTCOMES; i++)
        n_outcomes += psc_run_get_n_outcome (run, i);

      g_assert_cmpint (account.cumulated_ns, ==, cumulated_ns);
      g_assert_cmpint (account.parts_ns[PSC_PART_STEP] +
                       account.parts_ns[PSC_PART_INSIDE], ==, cumulated_ns);
      g_assert_cmpuint (n_outcomes, ==, psc_run_get_n_tasks (run));
      g_assert_cmpint (psc_run_get_n_outcome (run, PSC_OUTCOME_NONE), ==, 0);
    }
}

/* The gaps and the tasks of a lane lie side by side and fill it. */
static void
test_abut (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 1 + seed % 5,
                                                        seed);
      gint64 wall_ns = psc_run_get_wall_ns (run);

      for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
        {
          guint n_tasks;
          const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);
          gint64 cursor_ns = 0;

          for (guint i = 0; i <= n_tasks; i++)
            {
              PscPart parts[PSC_MAX_GAP_PARTS];
              guint n_parts = psc_account_read_gap (run, lane, i, wall_ns,
                                                    parts);

              for (guint j = 0; j < n_parts; j++)
                {
                  g_assert_cmpint (parts[j].begin_ns, ==, cursor_ns);
                  g_assert_cmpint (parts[j].end_ns, >, cursor_ns);
                  cursor_ns = parts[j].end_ns;
                }
              if (i < n_tasks)
                {
                  const PscTaskRecord *task = psc_run_get_task (run, tasks[i]);

                  g_assert_cmpint (task->start_ns, ==, cursor_ns);
                  cursor_ns = task->end_ns;
                }
            }
          g_assert_cmpint (cursor_ns, ==, wall_ns);
        }
    }
}

static gint64
random_time (GRand *rand)
{
  return g_rand_int_range (rand, 0, 8) == 0
         ? PSC_NEVER
         : g_rand_int_range (rand, -20, 200);
}

/* Whatever a record says, nothing is negative and the sum is right. */
static void
test_hostile (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint n_lanes = 1 + seed % 3;
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, n_lanes,
                                                 20);
      g_autoptr (PscAccountReader) reader = psc_account_reader_new (run);
      PscRecorder *recorder = psc_run_get_recorder (run);

      for (guint i = 0; i < 20; i++)
        {
          guint lane = g_rand_int_range (rand, 1, n_lanes + 1);
          gint64 wall_ns = g_rand_int_range (rand, 0, 250);
          PscTaskRecord task = {
            .start_ns = random_time (rand), .end_ns = random_time (rand),
            .lane = (guint16) lane, .outcome = PSC_OUTCOME_OK,
          };
          PscStepRecord steps[3];
          PscAccount account, again;

          for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
            steps[j] = (PscStepRecord) {
              .start_ns = random_time (rand), .end_ns = random_time (rand),
            };
          if (g_rand_boolean (rand))
            psc_test_run_add_worker (run, lane, 0, random_time (rand),
                                     random_time (rand));
          psc_run_take_batch (run);
          task.worker = g_rand_int_range (rand, 0,
                                          psc_run_get_n_workers (run) + 1);
          if (i == 15)
            psc_recorder_queue_dry (recorder, random_time (rand));
          psc_recorder_task_begun (recorder, lane, i, random_time (rand));
          if (g_rand_int_range (rand, 0, 4) != 0)
            psc_test_run_add_task_full (run, i, &task, steps, 0);
          psc_run_take_batch (run);

          psc_account_reader_read (reader, wall_ns, &account);
          psc_account_read (run, wall_ns, &again);
          assert_sum (run, wall_ns, &account);
          assert_sum (run, wall_ns, &again);
        }
      psc_test_run_end (run, PSC_NEVER);
    }
}

/* Reading batch by batch gives what reading at once gives. */
static void
test_reader (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 40);
      g_autoptr (PscAccountReader) reader = psc_account_reader_new (run);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      gint64 now[2] = { 30, 50 };

      psc_test_run_add_worker (run, 1, 0, 30, PSC_NEVER);
      psc_test_run_add_worker (run, 2, 0, 50, PSC_NEVER);
      for (guint i = 0; i < 40; i++)
        {
          guint lane = now[0] <= now[1] ? 0 : 1;
          gint64 start_ns = now[lane] + g_rand_int_range (rand, 0, 9);
          PscAccount account, again;
          gint64 wall_ns;

          now[lane] = start_ns + g_rand_int_range (rand, 1, 90);
          psc_test_run_add_task (run, i, lane + 1, lane + 1, i + 1, start_ns,
                                 now[lane]);
          psc_run_take_batch (run);

          /* It may lie before the end of the tasks, and before the last. */
          wall_ns = now[lane] + g_rand_int_range (rand, -40, 40);
          psc_account_reader_read (reader, wall_ns, &account);
          psc_account_read (run, wall_ns, &again);
          g_assert_cmpmem (account.parts_ns, sizeof account.parts_ns,
                           again.parts_ns, sizeof again.parts_ns);
          g_assert_cmpmem (account.steps_ns, sizeof account.steps_ns,
                           again.steps_ns, sizeof again.steps_ns);
          g_assert_cmpint (account.cumulated_ns, ==, again.cumulated_ns);
          g_assert_cmpuint (account.n_run, ==, again.n_run);
          assert_sum (run, wall_ns, &account);
        }
      psc_test_run_end (run, PSC_NEVER);
    }
}

static void
test_names (void)
{
  for (PscPartKind i = 0; i < PSC_N_PART_KINDS; i++)
    {
      g_assert_cmpstr (psc_part_kind_get_label (i), !=, "");
      g_assert_true (g_str_has_suffix (psc_part_kind_explain (i), "."));
      g_assert_true (g_str_has_suffix (psc_part_kind_advise (i), "."));
      for (PscPartKind j = 0; j < i; j++)
        g_assert_cmpstr (psc_part_kind_to_string (i), !=,
                         psc_part_kind_to_string (j));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/known", test_known);
  g_test_add_func ("/account/inside", test_inside);
  g_test_add_func ("/account/restart", test_restart);
  g_test_add_func ("/account/down", test_down);
  g_test_add_func ("/account/down-late", test_down_late);
  g_test_add_func ("/account/no-worker", test_no_worker);
  g_test_add_func ("/account/replaceable", test_replaceable);
  g_test_add_func ("/account/stopped", test_stopped);
  g_test_add_func ("/account/live", test_live);
  g_test_add_func ("/account/random", test_random);
  g_test_add_func ("/account/abut", test_abut);
  g_test_add_func ("/account/hostile", test_hostile);
  g_test_add_func ("/account/reader", test_reader);
  g_test_add_func ("/account/names", test_names);

  return g_test_run ();
}
