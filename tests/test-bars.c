/* test-bars.c: bars that grow with the run are those of the whole run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-account.h"
#include "psc-bars.h"
#include "psc-test-run.h"

#define N_LANES 3
#define N_FILES 600

static void
assert_same_positions (const guint32 *a,
                       guint          n_a,
                       const guint32 *b,
                       guint          n_b)
{
  g_assert_cmpuint (n_a, ==, n_b);
  for (guint i = 0; i < n_a; i++)
    g_assert_cmpuint (a[i], ==, b[i]);
}

static void
assert_same_lane (PscBars *a,
                  PscBars *b,
                  guint    lane)
{
  guint n_tasks = psc_bars_get_n_tasks (a, lane);
  const guint32 *first, *second;
  guint n_first, n_second;

  g_assert_cmpuint (n_tasks, ==, psc_bars_get_n_tasks (b, lane));

  for (guint i = 0; i < n_tasks; i++)
    {
      PscShares one, other;
      gint64 end_ns = psc_bars_get_end_ns (a, lane, i);

      g_assert_cmpint (psc_bars_get_start_ns (a, lane, i), ==,
                       psc_bars_get_start_ns (b, lane, i));
      g_assert_cmpint (end_ns, ==, psc_bars_get_end_ns (b, lane, i));

      psc_bars_read_shares (a, lane, i + 1, end_ns, &one);
      psc_bars_read_shares (b, lane, i + 1, end_ns, &other);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpint (one.steps_ns[j], ==, other.steps_ns[j]);
      g_assert_cmpint (one.inside_ns, ==, other.inside_ns);
      g_assert_cmpint (one.restart_ns, ==, other.restart_ns);
    }

  first = psc_bars_get_chunks (a, lane, &n_first);
  second = psc_bars_get_chunks (b, lane, &n_second);
  assert_same_positions (first, n_first, second, n_second);

  for (PscOutcome i = PSC_OUTCOME_OK + 1; i < PSC_N_OUTCOMES; i++)
    {
      first = psc_bars_get_marked (a, lane, i, &n_first);
      second = psc_bars_get_marked (b, lane, i, &n_second);
      assert_same_positions (first, n_first, second, n_second);
    }
}

/* Replays the tasks and workers of a run into another, a few at a time. */
static void
test_grow (void)
{
  g_autoptr (PscRun) model = psc_test_run_new_random (11, N_LANES, N_FILES);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, N_LANES,
                                             N_FILES);
  g_autoptr (PscBars) growing = psc_bars_new (run);
  g_autoptr (PscBars) whole = NULL;

  for (guint i = 0; i < psc_run_get_n_workers (model); i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (model, i);

      psc_test_run_add_worker (run, worker->lane, worker->requested_ns,
                               worker->ready_ns, worker->ended_ns);
    }

  g_assert_false (psc_bars_update (growing));
  for (guint i = 0; i < N_FILES; i++)
    {
      const PscStepRecord steps[3] = {
        *psc_run_get_step (model, i, 0),
        *psc_run_get_step (model, i, 1),
        *psc_run_get_step (model, i, 2),
      };
      const PscTaskRecord *task = psc_run_get_task (model, i);

      psc_test_run_add_task_full (run, i, task, steps, task->end_ns);
      if (i % 7 == 0)
        {
          psc_run_take_batch (run);
          g_assert_true (psc_bars_update (growing));
        }
    }
  psc_test_run_end (run, psc_run_get_dry_ns (model));
  psc_bars_update (growing);
  whole = psc_bars_new (model);

  g_assert_true (psc_bars_has_chunks (growing));
  for (guint i = 0; i < N_LANES; i++)
    assert_same_lane (growing, whole, i);
}

/* What the bars find by halving is what one finds by looking at each task. */
static void
test_find (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (12, N_LANES, N_FILES);
  g_autoptr (PscBars) bars = psc_bars_new (run);
  gint64 wall_ns = psc_run_get_wall_ns (run);

  for (guint i = 0; i < 2000; i++)
    {
      guint lane = (guint) g_test_rand_int_range (0, N_LANES);
      guint n_tasks = psc_bars_get_n_tasks (bars, lane);
      gint64 time_ns =
        (gint64) g_test_rand_double_range (-10., (double) wall_ns + 10.);
      guint from = (guint) g_test_rand_int_range (0, (gint32) n_tasks + 1);
      guint ending = from, starting = from;

      while (ending < n_tasks &&
             psc_bars_get_end_ns (bars, lane, ending) <= time_ns)
        ending++;
      while (starting < n_tasks &&
             psc_bars_get_start_ns (bars, lane, starting) < time_ns)
        starting++;
      g_assert_cmpuint (psc_bars_find_ending_after (bars, lane, from, time_ns),
                        ==, ending);
      g_assert_cmpuint (psc_bars_find_starting_at (bars, lane, from, time_ns),
                        ==, starting);
    }

  for (guint i = 0; i < N_FILES; i++)
    {
      guint lane, position;

      g_assert_true (psc_bars_find_task (bars, i, &lane, &position));
      g_assert_cmpuint (psc_bars_get_task (bars, lane, position), ==, i);
    }
}

/* At the end of the run the shares are the account's. */
static void
test_shares (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (13, N_LANES, N_FILES);
  g_autoptr (PscBars) bars = psc_bars_new (run);
  gint64 wall_ns = psc_run_get_wall_ns (run);
  PscShares sum = { { 0, }, 0, 0 };
  gint64 open_restarts_ns = 0;
  PscAccount account;

  for (guint lane = 0; lane < N_LANES; lane++)
    {
      guint n_tasks = psc_bars_get_n_tasks (bars, lane);
      PscPart parts[PSC_MAX_GAP_PARTS];
      PscShares shares;
      guint n_parts;

      psc_bars_read_shares (bars, lane, n_tasks, wall_ns, &shares);
      for (guint i = 0; i < 3; i++)
        sum.steps_ns[i] += shares.steps_ns[i];
      sum.inside_ns += shares.inside_ns;
      sum.restart_ns += shares.restart_ns;

      n_parts = psc_account_read_gap (run, lane, n_tasks, wall_ns, parts);
      for (guint i = 0; i < n_parts; i++)
        if (parts[i].kind == PSC_PART_RESTART)
          open_restarts_ns += parts[i].end_ns - parts[i].begin_ns;
    }

  psc_account_read (run, wall_ns, &account);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (sum.steps_ns[i], ==, account.steps_ns[i]);
  g_assert_cmpint (sum.inside_ns, ==, account.parts_ns[PSC_PART_INSIDE]);
  g_assert_cmpint (account.parts_ns[PSC_PART_RESTART], >, 0);
  g_assert_cmpint (sum.restart_ns + open_restarts_ns, ==,
                   account.parts_ns[PSC_PART_RESTART]);
}

/* Readings in the middle of tasks and gaps grow steadily, and never by more
 * than the time that has passed. */
static void
test_shares_between (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (14, N_LANES, N_FILES);
  g_autoptr (PscBars) bars = psc_bars_new (run);
  gint64 wall_ns = psc_run_get_wall_ns (run);
  PscShares before = { { 0, }, 0, 0 };
  gint64 before_ns = 0;
  guint position = 0;

  while (before_ns < wall_ns)
    {
      gint64 time_ns = before_ns + g_test_rand_int_range (1, 40000);
      gint64 sum_ns = 0;
      PscShares shares;

      position = psc_bars_find_ending_after (bars, 0, position, time_ns);
      psc_bars_read_shares (bars, 0, position, time_ns, &shares);
      for (guint i = 0; i < 3; i++)
        {
          g_assert_cmpint (shares.steps_ns[i], >=, before.steps_ns[i]);
          sum_ns += shares.steps_ns[i] - before.steps_ns[i];
        }
      g_assert_cmpint (shares.inside_ns, >=, before.inside_ns);
      g_assert_cmpint (shares.restart_ns, >=, before.restart_ns);
      sum_ns += shares.inside_ns - before.inside_ns;
      sum_ns += shares.restart_ns - before.restart_ns;
      g_assert_cmpint (sum_ns, <=, time_ns - before_ns);

      before = shares;
      before_ns = time_ns;
    }
}

/* Records that contradict each other do not make bars that overlap, and a
 * step that nobody saw end goes on to the end of its task. */
static void
test_odd_records (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 3);
  const PscTaskRecord lost = {
    .start_ns = 90, .end_ns = 150, .worker = 1, .chunk = 1, .lane = 1,
    .outcome = PSC_OUTCOME_LOST, .cause = PSC_CAUSE_WORKER_DIED,
  };
  const PscStepRecord steps[3] = {
    { .start_ns = 100, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };
  g_autoptr (PscBars) bars = NULL;
  gint64 begin_ns, end_ns;

  psc_test_run_add_worker (run, 1, 0, 5, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 100);
  psc_test_run_add_task_full (run, 1, &lost, steps, 150);
  psc_test_run_add_task (run, 2, 1, 1, 1, 120, 140);
  psc_test_run_end (run, 100);
  bars = psc_bars_new (run);

  g_assert_cmpint (psc_bars_get_start_ns (bars, 0, 1), ==, 100);
  g_assert_cmpint (psc_bars_get_start_ns (bars, 0, 2), ==, 150);
  g_assert_cmpint (psc_bars_get_end_ns (bars, 0, 2), ==, 150);
  g_assert_true (psc_bars_get_step_span (bars, 0, 1, 0, &begin_ns, &end_ns));
  g_assert_cmpint (begin_ns, ==, 100);
  g_assert_cmpint (end_ns, ==, 150);
  g_assert_false (psc_bars_get_step_span (bars, 0, 1, 1, &begin_ns, &end_ns));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bars/grow", test_grow);
  g_test_add_func ("/bars/find", test_find);
  g_test_add_func ("/bars/shares", test_shares);
  g_test_add_func ("/bars/shares-between", test_shares_between);
  g_test_add_func ("/bars/odd-records", test_odd_records);

  return g_test_run ();
}
