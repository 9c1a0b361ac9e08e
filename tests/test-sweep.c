/* test-sweep.c: real sweeps, whole, stopped and with runs that fail
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-error.h"
#include "psc-sweep.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool      pool;
  PscSweepOptions  options;
  PscSweep        *sweep;
  GCancellable    *cancellable;
  guint            n_started;
  guint            n_ended;
  guint            stop_after;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->options = (PscSweepOptions) PSC_SWEEP_OPTIONS_DEFAULT;
  fixture->options.repeats = 3;
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->sweep),
                             (gpointer *) &fixture->sweep);
  g_object_unref (fixture->sweep);
  g_assert_null (fixture->sweep);
  g_object_unref (fixture->cancellable);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static void
started_cb (PscSweep *sweep,
            gpointer  user_data)
{
  Fixture *fixture = user_data;

  fixture->n_started++;
}

static void
ended_cb (PscSweep *sweep,
          gpointer  user_data)
{
  Fixture *fixture = user_data;
  const PscSweepRun *run = psc_sweep_get_run (sweep, fixture->n_ended);

  fixture->n_ended++;
  g_assert_cmpuint (fixture->n_started, ==, fixture->n_ended);
  if (run->run != NULL)
    g_assert_true (
      psc_settings_equal (psc_run_get_settings (run->run),
                          psc_point_get_settings (
                            g_ptr_array_index (psc_sweep_get_points (sweep),
                                               run->point))));
  g_assert_cmpuint (psc_sweep_get_n_runs (sweep), ==, fixture->n_ended);
  g_assert_cmpint (psc_sweep_get_left_ns (sweep), >=, 0);
  if (fixture->n_ended == fixture->stop_after)
    g_cancellable_cancel (fixture->cancellable);
}

/* Points with 1, 2 and 3 workers, or those of a list that ends in 0. */
static void
make_sweep (Fixture     *fixture,
            const guint *workers)
{
  static const guint usual[] = { 1, 2, 3, 0 };
  g_autoptr (PscListing) listing = psc_test_list (fixture->pool.directory);

  fixture->sweep = psc_sweep_new (listing, &fixture->options);
  for (const guint *n = workers != NULL ? workers : usual; *n != 0; n++)
    {
      fixture->pool.settings->workers = *n;
      psc_sweep_add_point (fixture->sweep, fixture->pool.settings);
    }
  g_signal_connect (fixture->sweep, "run-started", G_CALLBACK (started_cb),
                    fixture);
  g_signal_connect (fixture->sweep, "run-ended", G_CALLBACK (ended_cb),
                    fixture);
}

static gboolean
execute (Fixture  *fixture,
         GError  **error)
{
  return psc_test_measure_sweep (fixture->sweep, fixture->cancellable, error);
}

static PscPoint *
get_point (Fixture *fixture,
           guint    index)
{
  return g_ptr_array_index (psc_sweep_get_points (fixture->sweep), index);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gboolean shuffled = FALSE;

  fixture->options.keep_runs = TRUE;
  fixture->options.warmups = 2;
  make_sweep (fixture, NULL);
  g_assert_cmpint (psc_sweep_get_left_ns (fixture->sweep), ==, PSC_NEVER);
  g_assert_true (execute (fixture, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (psc_sweep_get_n_planned (fixture->sweep), ==, 2 + 9);
  g_assert_cmpuint (psc_sweep_get_n_runs (fixture->sweep), ==, 2 + 9);
  g_assert_cmpuint (fixture->n_started, ==, 2 + 9);
  g_assert_cmpint (psc_sweep_get_left_ns (fixture->sweep), ==, 0);
  for (guint i = 0; i < 2 + 9; i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (fixture->sweep, i);

      g_assert_cmpstr (run->problem, ==, NULL);
      psc_test_check_run (run->run);
      g_assert_cmpuint (run->n_outcomes[PSC_OUTCOME_OK], ==, 41);
      g_assert_cmpuint (run->figures.n_lanes, ==, run->point + 1);
      g_assert_cmpint (run->duration_ns, >=, run->figures.wall_ns);

      /* Every repeat takes each point once. */
      g_assert_cmpuint (run->repeat, ==, i < 2 ? 0 : (i - 2) / 3 + 1);
      shuffled |= i >= 2 && run->point != (i - 2) % 3;
    }
  g_assert_true (shuffled);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (psc_point_get_n_runs (get_point (fixture, i)), ==, 3);
      g_assert_cmpuint (psc_point_get_n_files (get_point (fixture, i)), ==, 41);
    }
}

static void
read_order (Fixture *fixture,
            guint   *points)
{
  make_sweep (fixture, NULL);
  g_assert_true (execute (fixture, NULL));
  for (guint i = 0; i < psc_sweep_get_n_runs (fixture->sweep); i++)
    {
      points[i] = psc_sweep_get_run (fixture->sweep, i)->point;
      g_assert_null (psc_sweep_get_run (fixture->sweep, i)->run);
    }
}

/* The same seed gives the same order, another one another. */
static void
test_seed (Fixture       *fixture,
           gconstpointer  data)
{
  guint first[9], again[9], other[9];

  fixture->options.warmups = 0;
  read_order (fixture, first);
  tear_down (fixture, data);
  memset (fixture, 0, sizeof *fixture);
  set_up (fixture, data);
  fixture->options.warmups = 0;
  read_order (fixture, again);
  g_assert_cmpmem (first, sizeof first, again, sizeof again);
  tear_down (fixture, data);
  memset (fixture, 0, sizeof *fixture);
  set_up (fixture, data);
  fixture->options.warmups = 0;
  fixture->options.seed = 7;
  read_order (fixture, other);
  g_assert_cmpint (memcmp (first, other, sizeof first), !=, 0);
}

static void
test_as_given (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->options.order = PSC_SWEEP_AS_GIVEN;
  fixture->options.repeats = 2;
  make_sweep (fixture, NULL);
  g_assert_true (execute (fixture, NULL));

  g_assert_cmpuint (psc_sweep_get_run (fixture->sweep, 0)->repeat, ==, 0);
  for (guint i = 0; i < 6; i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (fixture->sweep, i + 1);

      g_assert_cmpuint (run->point, ==, i / 2);
      g_assert_cmpuint (run->repeat, ==, i % 2 + 1);
    }
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->options.order = PSC_SWEEP_AS_GIVEN;
  fixture->stop_after = 5;
  make_sweep (fixture, NULL);
  g_assert_false (execute (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* One to warm up, three of the first point, one of the second. */
  g_assert_cmpuint (psc_sweep_get_n_runs (fixture->sweep), ==, 5);
  g_assert_cmpuint (psc_point_get_n_runs (get_point (fixture, 0)), ==, 3);
  g_assert_cmpuint (psc_point_get_n_runs (get_point (fixture, 1)), ==, 1);
  g_assert_cmpuint (psc_point_get_n_runs (get_point (fixture, 2)), ==, 0);
}

/* A stop in the middle of a run. */
static void
test_stop_within (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  psc_test_pool_set_command (fixture->pool.settings, "sleep 60");
  make_sweep (fixture, NULL);
  psc_sweep_execute_async (fixture->sweep, fixture->cancellable,
                           psc_test_result_cb, &result);
  psc_test_wait_until (psc_test_count_children () > 0);
  g_cancellable_cancel (fixture->cancellable);
  psc_test_wait_until (result != NULL);
  g_assert_false (psc_sweep_execute_finish (fixture->sweep, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (psc_sweep_get_n_runs (fixture->sweep), ==, 0);
}

/* One step of all is killed, the first that finds that it is not the first:
 * its run is kept and does not count. */
static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *mark = g_build_filename (fixture->pool.directory, "sub",
                                            "mark", NULL);
  g_autofree char *script = g_strdup_printf (
    "sh -c 'if ! mkdir %s && mkdir %s-2; then kill -9 $$; fi'", mark, mark);
  guint n_problems = 0;

  psc_test_pool_set_command (fixture->pool.settings, script);
  fixture->options.warmups = 0;
  make_sweep (fixture, (const guint[]) { 1, 2, 0 });
  g_assert_true (execute (fixture, NULL));

  for (guint i = 0; i < psc_sweep_get_n_runs (fixture->sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (fixture->sweep, i);

      if (run->problem == NULL)
        continue;

      n_problems++;
      g_assert_nonnull (strstr (run->problem, "1 killed"));
      g_assert_cmpuint (run->n_outcomes[PSC_OUTCOME_KILLED], ==, 1);
      g_assert_cmpuint (
        psc_point_get_n_runs (get_point (fixture, run->point)), ==, 2);
      g_assert_cmpuint (
        psc_point_get_n_runs (get_point (fixture, 1 - run->point)), ==, 3);
    }
  g_assert_cmpuint (n_problems, ==, 1);
}

static void
check_refused (Fixture    *fixture,
               int         code,
               const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (execute (fixture, &error));
  g_assert_error (error, PSC_ERROR, code);
  if (strstr (error->message, reason) == NULL)
    g_test_message ("“%s” is not in: %s", reason, error->message);
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_cmpuint (psc_sweep_get_n_runs (fixture->sweep), ==, 0);
  g_assert_cmpuint (fixture->n_started, ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint workers[][4] = {
    { 1, 257, 0 }, { 1, 2, 1, 0 }, { 0 },
  };
  static const char * const reasons[] = {
    "257 workers", "1 worker in mode dummy is there twice", "at least one",
  };

  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      make_sweep (fixture, workers[i]);
      check_refused (fixture, PSC_ERROR_SETTINGS, reasons[i]);
      g_clear_object (&fixture->sweep);
    }

  fixture->options.repeats = 0;
  make_sweep (fixture, NULL);
  check_refused (fixture, PSC_ERROR_SETTINGS, "1 to 50 repeats");
  g_clear_object (&fixture->sweep);

  /* No file at all, and a program that is not there. */
  fixture->options.repeats = 1;
  {
    g_autoptr (PscListing) listing =
      psc_listing_new_for_names ("/", (const char * const[]) { NULL });

    fixture->sweep = psc_sweep_new (listing, &fixture->options);
    psc_sweep_add_point (fixture->sweep, fixture->pool.settings);
  }
  check_refused (fixture, PSC_ERROR_EMPTY, "no file");
  g_clear_object (&fixture->sweep);

  psc_test_pool_set_command (fixture->pool.settings, "no-such-program");
  make_sweep (fixture, NULL);
  check_refused (fixture, PSC_ERROR_NO_TOOL, "no-such-program");
}

static void
test_orders (void)
{
  PscSweepOrder order;

  g_assert_true (psc_sweep_order_from_string ("as-given", &order));
  g_assert_cmpint (order, ==, PSC_SWEEP_AS_GIVEN);
  g_assert_true (psc_sweep_order_from_string (
    psc_sweep_order_to_string (PSC_SWEEP_INTERLEAVED), &order));
  g_assert_cmpint (order, ==, PSC_SWEEP_INTERLEAVED);
  g_assert_false (psc_sweep_order_from_string ("random", &order));
}

static void
test_usual_workers (void)
{
  static const guint two_cpus[] = { 1, 2, 3, 4, 6, 8 };
  g_autoptr (GArray) two = psc_sweep_dup_usual_workers (2);
  g_autoptr (GArray) many = psc_sweep_dup_usual_workers (1000);

  g_assert_cmpmem (two->data, two->len * sizeof (guint), two_cpus,
                   sizeof two_cpus);
  g_assert_cmpuint (g_array_index (many, guint, many->len - 1), ==,
                    PSC_MAX_WORKERS);
}

#define add(name, func) \
  g_test_add ("/study/sweep/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("whole", test_whole);
  add ("seed", test_seed);
  add ("as-given", test_as_given);
  add ("stop", test_stop);
  add ("stop-within", test_stop_within);
  add ("problem", test_problem);
  add ("refused", test_refused);
  g_test_add_func ("/study/sweep/orders", test_orders);
  g_test_add_func ("/study/sweep/usual-workers", test_usual_workers);

  return g_test_run ();
}
