/* test-mark.c: processes are found by what they carry
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "psc-mark.h"
#include "psc-test-utils.h"

/* In the environment, for a test that goes on in another process. */
#define MARK "TEST_MARK"

/* Starts a process that stays, as what the mark in this variable says. */
static GSubprocess *
start (const char *variable,
       const char *mark)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, variable, mark, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "sleep", "100",
                                         NULL);
  g_assert_no_error (error);

  return process;
}

static gboolean
is_alive (GSubprocess *process)
{
  const char *id = g_subprocess_get_identifier (process);

  return id != NULL && psc_test_is_alive (atoi (id));
}

static void
test_beneath (void)
{
  g_autofree char *mark = psc_mark_new (psc_mark_get_program ());
  g_autofree char *below = psc_mark_new (mark);
  g_autofree char *beside = psc_mark_new (psc_mark_get_program ());
  g_autofree char *longer = g_strconcat (mark, "0", NULL);
  g_autoptr (GSubprocess) same_process = start (PSC_MARK_VARIABLE, mark);
  g_autoptr (GSubprocess) below_process = start (PSC_MARK_VARIABLE, below);
  g_autoptr (GSubprocess) beside_process = start (PSC_MARK_VARIABLE, beside);
  g_autoptr (GSubprocess) longer_process = start (PSC_MARK_VARIABLE, longer);
  g_autoptr (GSubprocess) other_process = start ("NO_" PSC_MARK_VARIABLE, mark);

  g_assert_cmpuint (psc_mark_signal (mark, SIGCONT), ==, 2);
  g_assert_cmpuint (psc_mark_signal (below, SIGCONT), ==, 1);
  g_assert_cmpuint (psc_mark_signal (psc_mark_get_program (), SIGCONT), ==, 4);

  psc_mark_kill (mark);
  g_assert_false (is_alive (same_process));
  g_assert_false (is_alive (below_process));
  g_assert_true (is_alive (beside_process));
  g_assert_true (is_alive (longer_process));
  g_assert_true (is_alive (other_process));

  psc_mark_kill (psc_mark_get_program ());
  g_assert_false (is_alive (beside_process));
  g_assert_false (is_alive (longer_process));
  g_assert_true (is_alive (other_process));
  g_subprocess_force_exit (other_process);
  g_assert_cmpuint (psc_mark_signal (psc_mark_get_program (), SIGCONT), ==, 0);
}

/* Processes that come all the time do not get away. */
static void
test_breeding (void)
{
  g_autofree char *mark = psc_mark_new (psc_mark_get_program ());
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  guint n_seen = 0;

  g_subprocess_launcher_setenv (launcher, PSC_MARK_VARIABLE, mark, TRUE);
  process = g_subprocess_launcher_spawn (
    launcher, &error, "sh", "-c",
    "while :; do (sleep 100 & sleep 0.01); done", NULL);
  g_assert_no_error (error);
  psc_test_wait_until (n_seen >= 5 ||
                       (n_seen = psc_mark_signal (mark, SIGCONT)) >= 5);
  psc_mark_kill (mark);
  g_assert_cmpuint (psc_mark_signal (mark, SIGCONT), ==, 0);
}

/* A process that was there before cannot carry a mark of ours. */
static void
test_older (void)
{
  g_autoptr (GSubprocess) older = NULL;
  g_autofree char *mark = NULL;

  if (g_test_subprocess ())
    {
      g_assert_cmpuint (psc_mark_signal (g_getenv (MARK), SIGKILL), ==, 0);
      return;
    }

  mark = psc_mark_new (psc_mark_get_program ());
  older = start (PSC_MARK_VARIABLE, mark);

  /* The system counts in hundredths of a second. */
  g_usleep (50000);
  g_setenv (MARK, mark, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_unsetenv (MARK);
  g_assert_true (is_alive (older));
  psc_mark_kill (mark);
}

/* A mark has never been given before, and tells what it lies beneath. */
static void
test_new (void)
{
  g_autofree char *one = psc_mark_new (NULL);
  g_autofree char *two = psc_mark_new (NULL);
  g_autofree char *below = psc_mark_new (one);

  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_str_has_prefix (below, one));
  g_assert_cmpint (below[strlen (one)], ==, '/');
  g_assert_cmpstr (psc_mark_get_program (), ==, psc_mark_get_program ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mark/new", test_new);
  g_test_add_func ("/mark/beneath", test_beneath);
  g_test_add_func ("/mark/breeding", test_breeding);
  g_test_add_func ("/mark/older", test_older);

  return g_test_run ();
}
