/* psc-guard-program.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-guard-program"

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "psc-guard-program.h"
#include "psc-mark.h"

/* How long processes may take to end that are asked to. */
#define GRACE_US (500 * 1000)

/* How long it takes for a process that is just being started to show what it
 * carries, even on a machine with much to do. */
#define START_US (100 * 1000)

/* Whoever ends a program in a terminal, or a session, does not end the guard:
 * that goes by itself.  Nor does it hold on to a lock, or to the end of a pipe,
 * that the program was given: it lives a moment longer. */
static void
retreat (void)
{
  close_range (STDERR_FILENO + 1, ~0U, 0);
  setsid ();
  signal (SIGINT, SIG_IGN);
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  if (chdir ("/") != 0)
    g_debug ("The guard stays where it was started");
}

static void
wait_for_end_of_input (void)
{
  char byte;
  gssize n_read;

  do
    n_read = read (STDIN_FILENO, &byte, 1);
  while (n_read > 0 || (n_read < 0 && errno == EINTR));
}

/**
 * psc_guard_main:
 * @mark: what the program has marked its processes with
 *
 * Lives as the guard of the program at the other end of standard input: ends
 * what that has left, once it is gone.
 *
 * Returns: the exit status
 */
int
psc_guard_main (const char *mark)
{
  /* All of it before the program goes on: that waits for its child, of which it
   * has one less then. */
  retreat ();
  if (fork () != 0)
    return 0;

  wait_for_end_of_input ();
  g_usleep (psc_mark_signal (mark, SIGTERM) > 0 ? GRACE_US : START_US);
  psc_mark_kill (mark);

  return 0;
}
