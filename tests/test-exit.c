/* test-exit.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-exit.h"
#include "psc-test-utils.h"

static GSubprocess *
start (const char *script,
       int        *pidfd)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *subprocess =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "/bin/sh", "-c",
                      script, NULL);

  g_assert_no_error (error);
  *pidfd = pidfd_open (atoi (g_subprocess_get_identifier (subprocess)), 0);

  return subprocess;
}

static void
end (GSubprocess *subprocess,
     int          pidfd,
     int          exit_code,
     int          signal)
{
  int found_code = 0, found_signal = 0;

  psc_exit_wait (subprocess, pidfd, &found_code, &found_signal);
  g_assert_cmpint (found_code, ==, exit_code);
  g_assert_cmpint (found_signal, ==, signal);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
  if (pidfd >= 0)
    close (pidfd);
  g_object_unref (subprocess);
}

/* It waits on its standard input, which ends with it. */
static GSubprocess *
start_waiting (int *pidfd)
{
  return start ("read line; exit 3", pidfd);
}

static void
leave (GSubprocess *subprocess)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (subprocess), NULL, NULL);
}

static void
test_status (void)
{
  GSubprocess *subprocess;
  int pidfd;

  subprocess = start_waiting (&pidfd);
  leave (subprocess);
  end (subprocess, pidfd, 3, 0);

  subprocess = start_waiting (&pidfd);
  g_subprocess_force_exit (subprocess);
  end (subprocess, pidfd, -1, SIGKILL);
}

static void
test_without_pidfd (void)
{
  GSubprocess *subprocess;
  int pidfd;

  subprocess = start_waiting (&pidfd);
  close (pidfd);
  leave (subprocess);
  end (subprocess, -1, 3, 0);

  subprocess = start_waiting (&pidfd);
  close (pidfd);
  g_subprocess_force_exit (subprocess);
  end (subprocess, -1, -1, SIGKILL);
}

/* Each is killed at another moment of its start. */
static void
test_many (void)
{
  for (guint i = 0; i < 100; i++)
    {
      int pidfd;
      GSubprocess *subprocess = start_waiting (&pidfd);

      g_subprocess_force_exit (subprocess);
      end (subprocess, pidfd, -1, SIGKILL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exit/status", test_status);
  g_test_add_func ("/exit/without-pidfd", test_without_pidfd);
  g_test_add_func ("/exit/many", test_many);

  return g_test_run ();
}
