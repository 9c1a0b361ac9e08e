/* psc-exit.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exit"

#include "config.h"

#include <errno.h>
#include <sys/wait.h>

#include "psc-exit.h"

/* GLib 2.74 asks once, when the pidfd becomes readable.  A child that cannot be
 * waited for at that moment it takes for one that exited with 0, and leaves it
 * unburied.  If GLib has waited for it, the kernel knows of no such child. */
static gboolean
bury (int        pidfd,
      siginfo_t *info)
{
  int result;

  if (pidfd < 0)
    return FALSE;

  do
    result = waitid (P_PIDFD, (id_t) pidfd, info, WEXITED);
  while (result < 0 && errno == EINTR);

  return result == 0;
}

/**
 * psc_exit_wait:
 * @subprocess: a child
 * @pidfd: its descriptor, or -1 where the kernel has none for us
 * @exit_code: (out): its exit status; -1 if a signal ended it
 * @signal: (out): the signal that ended it; 0 if it exited
 *
 * Waits without limit until the child has ended and is buried.
 */
void
psc_exit_wait (GSubprocess *subprocess,
               int          pidfd,
               int         *exit_code,
               int         *signal)
{
  siginfo_t info = { 0 };
  gboolean exited;

  g_return_if_fail (G_IS_SUBPROCESS (subprocess));

  g_subprocess_wait (subprocess, NULL, NULL);
  if (bury (pidfd, &info))
    {
      exited = info.si_code == CLD_EXITED;
      *exit_code = exited ? info.si_status : -1;
      *signal = exited ? 0 : info.si_status;
      return;
    }

  exited = g_subprocess_get_if_exited (subprocess);
  *exit_code = exited ? g_subprocess_get_exit_status (subprocess) : -1;
  *signal = exited ? 0 : g_subprocess_get_term_sig (subprocess);
}
