/* test-session.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-document-reader.h"
#include "psc-document.h"
#include "psc-error.h"
#include "psc-session.h"
#include "psc-test-utils.h"

static const char * const FILES[] = { "a", "b b", "-c", "d\n", NULL };

static PscSession *
new_ready_session (const char *directory)
{
  PscSession *session = psc_session_new ();

  psc_session_set_directory (session, directory);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READING);
  psc_test_wait_until (psc_session_get_state (session) != PSC_SESSION_READING);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);

  return session;
}

static void
test_new (void)
{
  PscSession *session = psc_session_new ();

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_EMPTY);
  g_assert_false (psc_session_is_busy (session));
  g_assert_null (psc_session_get_directory (session));
  g_assert_null (psc_session_get_listing (session));
  g_assert_null (psc_session_get_run (session));
  g_assert_null (psc_session_get_error (session));

  g_assert_finalize_object (session);
}

static void
check_failure (const char *directory,
               PscError    code)
{
  PscSession *session = psc_session_new ();

  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) != PSC_SESSION_READING);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_error (psc_session_get_error (session), PSC_ERROR, (int) code);
  g_assert_null (psc_session_get_listing (session));

  g_assert_finalize_object (session);
}

static void
test_directories (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *empty = psc_test_make_directory (NULL);
  g_autofree char *file = g_build_filename (directory, "a", NULL);
  g_autofree char *missing = g_build_filename (directory, "missing", NULL);
  PscSession *session;

  check_failure (file, PSC_ERROR_NOT_DIRECTORY);
  check_failure (missing, PSC_ERROR_NOT_FOUND);
  check_failure (empty, PSC_ERROR_EMPTY);

  session = new_ready_session (directory);
  g_assert_cmpstr (psc_session_get_directory (session), ==, directory);
  g_assert_cmpuint (psc_listing_get_n_files (
                      psc_session_get_listing (session)), ==, 4);
  g_assert_finalize_object (session);

  psc_test_remove_directory (directory);
  psc_test_remove_directory (empty);
}

/* Other entries are wanted: the directory is read anew. */
static void
test_flags (void)
{
  static const char * const names[] = { "a", ".hidden", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscSession *session = psc_session_new ();

  psc_session_set_flags (session, PSC_LISTING_HIDDEN);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_EMPTY);
  psc_session_set_flags (session, PSC_LISTING_DEFAULT);
  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  g_assert_cmpuint (psc_listing_get_n_files (
                      psc_session_get_listing (session)), ==, 1);

  psc_session_set_flags (session, PSC_LISTING_HIDDEN);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READING);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  g_assert_cmpuint (psc_listing_get_n_files (
                      psc_session_get_listing (session)), ==, 2);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* A reading that takes too long is given up, and may be begun again. */
static void
test_stop_reading (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  PscSession *session = psc_session_new ();

  psc_session_set_directory (session, directory);
  psc_session_stop (session);
  psc_test_wait_until (psc_session_get_state (session) != PSC_SESSION_READING);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_error (psc_session_get_error (session), G_IO_ERROR,
                  G_IO_ERROR_CANCELLED);

  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  g_assert_cmpuint (psc_session_get_n_found (session), ==, 4);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* The last directory chosen counts, whatever is read first. */
static void
test_change_of_mind (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *other = psc_test_make_directory (FILES);
  PscSession *session = psc_session_new ();

  psc_session_set_directory (session, other);
  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  g_assert_cmpstr (psc_listing_get_directory (
                     psc_session_get_listing (session)), ==, directory);

  /* The answer that is not wanted any more comes and changes nothing. */
  psc_test_wait_until (G_OBJECT (session)->ref_count == 1);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
  psc_test_remove_directory (other);
}

static void
test_run (gconstpointer data)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *added = g_build_filename (directory, "later", NULL);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscRun) first = NULL;
  PscSession *session = new_ready_session (directory);

  settings->mode = GPOINTER_TO_INT (data);
  settings->workers = 2;
  psc_session_start (session, settings);
  g_assert_true (psc_session_is_busy (session));
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);
  first = g_object_ref (psc_session_get_run (session));
  psc_test_check_run (first);
  g_assert_cmpuint (psc_run_get_n_outcome (first, PSC_OUTCOME_OK), ==, 4);

  /* A second run is made over what is there now. */
  g_assert_true (g_file_set_contents (added, "", 0, NULL));
  psc_session_start (session, settings);
  g_assert_true (psc_session_get_run (session) == first);
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_true (psc_session_get_run (session) != first);
  g_assert_cmpuint (psc_run_get_n_outcome (psc_session_get_run (session),
                                           PSC_OUTCOME_OK), ==, 5);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

static void
test_stop (gconstpointer data)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) argv = psc_test_make_program (tools, "wait", "sleep 60");
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = new_ready_session (directory);
  PscRun *run;
  guint index;
  gint64 start_ns;

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_command (
    settings->pipeline, "wait", (const char * const *) argv, NULL));
  settings->mode = GPOINTER_TO_INT (data);
  settings->workers = 2;

  psc_session_start (session, settings);
  psc_test_wait_until ((run = psc_session_get_run (session)) != NULL &&
                       psc_run_get_in_hand (run, 0, &index, &start_ns));
  psc_session_stop (session);
  g_assert_cmpint (psc_session_get_state (session), ==,
                   PSC_SESSION_STOPPING);
  psc_session_stop (session);
  psc_test_wait_until (!psc_session_is_busy (session));

  /* What was measured stays. */
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);
  g_assert_true (psc_session_get_run (session) == run);
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 4);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
  psc_test_remove_directory (tools);
}

/* Makes a run and waits for its end. */
static PscRun *
run_with (PscSession *session,
          PscMode     mode,
          guint       workers)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = workers;
  psc_session_start (session, settings);
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);

  return psc_session_get_run (session);
}

static void
test_measure (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *added = g_build_filename (directory, "later", NULL);
  PscSession *session = new_ready_session (directory);
  g_autoptr (PscRun) run = NULL;
  PscFigures one;

  g_assert_false (psc_session_can_measure (session));
  run = g_object_ref (run_with (session, PSC_MODE_DUMMY, 2));
  g_assert_true (psc_session_can_measure (session));
  g_assert_false (psc_session_get_one_worker (session, run, &one));

  psc_session_measure (session);
  g_assert_true (psc_session_is_busy (session));
  g_assert_false (psc_session_can_measure (session));
  g_assert_true (psc_session_get_run (session) != run);
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_true (psc_session_get_run (session) == run);
  g_assert_true (psc_session_get_one_worker (session, run, &one));
  g_assert_cmpuint (one.n_lanes, ==, 1);
  g_assert_cmpuint (one.n_run, ==, 4);
  g_assert_false (psc_session_can_measure (session));

  /* It holds for any number of workers, but not for other settings. */
  g_assert_true (psc_session_get_one_worker (
                   session, run_with (session, PSC_MODE_DUMMY, 3), &one));
  g_assert_false (psc_session_get_one_worker (
                    session, run_with (session, PSC_MODE_THREAD, 2), &one));
  g_assert_true (psc_session_can_measure (session));

  /* A run with one worker that was asked for counts as well. */
  run_with (session, PSC_MODE_THREAD, 1);
  g_assert_false (psc_session_can_measure (session));
  g_assert_true (psc_session_get_one_worker (
                   session, run_with (session, PSC_MODE_THREAD, 2), &one));

  /* Over other files it does not. */
  g_assert_true (g_file_set_contents (added, "", 0, NULL));
  g_assert_false (psc_session_get_one_worker (
                    session, run_with (session, PSC_MODE_THREAD, 2), &one));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* What a document says is shown, and never executed. */
/* A run over one directory is measured while another cannot be listed: that
 * stays as it is. */
static void
test_measure_elsewhere (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *empty = psc_test_make_directory (NULL);
  PscSession *session = new_ready_session (directory);
  g_autoptr (PscRun) run = g_object_ref (run_with (session,
                                                   PSC_MODE_THREAD, 2));

  psc_session_set_directory (session, empty);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_FAILED);
  psc_session_show_run (session, run);
  psc_session_measure (session);
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_true (psc_session_get_run (session) == run);
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_error (psc_session_get_error (session), PSC_ERROR,
                  PSC_ERROR_EMPTY);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
  psc_test_remove_directory (empty);
}

static void
test_measure_document (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  PscSession *session = new_ready_session (directory);
  PscRun *run = run_with (session, PSC_MODE_DUMMY, 2);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_session_can_measure (session));
  g_assert_false (psc_run_is_kept (run));
  psc_document_write (output, run, &error);
  g_assert_no_error (error);
  g_output_stream_close (output, NULL, NULL);
  bytes =
    g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
  input = g_memory_input_stream_new_from_bytes (bytes);
  read = psc_document_read (input, NULL, &error);
  g_assert_no_error (error);

  psc_session_restore_run (session, read, 0);
  g_assert_true (psc_session_get_run (session) == read);
  g_assert_true (psc_run_is_kept (read));
  g_assert_false (psc_session_can_measure (session));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* A step that cannot be started for two of the files, until it can be. */
static void
test_run_lost (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autofree char *tripped = g_build_filename (directory, "trip", NULL);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GError) error = NULL;
  PscSession *session = new_ready_session (directory);
  g_autoptr (PscRun) run = NULL;
  PscRun *again;
  PscFigures one;

  settings->workers = 1;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_step (
    settings->pipeline, "trip",
    "sh -c 'case $1 in */a|*/d*) test -e \"${1%/*}/trip\" || kill -KILL $$;; "
    "esac' sh {}", NULL));

  psc_session_start (session, settings);
  psc_test_wait_until (!psc_session_is_busy (session));
  run = g_object_ref (psc_session_get_run (session));
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_KILLED), ==, 2);
  g_assert_true (psc_session_can_run_lost (session));
  g_assert_false (psc_session_can_measure (session));
  g_assert_false (psc_session_get_one_worker (session, run, &one));

  g_assert_true (g_file_set_contents (tripped, "", 0, NULL));
  g_assert_true (psc_session_run_lost (session, settings->pipeline, &error));
  g_assert_true (psc_session_is_busy (session));
  g_assert_false (psc_session_can_run_lost (session));
  psc_test_wait_until (!psc_session_is_busy (session));

  again = psc_session_get_run (session);
  g_assert_true (again != run);
  g_assert_cmpuint (psc_run_get_n_tasks (again), ==, 2);
  g_assert_cmpuint (psc_run_get_n_outcome (again, PSC_OUTCOME_OK), ==, 2);
  g_assert_cmpstr (psc_listing_get_name (psc_run_get_listing (again), 0), ==,
                   "a");
  g_assert_true (psc_settings_equal (psc_run_get_settings (again), settings));
  g_assert_true (psc_run_get_again_of (again) == psc_run_get_started (run));
  g_assert_false (psc_session_can_run_lost (session));

  /* The first run is there still, and so are its losses. */
  psc_session_show_run (session, run);
  g_assert_true (psc_session_can_run_lost (session));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* Stopped, the run with one worker tells nothing, and the other comes back. */
static void
test_measure_stopped (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  PscSession *session = new_ready_session (directory);
  g_autoptr (PscRun) run = g_object_ref (run_with (session,
                                                   PSC_MODE_PROCESS, 2));
  PscFigures one;

  psc_session_measure (session);
  psc_session_stop (session);
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_true (psc_session_get_run (session) == run);
  g_assert_false (psc_session_get_one_worker (session, run, &one));
  g_assert_true (psc_session_can_measure (session));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* Stopped so early that there is no run yet, the session is ready again. */
static void
test_stop_while_reading (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = new_ready_session (directory);

  psc_session_start (session, settings);
  psc_session_stop (session);
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);
  g_assert_null (psc_session_get_run (session));
  g_assert_nonnull (psc_session_get_listing (session));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

static void
test_missing_tool (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = new_ready_session (directory);

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline,
                                      "x=no-such-program-anywhere", NULL));
  psc_session_start (session, settings);
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_error (psc_session_get_error (session), PSC_ERROR,
                  PSC_ERROR_NO_TOOL);
  g_assert_null (psc_session_get_run (session));

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

/* The directory went away between two runs. */
static void
test_vanished_directory (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = new_ready_session (directory);

  psc_test_remove_directory (directory);
  psc_session_start (session, settings);
  psc_test_wait_until (!psc_session_is_busy (session));

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_error (psc_session_get_error (session), PSC_ERROR,
                  PSC_ERROR_NOT_FOUND);

  g_assert_finalize_object (session);
}

/* Earlier runs stay; looking at one does not disturb the one that goes on. */
static void
test_runs (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  PscSession *session = new_ready_session (directory);
  GListModel *runs = psc_session_get_runs (session);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscRun) first = NULL;
  g_autoptr (PscRun) second = NULL;
  PscRun *third;

  first = g_object_ref (run_with (session, PSC_MODE_DUMMY, 2));
  second = g_object_ref (run_with (session, PSC_MODE_THREAD, 2));
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 2);

  psc_session_start (session, settings);
  psc_test_wait_until (g_list_model_get_n_items (runs) == 3);
  third = psc_session_get_run (session);
  psc_session_show_run (session, first);
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_true (psc_session_get_run (session) == first);
  g_assert_cmpint (psc_run_get_state (third), ==, PSC_RUN_ENDED);

  g_assert_cmpuint (psc_session_remove_run (session, first), ==, 2);
  g_assert_true (psc_session_get_run (session) == second);
  psc_session_restore_run (session, first, 2);
  g_assert_true (psc_session_get_run (session) == first);
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 3);

  /* Whoever turns away from the run with one worker is not called back. */
  psc_session_measure (session);
  psc_session_show_run (session, second);
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_true (psc_session_get_run (session) == second);

  /* They outlive the directory's being read anew. */
  psc_session_set_directory (session, directory);
  g_assert_null (psc_session_get_run (session));
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 4);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/new", test_new);
  g_test_add_func ("/session/directories", test_directories);
  g_test_add_func ("/session/flags", test_flags);
  g_test_add_func ("/session/stop-reading", test_stop_reading);
  g_test_add_func ("/session/change-of-mind", test_change_of_mind);
  for (int mode = 0; mode < PSC_N_MODES; mode++)
    {
      const char *name = psc_mode_to_string (mode);
      g_autofree char *run = g_strconcat ("/session/run/", name, NULL);
      g_autofree char *stop = g_strconcat ("/session/stop/", name, NULL);

      g_test_add_data_func (run, GINT_TO_POINTER (mode), test_run);
      g_test_add_data_func (stop, GINT_TO_POINTER (mode), test_stop);
    }
  g_test_add_func ("/session/measure", test_measure);
  g_test_add_func ("/session/measure-elsewhere", test_measure_elsewhere);
  g_test_add_func ("/session/measure-document", test_measure_document);
  g_test_add_func ("/session/measure-stopped", test_measure_stopped);
  g_test_add_func ("/session/run-lost", test_run_lost);
  g_test_add_func ("/session/runs", test_runs);
  g_test_add_func ("/session/stop-while-reading", test_stop_while_reading);
  g_test_add_func ("/session/missing-tool", test_missing_tool);
  g_test_add_func ("/session/vanished-directory", test_vanished_directory);

  return g_test_run ();
}
