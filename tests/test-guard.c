/* test-guard.c: the guard, started by hand
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-test-utils.h"
#include "psc-worker-program.h"

typedef struct
{
  char        *mark;
  GSubprocess *subprocess; /* whose child the guard was */
  pid_t        guard;
  int          inherited_fd; /* the other end of what the guard was given */
} Fixture;

/* The guard has become the only child of this process. */
static pid_t
find_guard (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children",
                                           (int) getpid ());
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return atoi (text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autofree char *program = psc_worker_program_find (NULL);
  g_autoptr (GError) error = NULL;
  int fds[2];

  fixture->mark = psc_mark_new (NULL);
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  fixture->inherited_fd = fds[0];
  g_subprocess_launcher_take_fd (launcher, fds[1], 5);
  fixture->subprocess = g_subprocess_launcher_spawn (launcher, &error, program,
                                                     "--guard", fixture->mark,
                                                     NULL);
  g_assert_no_error (error);
  g_subprocess_wait (fixture->subprocess, NULL, NULL);
  fixture->guard = find_guard ();
  g_assert_cmpint (fixture->guard, >, 0);
}

static void
let_program_end (Fixture *fixture)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (fixture->subprocess);

  g_assert_true (g_output_stream_close (input, NULL, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  let_program_end (fixture);
  psc_test_wait_until (!psc_test_is_alive (fixture->guard));
  waitpid (fixture->guard, NULL, 0);
  close (fixture->inherited_fd);
  g_object_unref (fixture->subprocess);
  g_free (fixture->mark);
}

static GSubprocess *
start_marked (const char *mark)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, PSC_MARK_VARIABLE, mark, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "sleep", "100",
                                         NULL);
  g_assert_no_error (error);

  return process;
}

/* Whoever waits for the end of a pipe that the program was given, or for a lock
 * that it held, does not wait for its guard. */
static void
test_descriptors (Fixture       *fixture,
                  gconstpointer  data)
{
  char byte;

  g_assert_true (psc_interrupt_wait (fixture->inherited_fd,
                                     PSC_TEST_DEADLINE_MS));
  g_assert_cmpint (read (fixture->inherited_fd, &byte, 1), ==, 0);
  g_assert_true (psc_test_is_alive (fixture->guard));
}

/* What ends a program, or a session, does not end the guard, which then ends
 * what the program has left, and nothing else. */
static void
test_signals (Fixture       *fixture,
              gconstpointer  data)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  g_autofree char *beside = psc_mark_new (NULL);
  g_autofree char *below = psc_mark_new (fixture->mark);
  g_autoptr (GSubprocess) left = start_marked (below);
  g_autoptr (GSubprocess) other = start_marked (beside);

  g_assert_cmpint (getsid (fixture->guard), !=, getsid (0));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_assert_cmpint (kill (fixture->guard, signals[i]), ==, 0);
  g_assert_nonnull (g_subprocess_get_identifier (left));

  let_program_end (fixture);
  psc_test_wait_until (g_subprocess_get_identifier (left) == NULL);
  g_assert_nonnull (g_subprocess_get_identifier (other));
  g_subprocess_force_exit (other);
  g_subprocess_wait (other, NULL, NULL);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);

  ADD ("/guard/descriptors", test_descriptors);
  ADD ("/guard/signals", test_signals);

  return g_test_run ();
}
