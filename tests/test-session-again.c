/* test-session-again.c: the lost files of runs of the past
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "psc-error.h"
#include "psc-session.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

typedef struct
{
  char       *directory;
  PscSession *session;
  PscRun     *run; /* of the past, over two files, of which one is lost */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "fine", "lost", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscMachine) machine = psc_machine_read ();
  g_autoptr (GDateTime) started = g_date_time_new_utc (2026, 11, 22, 9, 30, 0);

  fixture->directory = psc_test_make_directory (names);
  listing = psc_listing_new_for_names (fixture->directory, names);
  settings->workers = 1;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_step (settings->pipeline, "own", "true",
                                           NULL));

  fixture->run = psc_run_new_kept (settings, listing, machine, started);
  psc_recorder_begin_run (psc_run_get_recorder (fixture->run), 0);
  psc_test_run_add_worker (fixture->run, 1, 0, 1, PSC_NEVER);
  psc_test_run_add_task (fixture->run, 0, 1, 1, 1, 2, 10);
  psc_test_run_lose_task (fixture->run, 1, 1, 10, 20);
  psc_test_run_end (fixture->run, 10);

  fixture->session = psc_session_new ();
  psc_session_restore_run (fixture->session, fixture->run, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->run);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static PscPipeline *
get_pipeline (Fixture *fixture)
{
  return psc_run_get_settings (fixture->run)->pipeline;
}

static void
assert_refused (Fixture     *fixture,
                PscPipeline *chosen,
                PscError     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_session_can_run_lost (fixture->session));
  g_assert_false (psc_session_run_lost (fixture->session, chosen, &error));
  g_assert_error (error, PSC_ERROR, (int) code);
  g_assert_false (psc_session_is_busy (fixture->session));
  g_assert_true (psc_session_get_run (fixture->session) == fixture->run);
}

/* What the user has chosen as well is done again. */
static void
test_same_pipeline (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  PscRun *again;

  g_assert_true (psc_session_run_lost (fixture->session,
                                       get_pipeline (fixture), &error));
  g_assert_no_error (error);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));

  again = psc_session_get_run (fixture->session);
  g_assert_true (again != fixture->run);
  g_assert_false (psc_run_is_kept (again));
  g_assert_cmpuint (psc_run_get_n_tasks (again), ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (again, PSC_OUTCOME_OK), ==, 1);
  g_assert_cmpstr (psc_listing_get_name (psc_run_get_listing (again), 0), ==,
                   "lost");
}

/* What somebody else's document says is not executed because of that. */
static void
test_other_pipeline (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  assert_refused (fixture, settings->pipeline, PSC_ERROR_SETTINGS);
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "lost", NULL);

  g_assert_no_errno (g_unlink (path));
  assert_refused (fixture, get_pipeline (fixture), PSC_ERROR_EMPTY);
}

static void
test_no_directory (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *moved = g_strconcat (fixture->directory, "-moved", NULL);

  g_assert_no_errno (g_rename (fixture->directory, moved));
  assert_refused (fixture, get_pipeline (fixture), PSC_ERROR_NOT_FOUND);
  g_assert_no_errno (g_rename (moved, fixture->directory));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/session-again/" path, Fixture, NULL, set_up, test, tear_down)

  ADD ("same-pipeline", test_same_pipeline);
  ADD ("other-pipeline", test_other_pipeline);
  ADD ("no-file", test_no_file);
  ADD ("no-directory", test_no_directory);

  return g_test_run ();
}
