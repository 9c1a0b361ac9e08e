/* test-account-window.c: where the time of a stretch of a run went
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-account.h"
#include "psc-test-run.h"

#define N_SEEDS 200

static void
add (PscAccount       *sum,
     const PscAccount *account)
{
  sum->total_ns += account->total_ns;
  sum->cumulated_ns += account->cumulated_ns;
  sum->n_run += account->n_run;
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    sum->parts_ns[i] += account->parts_ns[i];
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    sum->steps_ns[i] += account->steps_ns[i];
}

static void
assert_equal (const PscAccount *a,
              const PscAccount *b)
{
  g_assert_cmpint (a->total_ns, ==, b->total_ns);
  g_assert_cmpint (a->cumulated_ns, ==, b->cumulated_ns);
  g_assert_cmpuint (a->n_run, ==, b->n_run);
  g_assert_cmpmem (a->parts_ns, sizeof a->parts_ns,
                   b->parts_ns, sizeof b->parts_ns);
  g_assert_cmpmem (a->steps_ns, sizeof a->steps_ns,
                   b->steps_ns, sizeof b->steps_ns);
}

static void
assert_sum (const PscAccount *account,
            gint64            total_ns)
{
  gint64 parts_ns = 0, steps_ns = 0;

  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    {
      g_assert_cmpint (account->parts_ns[i], >=, 0);
      parts_ns += account->parts_ns[i];
    }
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    steps_ns += account->steps_ns[i];

  g_assert_cmpint (account->total_ns, ==, total_ns);
  g_assert_cmpint (parts_ns, ==, total_ns);
  g_assert_cmpint (steps_ns, ==, account->parts_ns[PSC_PART_STEP]);
}

/* The made-up steps take half, a quarter and a quarter of their task. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  guint one = psc_test_run_add_worker (run, 1, 5, 100, 2100);
  guint two = psc_test_run_add_worker (run, 2, 5, 150, 2100);

  psc_test_run_add_task (run, 0, 1, one, 1, 110, 510);
  psc_test_run_add_task (run, 1, 2, two, 2, 150, 950);
  psc_test_run_add_task (run, 2, 1, one, 3, 530, 1330);
  psc_test_run_add_task (run, 3, 2, two, 4, 1000, 2000);
  psc_test_run_end (run, 990);

  return run;
}

static void
test_known (void)
{
  g_autoptr (PscRun) run = new_run ();
  PscAccount account;

  /* One lane waits for its worker, and then is handed a file. */
  psc_account_read_window (run, 2000, 90, 120, &account);
  assert_sum (&account, 60);
  g_assert_cmpint (account.parts_ns[PSC_PART_START], ==, 10 + 30);
  g_assert_cmpint (account.parts_ns[PSC_PART_HANDOVER], ==, 10);
  g_assert_cmpint (account.steps_ns[0], ==, 10);
  g_assert_cmpint (account.cumulated_ns, ==, 10);
  g_assert_cmpuint (account.n_run, ==, 0);

  /* The end of a task, a hand-over, and the beginning of the next; the other
   * lane goes from its first step to its second. */
  psc_account_read_window (run, 2000, 500, 600, &account);
  assert_sum (&account, 200);
  g_assert_cmpint (account.parts_ns[PSC_PART_HANDOVER], ==, 20);
  g_assert_cmpint (account.steps_ns[0], ==, 70 + 50);
  g_assert_cmpint (account.steps_ns[1], ==, 50);
  g_assert_cmpint (account.steps_ns[2], ==, 10);
  g_assert_cmpint (account.cumulated_ns, ==, 180);
  g_assert_cmpuint (account.n_run, ==, 1);

  /* One lane has nothing to do any more. */
  psc_account_read_window (run, 2000, 1500, 2000, &account);
  assert_sum (&account, 1000);
  g_assert_cmpint (account.parts_ns[PSC_PART_TAIL], ==, 500);
  g_assert_cmpuint (account.n_run, ==, 1);
}

/* A task belongs to the window at whose last moment it ends. */
static void
test_edges (void)
{
  g_autoptr (PscRun) run = new_run ();
  PscAccount account;

  psc_account_read_window (run, 2000, 400, 510, &account);
  g_assert_cmpuint (account.n_run, ==, 1);
  psc_account_read_window (run, 2000, 510, 520, &account);
  g_assert_cmpuint (account.n_run, ==, 0);

  /* Nothing is outside of the run. */
  psc_account_read_window (run, 2000, -500, 50, &account);
  assert_sum (&account, 100);
  psc_account_read_window (run, 2000, 1990, 9000, &account);
  assert_sum (&account, 20);
  psc_account_read_window (run, 2000, 2000, 9000, &account);
  assert_sum (&account, 0);
  psc_account_read_window (run, 2000, 700, 700, &account);
  assert_sum (&account, 0);
}

/* Windows side by side are the whole run, in whatever way it is cut. */
static void
test_side_by_side (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      guint n_lanes = 1 + seed % 9;
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, n_lanes,
                                                        seed * 3);
      gint64 wall_ns = psc_run_get_wall_ns (run);
      gint64 begin_ns = 0;
      PscAccount whole, sum = { 0, };

      psc_account_read (run, wall_ns, &whole);
      while (begin_ns < wall_ns)
        {
          gint64 length_ns = (gint64) (g_rand_double (rand) *
                                       g_rand_double (rand) *
                                       (double) wall_ns) + 1;
          gint64 end_ns = MIN (begin_ns + length_ns, wall_ns);
          PscAccount account;

          psc_account_read_window (run, wall_ns, begin_ns, end_ns, &account);
          assert_sum (&account, n_lanes * (end_ns - begin_ns));
          add (&sum, &account);
          begin_ns = end_ns;
        }
      assert_equal (&sum, &whole);
    }
}

/* A window is cut where tasks begin and end, which is where to go wrong. */
static void
test_cut_at_tasks (void)
{
  for (guint32 seed = 0; seed < N_SEEDS / 10; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 3, 40);
      gint64 wall_ns = psc_run_get_wall_ns (run);
      PscAccount whole;

      psc_account_read (run, wall_ns, &whole);
      for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
        {
          const PscTaskRecord *task = psc_run_get_task (run, i);
          PscAccount before, within, after;

          psc_account_read_window (run, wall_ns, 0, task->start_ns, &before);
          psc_account_read_window (run, wall_ns, task->start_ns, task->end_ns,
                                   &within);
          psc_account_read_window (run, wall_ns, task->end_ns, wall_ns,
                                   &after);
          if (task->end_ns > task->start_ns)
            g_assert_cmpuint (within.n_run, >=, 1);
          add (&before, &within);
          add (&before, &after);
          assert_equal (&before, &whole);
        }
    }
}

static void
test_live (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  PscRecorder *recorder = psc_run_get_recorder (run);
  PscAccount account;

  psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  psc_recorder_task_begun (recorder, 1, 0, 15);
  psc_run_take_batch (run);

  psc_account_read_window (run, 40, 12, 30, &account);
  assert_sum (&account, 36);
  g_assert_cmpint (account.parts_ns[PSC_PART_START], ==, 18);
  g_assert_cmpint (account.parts_ns[PSC_PART_HANDOVER], ==, 3);
  g_assert_cmpint (account.parts_ns[PSC_PART_INSIDE], ==, 15);
  g_assert_cmpint (account.cumulated_ns, ==, 0);

  psc_test_run_end (run, PSC_NEVER);
}

/* Whatever the record says, the sum is right. */
static void
test_hostile (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 20);

      psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
      psc_test_run_add_worker (run, 2, 0, 10, PSC_NEVER);
      for (guint i = 0; i < 20; i++)
        {
          guint lane = g_rand_int_range (rand, 1, 3);
          gint64 begin_ns = g_rand_int_range (rand, 0, 200);
          gint64 end_ns = g_rand_int_range (rand, (gint32) begin_ns, 201);
          PscAccount account;

          psc_test_run_add_task (run, i, lane, lane, i + 1,
                                 g_rand_int_range (rand, -20, 200),
                                 g_rand_int_range (rand, -20, 250));
          psc_run_take_batch (run);
          psc_account_read_window (run, 200, begin_ns, end_ns, &account);
          assert_sum (&account, 2 * (end_ns - begin_ns));
        }
      psc_test_run_end (run, PSC_NEVER);
    }
}

static void
test_parts (void)
{
  g_autoptr (PscRun) run = new_run ();
  PscAccount account;
  gint64 sum_ns = 0;
  guint step;

  psc_account_read (run, 2000, &account);
  for (guint i = 0; i < PSC_N_PART_KINDS + PSC_MAX_STEPS; i++)
    if (i != PSC_PART_STEP)
      sum_ns += psc_account_get_part_ns (&account, i);
  g_assert_cmpint (sum_ns, ==, account.total_ns);

  g_assert_true (psc_part_id_get_step (psc_part_id (PSC_PART_STEP, 2),
                                       &step));
  g_assert_cmpuint (step, ==, 2);
  g_assert_false (psc_part_id_get_step (psc_part_id (PSC_PART_TAIL, 0),
                                        &step));
  g_assert_false (psc_part_id_get_step (PSC_NO_PART, &step));
  g_assert_cmpint (psc_account_get_part_ns (&account,
                                            psc_part_id (PSC_PART_TAIL, 0)),
                   ==, 670);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-window/known", test_known);
  g_test_add_func ("/account-window/edges", test_edges);
  g_test_add_func ("/account-window/side-by-side", test_side_by_side);
  g_test_add_func ("/account-window/cut-at-tasks", test_cut_at_tasks);
  g_test_add_func ("/account-window/live", test_live);
  g_test_add_func ("/account-window/hostile", test_hostile);
  g_test_add_func ("/account-window/parts", test_parts);

  return g_test_run ();
}
