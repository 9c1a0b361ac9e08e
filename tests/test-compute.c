/* test-compute.c: the built-in numerical step
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <math.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "psc-compute.h"
#include "psc-interrupt.h"
#include "psc-test-utils.h"

/* The notebook's own values with six decimals, as it prints them. */
static const char * const numpy_texts[] = {
  "-1473.632796", "1636.280988", "946.657335", "1662.814051",
};

/* The same of numpy.random.seed ([42, task]), for tasks 1 to 3. */
static const char * const numpy_task_texts[] = {
  "49.341941", "1538.607655", "1121.701826",
};

static PscCompute *
compute_new (guint      work,
             PscStreams streams,
             gboolean   global_lock,
             gint64     timeout_ns)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = PSC_MODE_DUMMY;
  settings->work = work;
  settings->streams = streams;
  settings->global_lock = global_lock;
  settings->step_timeout_ns = timeout_ns;

  return psc_compute_new (settings);
}

static double
run_once (PscCompute      *compute,
          PscComputeSpace *space,
          guint32          task)
{
  double value = 77.;

  g_assert_cmpint (psc_compute_run (compute, space, task, PSC_NO_INTERRUPT,
                                    NULL, &value), ==, PSC_COMPUTE_DONE);

  return value;
}

static void
assert_text (double      value,
             const char *expected)
{
  g_autofree char *text = g_strdup_printf ("%.6f", value);

  g_assert_cmpstr (text, ==, expected);
}

/* The task does not matter; what was drawn before does. */
static void
test_inherited (void)
{
  for (guint work = 1; work <= 3; work++)
    {
      g_autoptr (PscCompute) compute =
        compute_new (work, PSC_STREAMS_INHERITED, FALSE, 0);
      g_autoptr (PscComputeSpace) space = psc_compute_space_new ();

      for (guint i = 0; i < G_N_ELEMENTS (numpy_texts); i++)
        assert_text (run_once (compute, space, 99 - i), numpy_texts[i]);
    }
}

/* The other way round. */
static void
test_independent (void)
{
  static const guint order[] = { 2, 0, 1, 1, 2, 0 };
  g_autoptr (PscCompute) compute =
    compute_new (2, PSC_STREAMS_INDEPENDENT, FALSE, 0);
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    assert_text (run_once (compute, space, order[i] + 1),
                 numpy_task_texts[order[i]]);
}

/* No work, no number drawn, no value. */
static void
test_no_work (void)
{
  g_autoptr (PscCompute) compute =
    compute_new (0, PSC_STREAMS_INHERITED, TRUE, 1);
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();

  g_assert_true (isnan (run_once (compute, space, 1)));
}

typedef struct
{
  /* Constant */
  PscCompute      *compute;
  guint            n_values;
  int              interrupt_fd;

  /* Written by the thread */
  double           values[32];
  PscComputeEnd    end;
  gint             is_done;

  GThread         *thread;
  clockid_t        clock;
  gint             has_clock;
} Lane;

static gpointer
live (gpointer data)
{
  Lane *lane = data;
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();

  g_assert_cmpint (pthread_getcpuclockid (pthread_self (), &lane->clock), ==,
                   0);
  g_atomic_int_set (&lane->has_clock, TRUE);
  for (guint i = 0; i < lane->n_values; i++)
    lane->end = psc_compute_run (lane->compute, space, i + 1,
                                 lane->interrupt_fd, NULL, &lane->values[i]);
  g_atomic_int_set (&lane->is_done, TRUE);

  return NULL;
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

/* Threads take whole tasks' worth of the one stream that they share: together
 * they have its values, each once. */
static void
test_shared_stream (void)
{
  enum { N_LANES = 4, N_EACH = 25, N_ALL = N_LANES * N_EACH };
  g_autoptr (PscCompute) alone =
    compute_new (1, PSC_STREAMS_INHERITED, FALSE, 0);
  g_autoptr (PscCompute) shared =
    compute_new (1, PSC_STREAMS_INHERITED, FALSE, 0);
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();
  double expected[N_ALL], values[N_ALL];
  Lane lanes[N_LANES] = { 0, };

  for (guint i = 0; i < N_ALL; i++)
    expected[i] = run_once (alone, space, 1);

  for (guint i = 0; i < N_LANES; i++)
    {
      lanes[i].compute = shared;
      lanes[i].n_values = N_EACH;
      lanes[i].interrupt_fd = PSC_NO_INTERRUPT;
      lanes[i].thread = g_thread_new ("lane", live, &lanes[i]);
    }
  for (guint i = 0; i < N_LANES; i++)
    {
      g_thread_join (lanes[i].thread);
      for (guint k = 0; k < N_EACH; k++)
        values[i * N_EACH + k] = lanes[i].values[k];
    }

  qsort (expected, N_ALL, sizeof (double), compare_values);
  qsort (values, N_ALL, sizeof (double), compare_values);
  for (guint i = 0; i < N_ALL; i++)
    g_assert_cmpfloat (values[i], ==, expected[i]);
}

static void
test_interrupt_before (void)
{
  g_autoptr (PscCompute) compute =
    compute_new (PSC_MAX_WORK, PSC_STREAMS_INHERITED, FALSE, 0);
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();
  double value = 77.;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  close (fds[1]);
  g_assert_cmpint (psc_compute_run (compute, space, 1, fds[0], NULL, &value), ==,
                   PSC_COMPUTE_INTERRUPTED);
  g_assert_true (isnan (value));
  close (fds[0]);
}

static void
test_timeout (void)
{
  g_autoptr (PscCompute) compute =
    compute_new (PSC_MAX_WORK, PSC_STREAMS_INHERITED, FALSE,
                 PSC_NSEC_PER_SEC / 20);
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();
  double value = 77.;

  g_assert_cmpint (psc_compute_run (compute, space, 1, PSC_NO_INTERRUPT,
                                    NULL, &value), ==, PSC_COMPUTE_TIMED_OUT);
  g_assert_true (isnan (value));
}

/* Whether a lane's thread has used some CPU time, more than its start costs:
 * it is inside the step. */
static gboolean
is_at_work (Lane *lane)
{
  struct timespec used;

  return g_atomic_int_get (&lane->has_clock) &&
         clock_gettime (lane->clock, &used) == 0 &&
         (used.tv_sec > 0 || used.tv_nsec > 100000000);
}

/* Two lanes, of which the first works until it is interrupted; with the lock,
 * of whatever pool, the second cannot do its little work meanwhile. */
static void
test_global_lock (gconstpointer data)
{
  gboolean global_lock = GPOINTER_TO_INT (data);
  g_autoptr (PscCompute) endless =
    compute_new (PSC_MAX_WORK, PSC_STREAMS_INHERITED, global_lock, 0);
  g_autoptr (PscCompute) little =
    compute_new (1, PSC_STREAMS_INHERITED, global_lock, 0);
  Lane first = { .compute = endless, .n_values = 1 };
  Lane second = { .compute = little, .n_values = 1,
                  .interrupt_fd = PSC_NO_INTERRUPT };
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  first.interrupt_fd = fds[0];
  first.thread = g_thread_new ("first", live, &first);
  psc_test_wait_until (is_at_work (&first));
  second.thread = g_thread_new ("second", live, &second);

  if (global_lock)
    {
      /* Many times what it would need. */
      g_usleep (G_USEC_PER_SEC / 2);
      g_assert_false (g_atomic_int_get (&second.is_done));
    }
  else
    {
      psc_test_wait_until (g_atomic_int_get (&second.is_done));
      g_assert_false (g_atomic_int_get (&first.is_done));
    }

  close (fds[1]);
  psc_test_wait_until (g_atomic_int_get (&first.is_done) &&
                       g_atomic_int_get (&second.is_done));
  g_thread_join (first.thread);
  g_thread_join (second.thread);
  close (fds[0]);

  g_assert_cmpint (first.end, ==, PSC_COMPUTE_INTERRUPTED);
  g_assert_true (isnan (first.values[0]));
  g_assert_cmpint (second.end, ==, PSC_COMPUTE_DONE);
  assert_text (second.values[0], numpy_texts[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compute/inherited", test_inherited);
  g_test_add_func ("/compute/independent", test_independent);
  g_test_add_func ("/compute/no-work", test_no_work);
  g_test_add_func ("/compute/shared-stream", test_shared_stream);
  g_test_add_func ("/compute/interrupt-before", test_interrupt_before);
  g_test_add_func ("/compute/timeout", test_timeout);
  g_test_add_data_func ("/compute/no-lock", GINT_TO_POINTER (FALSE),
                        test_global_lock);
  g_test_add_data_func ("/compute/global-lock", GINT_TO_POINTER (TRUE),
                        test_global_lock);

  return g_test_run ();
}
