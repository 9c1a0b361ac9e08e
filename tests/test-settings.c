/* test-settings.c: what a run is told to do
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-settings.h"

/* The names are part of the command line and of the run document. */
static void
test_names (void)
{
  static const char * const modes[] = {
    "process", "process-executor", "thread", "dummy",
  };
  static const char * const outcomes[] = {
    "none", "ok", "nonzero", "failed", "killed", "timed-out", "skipped",
    "lost", "stopped",
  };

  g_assert_cmpuint (G_N_ELEMENTS (modes), ==, PSC_N_MODES);
  for (PscMode i = 0; i < PSC_N_MODES; i++)
    {
      PscMode mode = PSC_N_MODES;

      g_assert_cmpstr (psc_mode_to_string (i), ==, modes[i]);
      g_assert_true (psc_mode_from_string (modes[i], &mode));
      g_assert_cmpint (mode, ==, i);
      g_assert_cmpint (psc_mode_is_process (i), ==,
                       g_str_has_prefix (modes[i], "process"));
    }

  for (PscStreams i = 0; i <= PSC_STREAMS_INDEPENDENT; i++)
    {
      PscStreams streams = 77;

      g_assert_true (psc_streams_from_string (psc_streams_to_string (i),
                                              &streams));
      g_assert_cmpint (streams, ==, i);
    }
  g_assert_cmpstr (psc_streams_to_string (PSC_STREAMS_INHERITED), ==,
                   "inherited");
  g_assert_cmpstr (psc_streams_to_string (PSC_STREAMS_INDEPENDENT), ==,
                   "independent");

  g_assert_cmpuint (G_N_ELEMENTS (outcomes), ==, PSC_N_OUTCOMES);
  for (PscOutcome i = 0; i < PSC_N_OUTCOMES; i++)
    g_assert_cmpstr (psc_outcome_to_string (i), ==, outcomes[i]);

  g_assert_cmpstr (psc_worker_kind_to_string (PSC_WORKER_PROCESS), ==,
                   "process");
  g_assert_cmpstr (psc_worker_kind_to_string (PSC_WORKER_THREAD), ==,
                   "thread");
}

static void
test_unknown_names (void)
{
  static const char * const names[] = {
    NULL, "", "Process", "process ", "proces", "threads", "none",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PscMode mode = PSC_MODE_DUMMY;
      PscStreams streams = PSC_STREAMS_INDEPENDENT;

      g_assert_false (psc_mode_from_string (names[i], &mode));
      g_assert_cmpint (mode, ==, PSC_MODE_DUMMY);
      g_assert_false (psc_streams_from_string (names[i], &streams));
      g_assert_cmpint (streams, ==, PSC_STREAMS_INDEPENDENT);
    }
}

static void
test_defaults (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (settings->mode, ==, PSC_MODE_PROCESS);
  g_assert_cmpuint (settings->workers, >=, 1);
  g_assert_cmpuint (settings->workers, <=, PSC_MAX_WORKERS);
  g_assert_cmpuint (settings->chunk_size, ==, 0);
  g_assert_cmpuint (settings->tasks_per_worker, ==, 0);
  g_assert_cmpuint (settings->work, ==, 1);
  g_assert_cmpuint (settings->seed, ==, 42);
  g_assert_cmpint (settings->streams, ==, PSC_STREAMS_INHERITED);
  g_assert_false (settings->global_lock);
  g_assert_cmpint (settings->step_timeout_ns, ==, 30 * PSC_NSEC_PER_SEC);
  g_assert_true (psc_pipeline_is_default (settings->pipeline));
  g_assert_true (psc_settings_check (settings, &error));
  g_assert_no_error (error);
}

static void
test_copy (void)
{
  PscSettings *settings = psc_settings_new ();
  g_autoptr (PscSettings) copy = NULL;

  settings->workers = 7;
  settings->seed = G_MAXUINT32;
  copy = psc_settings_copy (settings);
  settings->workers = 8;
  psc_settings_free (settings);

  /* The pipeline is shared, and outlives the one it came from. */
  g_assert_cmpuint (copy->workers, ==, 7);
  g_assert_cmpuint (copy->seed, ==, G_MAXUINT32);
  g_assert_true (psc_pipeline_is_default (copy->pipeline));
}

/* Each setting makes a difference. */
static void
test_equal (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) other = psc_settings_copy (settings);

  g_assert_true (psc_settings_equal (settings, other));

#define check_difference(member, value)                                       \
  G_STMT_START {                                                              \
    other->member = (value);                                                  \
    g_assert_false (psc_settings_equal (settings, other));                    \
    other->member = settings->member;                                         \
    g_assert_true (psc_settings_equal (settings, other));                     \
  } G_STMT_END

  check_difference (mode, PSC_MODE_DUMMY);
  check_difference (workers, 255);
  check_difference (chunk_size, 3);
  check_difference (tasks_per_worker, 3);
  check_difference (work, 3);
  check_difference (seed, 3);
  check_difference (streams, PSC_STREAMS_INDEPENDENT);
  check_difference (global_lock, TRUE);
  check_difference (step_timeout_ns, 3);
#undef check_difference

  psc_pipeline_unref (other->pipeline);
  other->pipeline = psc_pipeline_new_default ();
  g_assert_true (psc_settings_equal (settings, other));
  psc_pipeline_append_compute (other->pipeline, "again");
  g_assert_false (psc_settings_equal (settings, other));
}

typedef struct
{
  PscMode  mode;
  guint    workers;
  guint    tasks_per_worker;
  guint    work;
  gboolean global_lock;
  gint64   step_timeout_ns;
  gboolean possible;
} CheckCase;

static const CheckCase check_cases[] = {
  { PSC_MODE_PROCESS, 1, 0, 1, FALSE, 0, TRUE },
  { PSC_MODE_PROCESS, PSC_MAX_WORKERS, 0, 1, FALSE, 0, TRUE },
  { PSC_MODE_PROCESS, 0, 0, 1, FALSE, 0, FALSE },
  { PSC_MODE_PROCESS, PSC_MAX_WORKERS + 1, 0, 1, FALSE, 0, FALSE },
  { PSC_MODE_PROCESS, G_MAXUINT, 0, 1, FALSE, 0, FALSE },
  { PSC_MODE_PROCESS, 4, 5, 1, FALSE, 0, TRUE },
  { PSC_MODE_PROCESS_EXECUTOR, 4, 5, 1, FALSE, 0, TRUE },
  { PSC_MODE_THREAD, 4, 5, 1, FALSE, 0, FALSE },
  { PSC_MODE_DUMMY, 4, 5, 1, FALSE, 0, FALSE },
  { PSC_MODE_THREAD, 4, 0, 1, TRUE, 0, TRUE },
  { PSC_MODE_DUMMY, 4, 0, 1, TRUE, 0, TRUE },
  { PSC_MODE_PROCESS, 4, 0, 1, TRUE, 0, FALSE },
  { PSC_MODE_PROCESS_EXECUTOR, 4, 0, 1, TRUE, 0, FALSE },
  { PSC_MODE_DUMMY, 4, 0, 0, FALSE, 0, TRUE },
  { PSC_MODE_DUMMY, 4, 0, PSC_MAX_WORK, FALSE, 0, TRUE },
  { PSC_MODE_DUMMY, 4, 0, PSC_MAX_WORK + 1, FALSE, 0, FALSE },
  { PSC_MODE_DUMMY, 4, 0, 1, FALSE, 1, TRUE },
  { PSC_MODE_DUMMY, 4, 0, 1, FALSE, G_MAXINT64, TRUE },
  { PSC_MODE_DUMMY, 4, 0, 1, FALSE, -1, FALSE },
};

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      const CheckCase *c = &check_cases[i];
      g_autoptr (PscSettings) settings = psc_settings_new ();
      g_autoptr (GError) error = NULL;

      settings->mode = c->mode;
      settings->workers = c->workers;
      settings->tasks_per_worker = c->tasks_per_worker;
      settings->work = c->work;
      settings->global_lock = c->global_lock;
      settings->step_timeout_ns = c->step_timeout_ns;

      g_assert_cmpint (psc_settings_check (settings, &error), ==, c->possible);
      if (c->possible)
        g_assert_no_error (error);
      else
        g_assert_error (error, PSC_ERROR, PSC_ERROR_SETTINGS);
    }
}

typedef struct
{
  PscMode mode;
  guint   workers;
  guint   chunk_size;
  guint   n_files;
  guint   expected;
} ChunkCase;

static const ChunkCase chunk_cases[] = {
  { PSC_MODE_PROCESS, 1, 0, 200, 50 },
  { PSC_MODE_PROCESS, 2, 0, 200, 25 },
  { PSC_MODE_PROCESS, 4, 0, 200, 13 },
  { PSC_MODE_DUMMY, 4, 0, 200, 13 },
  { PSC_MODE_DUMMY, 4, 0, 208, 13 },
  { PSC_MODE_DUMMY, 4, 0, 209, 14 },
  { PSC_MODE_PROCESS, 256, 0, 1, 1 },
  { PSC_MODE_PROCESS, 256, 0, 0, 1 },
  { PSC_MODE_PROCESS, 1, 0, G_MAXUINT, 1 << 30 },
  { PSC_MODE_PROCESS_EXECUTOR, 4, 0, 200, 1 },
  { PSC_MODE_THREAD, 4, 0, 200, 1 },
  { PSC_MODE_THREAD, 4, 7, 200, 7 },
  { PSC_MODE_PROCESS, 4, 1, 200, 1 },
  { PSC_MODE_PROCESS, 4, 1000, 200, 1000 },
};

static void
test_chunk_size (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (chunk_cases); i++)
    {
      const ChunkCase *c = &chunk_cases[i];

      settings->mode = c->mode;
      settings->workers = c->workers;
      settings->chunk_size = c->chunk_size;
      g_assert_cmpuint (psc_settings_get_chunk_size (settings, c->n_files), ==,
                        c->expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/names", test_names);
  g_test_add_func ("/settings/unknown-names", test_unknown_names);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/copy", test_copy);
  g_test_add_func ("/settings/equal", test_equal);
  g_test_add_func ("/settings/check", test_check);
  g_test_add_func ("/settings/chunk-size", test_chunk_size);

  return g_test_run ();
}
