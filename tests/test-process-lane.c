/* test-process-lane.c: runs whose workers are not what they should be
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-message.h"
#include "psc-test-utils.h"
#include "psc-worker-program.h"

/* One lane gets all of these files as one chunk. */
#define N_FILES 10

typedef struct
{
  char        *directory; /* where workers find what they say */
  char        *worker;    /* the real one */
  PscSettings *settings;
  PscListing  *listing;
} Fixture;

static void
save_frame (Fixture    *fixture,
            const char *name,
            GVariant   *message)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  int fd = g_creat (path, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (psc_frame_write (fd, message, PSC_NO_INTERRUPT, NULL));
  close (fd);
}

/* What a worker says of a task that it has computed. */
static void
save_record (Fixture *fixture,
             guint    index,
             gint64   start_ns,
             gint64   end_ns)
{
  g_autofree char *name = g_strdup_printf ("record-%u", index);
  PscTaskRecord task = { .start_ns = start_ns, .end_ns = end_ns,
                         .outcome = PSC_OUTCOME_OK };
  PscStepRecord step = { .start_ns = start_ns, .end_ns = end_ns,
                         .value = index };

  save_frame (fixture, name,
              psc_message_new_record (index, &task, &step,
                                      fixture->settings->pipeline));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = {
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", NULL,
  };
  gint64 now_ns = psc_clock_now_ns ();

  fixture->directory = psc_test_make_directory (NULL);
  fixture->worker = psc_worker_program_find (NULL);
  g_assert_nonnull (fixture->worker);
  fixture->listing = psc_listing_new_for_names (fixture->directory, names);
  fixture->settings = psc_settings_new ();
  fixture->settings->mode = PSC_MODE_PROCESS;
  fixture->settings->workers = 1;
  fixture->settings->chunk_size = N_FILES;
  psc_pipeline_unref (fixture->settings->pipeline);
  fixture->settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_compute (fixture->settings->pipeline, "compute");

  save_frame (fixture, "hello", psc_message_new_hello ());
  for (guint i = 0; i < N_FILES; i++)
    save_record (fixture, i, now_ns, now_ns);

  /* Whatever is waited for without end is not waited for any longer. */
  alarm (60);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  alarm (0);
  g_unsetenv ("POOLSCOPE_WORKER");
  psc_listing_unref (fixture->listing);
  psc_settings_free (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->worker);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

/* Makes one run with workers that are a shell script, which finds its files
 * in $D and the real worker in $W.  @code is that of the run's error, -1 for
 * none. */
static PscRun *
run (Fixture    *fixture,
     const char *script,
     int         code)
{
  g_autofree char *whole = g_strdup_printf ("D='%s'; W='%s'\n%s",
                                            fixture->directory,
                                            fixture->worker, script);
  g_auto (GStrv) program = psc_test_make_program (fixture->directory, "worker",
                                                  whole);
  PscRun *made = psc_run_new (fixture->settings, fixture->listing);
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_setenv ("POOLSCOPE_WORKER", program[0], TRUE);
  done = psc_test_execute (made, NULL, &error);
  psc_test_check_run (made);
  if (code >= 0)
    g_assert_error (error, PSC_ERROR, code);
  else
    g_assert_no_error (error);
  g_assert_cmpint (done, ==, code < 0);

  return made;
}

static void
assert_outcomes (PscRun *made,
                 guint   n_ok,
                 guint   n_lost,
                 guint   n_skipped,
                 guint   n_workers)
{
  g_assert_cmpuint (psc_run_get_n_outcome (made, PSC_OUTCOME_OK), ==, n_ok);
  g_assert_cmpuint (psc_run_get_n_outcome (made, PSC_OUTCOME_LOST), ==,
                    n_lost);
  g_assert_cmpuint (psc_run_get_n_outcome (made, PSC_OUTCOME_SKIPPED), ==,
                    n_skipped);
  g_assert_cmpuint (psc_run_get_n_workers (made), ==, n_workers);
}

static void
assert_reason (PscRun     *made,
               guint       index,
               const char *part)
{
  g_autofree char *reason = psc_run_dup_reason (made, index);

  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (reason, part));
}

/* The script itself is in order. */
static void
test_real (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscRun) made = run (fixture, "exec \"$W\"", -1);

  assert_outcomes (made, N_FILES, 0, 0, 1);
  g_assert_cmpint (psc_run_get_worker (made, 0)->exit_code, ==, 0);
}

/* So are answers that are made up beforehand. */
static void
test_made_up (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) made =
    run (fixture, "cd $D; cat hello record-*; exec cat > /dev/null", -1);

  assert_outcomes (made, N_FILES, 0, 0, 1);
  for (guint i = 0; i < N_FILES; i++)
    g_assert_cmpfloat (psc_run_get_step (made, i, 0)->value, ==, i);
}

static void
test_never_ready (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const scripts[] = {
    "exit 0",
    "exit 3",
    "kill -KILL $$",
    "echo garbage garbage; exec sleep 100",
    "head -c 10 $D/hello; exit 0",
    "head -c 300000 /dev/zero >&2; exit 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (PscRun) made = run (fixture, scripts[i],
                                     PSC_ERROR_NO_WORKER);

      assert_outcomes (made, 0, 0, N_FILES, 4);
      g_assert_cmpint (psc_run_get_worker (made, 3)->ready_ns, ==, PSC_NEVER);
    }
}

static void
test_other_version (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (PscRun) made = NULL;

  save_frame (fixture, "hello",
              g_variant_new ("(suxx)", "poolscope-worker",
                             PSC_PROTOCOL_VERSION + 1, (gint64) getpid (),
                             psc_clock_now_ns ()));
  made = run (fixture, "cat $D/hello; exec sleep 100", PSC_ERROR_NO_WORKER);
  assert_outcomes (made, 0, 0, N_FILES, 4);
  g_assert_nonnull (strstr (psc_run_get_error (made)->message,
                            "another version"));
}

/* Silence costs seconds: once is enough to give up. */
static void
test_hangs (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscRun) made = run (
    fixture,
    "test -e $D/again && exec \"$W\"; : > $D/again; exec sleep 100",
    PSC_ERROR_TIMED_OUT);

  assert_outcomes (made, 0, 0, N_FILES, 1);
  g_assert_cmpint (psc_run_get_worker (made, 0)->ready_ns, ==, PSC_NEVER);
  g_assert_cmpint (psc_run_get_worker (made, 0)->signal, ==, SIGKILL);
}

/* Workers that do nothing but take a file down with them: once there were two,
 * the next ones are asked first. */
static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) made =
    run (fixture, "cat $D/hello; echo garbage; exec sleep 100",
         PSC_ERROR_NO_WORKER);

  assert_outcomes (made, 0, 2, N_FILES - 2, 4);
  assert_reason (made, 0, "too large");
  assert_reason (made, 5, "no worker");
}

static void
test_wrong_task (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PscRun) made =
    run (fixture, "cat $D/hello $D/record-0 $D/record-2; exec sleep 100",
         PSC_ERROR_NO_WORKER);

  /* The first worker has done one file; its successors have not. */
  assert_outcomes (made, 1, 2, N_FILES - 3, 4);
  assert_reason (made, 1, "it answered for a file that it did not have");
}

/* It does not wait for its chunk, and takes no file down with it: what it has
 * not read it has not held. */
static void
test_leaves_early (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (PscRun) made =
    run (fixture, "cat $D/hello; head -c 1 > /dev/null; exit 0",
         PSC_ERROR_NO_WORKER);

  assert_outcomes (made, 0, 0, N_FILES, 4);
}

static gsize
get_frame_size (GVariant *message)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (message);

  return 4 + g_variant_get_size (variant);
}

/* Each worker does one file and dies with the next: as long as something gets
 * done there is another one. */
static void
test_dies_again (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const paths[N_FILES] = {
    "", "", "", "", "", "", "", "", "", "",
  };
  g_autoptr (GString) script = g_string_new ("cd $D; i=0; until mkdir at-$i; "
                                             "do i=$((i+2)); done 2>&-; ");
  g_autoptr (PscRun) made = NULL;

  g_string_append (script, "cat hello record-$i; case $i in ");
  for (guint i = 0; i < N_FILES; i += 2)
    g_string_append_printf (
      script, "%u) n=%" G_GSIZE_FORMAT ";; ", i,
      get_frame_size (psc_message_new_setup (fixture->settings)) +
      get_frame_size (psc_message_new_chunk (i, paths, N_FILES - i)));
  g_string_append (script, "esac; head -c $n > /dev/null; kill -SEGV $$");

  made = run (fixture, script->str, -1);
  assert_outcomes (made, N_FILES / 2, N_FILES / 2, 0, N_FILES / 2);
  for (guint i = 0; i < N_FILES; i += 2)
    {
      g_assert_cmpint (psc_run_get_task (made, i)->outcome, ==,
                       PSC_OUTCOME_OK);
      assert_reason (made, i + 1, "signal SIGSEGV");
    }
}

/* Times that cannot be, of a clock that can */
static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscRun) made = NULL;

  save_record (fixture, 0, 0, 1);
  save_record (fixture, 1, 5, G_MAXINT64 / 5);
  save_record (fixture, 2, G_MAXINT64 / 5, G_MAXINT64 / 5);
  made = run (fixture, "cd $D; cat hello record-*; exec cat > /dev/null", -1);

  /* That they lie within the run is checked for every run. */
  assert_outcomes (made, N_FILES, 0, 0, 1);
}

/* A clock of another machine: its readings tell how long things took. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 clock_ns = G_GINT64_CONSTANT (1000000000000000000);
  g_autoptr (PscRun) made = NULL;

  save_frame (fixture, "hello",
              g_variant_new ("(suxx)", "poolscope-worker",
                             PSC_PROTOCOL_VERSION, (gint64) getpid (),
                             clock_ns));
  for (guint i = 0; i < N_FILES; i++)
    save_record (fixture, i, clock_ns + PSC_NSEC_PER_SEC + i * 1000,
                 clock_ns + PSC_NSEC_PER_SEC + i * 1000 + 700);
  made = run (fixture, "cd $D; cat hello; sleep 2; cat record-*; "
                       "exec cat > /dev/null", -1);

  assert_outcomes (made, N_FILES, 0, 0, 1);
  for (guint i = 0; i < N_FILES; i++)
    {
      const PscTaskRecord *task = psc_run_get_task (made, i);

      g_assert_cmpint (task->end_ns - task->start_ns, ==, 700);
    }
}

static void
test_talkative (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PscRun) made = run (
    fixture, "head -c 300000 /dev/zero | tr '\\0' '\\377' >&2; exec \"$W\"",
    -1);

  assert_outcomes (made, N_FILES, 0, 0, 1);
  g_assert_true (g_utf8_validate (psc_run_get_worker (made, 0)->message, -1,
                                  NULL));
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

/* A worker that hangs is waited for as long as the user likes. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const scripts[] = {
    "cat $D/hello; exec sleep 100",
    "exec sleep 100",
    "cat $D/hello; while read line; do :; done",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *whole = g_strdup_printf ("D='%s'\n%s",
                                                fixture->directory,
                                                scripts[i]);
      g_auto (GStrv) program = psc_test_make_program (fixture->directory,
                                                      "worker", whole);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (PscRun) made = psc_run_new (fixture->settings,
                                             fixture->listing);
      g_autoptr (GError) error = NULL;

      g_setenv ("POOLSCOPE_WORKER", program[0], TRUE);
      g_timeout_add (300, cancel_cb, cancellable);
      g_assert_false (psc_test_execute (made, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      psc_test_check_run (made);
      g_assert_cmpuint (psc_run_get_n_outcome (made, PSC_OUTCOME_STOPPED), ==,
                        N_FILES);
      g_assert_cmpuint (psc_run_get_n_workers (made), ==, 1);
    }
}

typedef struct
{
  const char *path;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "/process-lane/real", test_real },
  { "/process-lane/made-up", test_made_up },
  { "/process-lane/never-ready", test_never_ready },
  { "/process-lane/other-version", test_other_version },
  { "/process-lane/hangs", test_hangs },
  { "/process-lane/garbage", test_garbage },
  { "/process-lane/wrong-task", test_wrong_task },
  { "/process-lane/leaves-early", test_leaves_early },
  { "/process-lane/dies-again", test_dies_again },
  { "/process-lane/times", test_times },
  { "/process-lane/clock", test_clock },
  { "/process-lane/talkative", test_talkative },
  { "/process-lane/stop", test_stop },
};

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test,
                tear_down);

  return g_test_run ();
}
