/* test-worker.c: the worker program, driven by hand
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-message.h"
#include "psc-test-utils.h"
#include "psc-worker-program.h"

typedef struct
{
  char           *directory;
  PscSettings    *settings;
  GSubprocess    *subprocess;
  PscFrameReader *reader;
  int             in_fd;
  int             out_fd;
} Fixture;

/* Starts the worker and leaves it alone. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *program = psc_worker_program_find (NULL);
  g_autoptr (GError) error = NULL;

  fixture->directory =
    psc_test_make_directory ((const char *[]) { "a", "b", "c", "d", NULL });
  fixture->settings = psc_settings_new ();
  fixture->subprocess = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                          G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                          G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                          &error, program, NULL);
  g_assert_no_error (error);
  fixture->in_fd = g_unix_output_stream_get_fd (
    G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (fixture->subprocess)));
  fixture->out_fd = g_unix_input_stream_get_fd (
    G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (fixture->subprocess)));
  fixture->reader = psc_frame_reader_new (fixture->out_fd);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_subprocess_force_exit (fixture->subprocess);
  psc_frame_reader_free (fixture->reader);
  g_object_unref (fixture->subprocess);
  psc_settings_free (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
set_steps (Fixture            *fixture,
           const char * const *definitions)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();

  for (guint i = 0; definitions[i] != NULL; i++)
    g_assert_true (psc_pipeline_append (pipeline, definitions[i], NULL));
  psc_pipeline_unref (fixture->settings->pipeline);
  fixture->settings->pipeline = psc_pipeline_resolve (pipeline, NULL);
  g_assert_nonnull (fixture->settings->pipeline);
}

static gboolean
try_receive (Fixture             *fixture,
             const GVariantType  *type,
             GVariant           **message,
             GError             **error)
{
  while (psc_frame_reader_next (fixture->reader, type, message, error))
    {
      if (*message != NULL)
        return TRUE;

      /* What does not come in time is not waited for. */
      g_assert_true (psc_interrupt_wait (fixture->out_fd,
                                         PSC_TEST_DEADLINE_MS));
      if (!psc_frame_reader_fill (fixture->reader, error))
        return FALSE;
    }

  return FALSE;
}

static GVariant *
receive (Fixture            *fixture,
         const GVariantType *type)
{
  g_autoptr (GError) error = NULL;
  GVariant *message = NULL;

  try_receive (fixture, type, &message, &error);
  g_assert_no_error (error);

  return message;
}

static void
assert_no_more (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GVariant *message;

  g_assert_false (try_receive (fixture, PSC_MESSAGE_RECORD, &message, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_CLOSED);
}

static void
send (Fixture  *fixture,
      GVariant *message)
{
  g_assert_true (psc_frame_write (fixture->in_fd, message, PSC_NO_INTERRUPT,
                                  NULL));
}

static void
greet (Fixture *fixture)
{
  g_autoptr (GVariant) message = receive (fixture, PSC_MESSAGE_HELLO);
  g_autoptr (GError) error = NULL;
  PscHello hello;

  g_assert_true (psc_message_read_hello (message, &hello, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hello.pid, ==,
                   atoi (g_subprocess_get_identifier (fixture->subprocess)));
  send (fixture, psc_message_new_setup (fixture->settings));
}

/* Sends files of the fixture's directory, from the first one. */
static void
send_files (Fixture *fixture,
            guint    first,
            guint    n_files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (paths, g_strdup_printf ("%s/%c", fixture->directory,
                                             'a' + (int) i));
  send (fixture, psc_message_new_chunk (first,
                                        (const char * const *) paths->pdata,
                                        n_files));
}

static void
receive_record (Fixture       *fixture,
                guint          index,
                PscTaskRecord *task,
                PscStepRecord *steps)
{
  g_autoptr (GVariant) message = receive (fixture, PSC_MESSAGE_RECORD);
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_message_read_record (message, index,
                                          fixture->settings->pipeline, task,
                                          steps, &error));
  g_assert_no_error (error);
}

static void
free_records (Fixture       *fixture,
              PscTaskRecord *task,
              PscStepRecord *steps)
{
  g_free (task->detail);
  for (guint i = 0;
       i < psc_pipeline_get_n_steps (fixture->settings->pipeline);
       i++)
    g_free (steps[i].output);
}

static void
close_input (Fixture *fixture)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->subprocess),
                         NULL, NULL);
}

static void
waited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (object), result,
                                           NULL));
  *(gboolean *) user_data = TRUE;
}

/* @message is part of what it says last; NULL for nothing. */
static void
assert_leaves (Fixture    *fixture,
               int         exit_code,
               const char *message)
{
  GInputStream *err = g_subprocess_get_stderr_pipe (fixture->subprocess);
  gboolean waited = FALSE;
  char text[1024] = "";
  gsize n_read;

  g_subprocess_wait_async (fixture->subprocess, NULL, waited_cb, &waited);
  psc_test_wait_until (waited);
  g_assert_true (g_subprocess_get_if_exited (fixture->subprocess));
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->subprocess), ==,
                   exit_code);

  g_assert_true (g_input_stream_read_all (err, text, sizeof text - 1, &n_read,
                                          NULL, NULL));
  if (message == NULL)
    g_assert_cmpstr (text, ==, "");
  else
    g_assert_nonnull (strstr (text, message));
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const values[] = {
    "-1473.632796", "1636.280988", "946.657335", "1662.814051",
  };

  greet (fixture);
  for (guint round = 0; round < 2; round++)
    {
      send_files (fixture, round * 100, 4);
      for (guint i = 0; i < 4; i++)
        {
          PscTaskRecord task;
          PscStepRecord steps[PSC_MAX_STEPS];

          receive_record (fixture, round * 100 + i, &task, steps);
          g_assert_cmpint (task.outcome, ==, PSC_OUTCOME_OK);
          g_assert_nonnull (memmem (steps[0].output->data,
                                    steps[0].output->stdout_length,
                                    "ASCII text", 10));
          if (round == 0)
            {
              g_autofree char *value = g_strdup_printf ("%.6f",
                                                        steps[1].value);

              g_assert_cmpstr (value, ==, values[i]);
            }
          free_records (fixture, &task, steps);
        }
    }
  close_input (fixture);
  assert_no_more (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* The end comes before the beginning. */
static void
test_no_setup (Fixture       *fixture,
               gconstpointer  data)
{
  close_input (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* The end comes while a step runs: the step goes, its record comes, and
 * nothing else is done. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  PscTaskRecord task;
  PscStepRecord steps[PSC_MAX_STEPS];
  pid_t pid, child;

  set_steps (fixture,
             (const char *[]) {
               "a=sh -c 'D=$(dirname $0); "
               "sh -c \"trap : TERM; echo \\$\\$ > $D/child; "
               "while :; do sleep 0.1; done\" & "
               "echo $$ > $D/pid; echo said; exec sleep 100'", NULL });
  greet (fixture);
  send_files (fixture, 7, 3);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  child = psc_test_wait_for_pid (fixture->directory, "child");

  /* The step belongs to the worker's group, and that is the worker's own. */
  g_assert_cmpint (getpgid (pid), ==,
                   atoi (g_subprocess_get_identifier (fixture->subprocess)));
  g_assert_cmpint (getpgid (pid), !=, getpgrp ());

  close_input (fixture);
  receive_record (fixture, 7, &task, steps);
  g_assert_cmpint (task.outcome, ==, PSC_OUTCOME_STOPPED);
  g_assert_cmpmem (steps[0].output->data, steps[0].output->stdout_length,
                   "said\n", 5);
  free_records (fixture, &task, steps);
  assert_no_more (fixture);
  assert_leaves (fixture, 0, NULL);
  psc_test_wait_until (!psc_test_is_alive (pid) && !psc_test_is_alive (child));
}

static void
test_stop_compute (Fixture       *fixture,
                   gconstpointer  data)
{
  PscTaskRecord task;
  PscStepRecord steps[PSC_MAX_STEPS];

  set_steps (fixture, (const char *[]) { "compute", NULL });
  fixture->settings->work = PSC_MAX_WORK;
  greet (fixture);
  send_files (fixture, 0, 2);
  g_usleep (G_USEC_PER_SEC / 5);
  close_input (fixture);
  receive_record (fixture, 0, &task, steps);
  g_assert_cmpint (task.outcome, ==, PSC_OUTCOME_STOPPED);
  assert_no_more (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* What a step prints is its record's, wherever it tries to put it. */
static void
test_stray_prints (Fixture       *fixture,
                   gconstpointer  data)
{
  set_steps (fixture,
             (const char *[]) {
               "a=sh -c 'echo out; echo err >&2; "
               "echo stray > /proc/$PPID/fd/1; "
               "for i in 3 4 5 6 7 8 9; do echo stray >&$i; done 2>&-'",
               "b=cat", NULL });
  greet (fixture);
  send_files (fixture, 0, 4);
  for (guint i = 0; i < 4; i++)
    {
      PscTaskRecord task;
      PscStepRecord steps[PSC_MAX_STEPS];

      receive_record (fixture, i, &task, steps);
      g_assert_cmpmem (steps[0].output->data, steps[0].output->stdout_length,
                       "out\n", 4);
      g_assert_cmpmem (steps[0].output->data + 4,
                       steps[0].output->stderr_length, "err\n", 4);
      free_records (fixture, &task, steps);
    }
  close_input (fixture);
  assert_no_more (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* A step does not read what is the worker's to read, and dies of a broken
 * pipe as anywhere else. */
static void
test_surroundings (Fixture       *fixture,
                   gconstpointer  data)
{
  set_steps (fixture, (const char *[]) { "a=sh -c 'cat; kill -PIPE $$'",
                                         NULL });
  greet (fixture);
  for (guint i = 0; i < 3; i++)
    {
      PscTaskRecord task;
      PscStepRecord steps[PSC_MAX_STEPS];

      send_files (fixture, i, 1);
      receive_record (fixture, i, &task, steps);
      g_assert_cmpint (task.outcome, ==, PSC_OUTCOME_KILLED);
      g_assert_cmpint (steps[0].status.signal, ==, SIGPIPE);
      g_assert_null (steps[0].output);
    }
  close_input (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* The pool is gone altogether: nobody is there to be told. */
static void
test_deserted (Fixture       *fixture,
               gconstpointer  data)
{
  pid_t pid;

  set_steps (fixture,
             (const char *[]) {
               "a=sh -c 'echo $$ > $(dirname $0)/pid; exec sleep 100'",
               NULL });
  greet (fixture);
  send_files (fixture, 0, 2);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  g_input_stream_close (g_subprocess_get_stdout_pipe (fixture->subprocess),
                        NULL, NULL);
  close_input (fixture);
  assert_leaves (fixture, 0, NULL);
  psc_test_wait_until (!psc_test_is_alive (pid));
}

static void
send_bytes (Fixture    *fixture,
            const char *bytes,
            gsize       n_bytes)
{
  g_assert_cmpint (write (fixture->in_fd, bytes, n_bytes), ==,
                   (gssize) n_bytes);
}

static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  send_bytes (fixture, "garbage garbage garbage", 23);
  assert_leaves (fixture, 1, "too large");
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  send_bytes (fixture, "\x10\0\0\0abc", 7);
  close_input (fixture);
  assert_leaves (fixture, 1, "in the middle of a message");
}

static void
test_bad_setup (Fixture       *fixture,
                gconstpointer  data)
{
  send_bytes (fixture, "\0\0\0\0", 4);
  assert_leaves (fixture, 1, "impossible value");
}

static void
test_bad_chunk (Fixture       *fixture,
                gconstpointer  data)
{
  greet (fixture);
  send_bytes (fixture, "\4\0\0\0abcd\2\0\0\0ab", 14);
  assert_leaves (fixture, 1, "could not be understood");
}

/* A chunk without files is a question, to be answered at once. */
static void
test_question (Fixture       *fixture,
               gconstpointer  data)
{
  greet (fixture);
  send (fixture, psc_message_new_chunk (0, NULL, 0));
  while (psc_frame_reader_get_n_beats (fixture->reader) == 0)
    {
      GVariant *message;

      g_assert_true (psc_interrupt_wait (fixture->out_fd,
                                         PSC_TEST_DEADLINE_MS));
      g_assert_true (psc_frame_reader_fill (fixture->reader, NULL));
      g_assert_true (psc_frame_reader_next (fixture->reader,
                                            PSC_MESSAGE_RECORD, &message,
                                            NULL));
      g_assert_null (message);
    }
  close_input (fixture);
  assert_no_more (fixture);
  assert_leaves (fixture, 0, NULL);
}

/* Of a task that takes long there is a sign each second, and none before. */
static void
test_signs (Fixture       *fixture,
            gconstpointer  data)
{
  PscTaskRecord task;
  PscStepRecord steps[PSC_MAX_STEPS];
  gint64 n_signs = 0, sum_ns = 0;

  set_steps (fixture,
             (const char *[]) {
               "nap=sh -c 'case $0 in *b) sleep 1.2; esac'", NULL });
  greet (fixture);
  send_files (fixture, 0, 2);
  for (guint i = 0; i < 2; i++)
    {
      receive_record (fixture, i, &task, steps);
      g_assert_cmpint (task.outcome, ==, PSC_OUTCOME_OK);
      sum_ns += task.end_ns - task.start_ns;
      n_signs = psc_frame_reader_get_n_beats (fixture->reader);
      g_assert_cmpint (n_signs, <=, sum_ns / PSC_NSEC_PER_SEC);
      free_records (fixture, &task, steps);
    }
  g_assert_cmpint (n_signs, >=, 1);
}

typedef struct
{
  const char *path;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "/worker/order", test_order },
  { "/worker/no-setup", test_no_setup },
  { "/worker/stop", test_stop },
  { "/worker/stop-compute", test_stop_compute },
  { "/worker/stray-prints", test_stray_prints },
  { "/worker/surroundings", test_surroundings },
  { "/worker/deserted", test_deserted },
  { "/worker/garbage", test_garbage },
  { "/worker/truncated", test_truncated },
  { "/worker/bad-setup", test_bad_setup },
  { "/worker/bad-chunk", test_bad_chunk },
  { "/worker/question", test_question },
  { "/worker/signs", test_signs },
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
