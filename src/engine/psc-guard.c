/* psc-guard.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-guard"

#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-exit.h"
#include "psc-guard.h"
#include "psc-mark.h"
#include "psc-worker-program.h"

/* Its standard input ends with this program, however that ends. */
static GSubprocess *
start (const char *program)
{
  const char *argv[] = { program, "--guard", psc_mark_get_program (), NULL };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *guard;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                        G_SUBPROCESS_FLAGS_INHERIT_FDS);

  /* What is looked for in environments must not be in its own. */
  g_subprocess_launcher_set_environ (launcher, (char *[]) { NULL });
  guard = g_subprocess_launcher_spawnv (launcher, argv, &error);
  if (guard == NULL)
    g_debug ("There is no guard: %s", error->message);

  return guard;
}

/* The guard leaves for a child of its own, to be nobody's child. */
static void
let_go (GSubprocess *guard)
{
  const char *id = g_subprocess_get_identifier (guard);
  int pidfd = id != NULL ? pidfd_open (atoi (id), 0) : -1;
  int exit_code, signal;

  psc_exit_wait (guard, pidfd, &exit_code, &signal);
  if (pidfd >= 0)
    close (pidfd);
}

static gpointer
start_cb (gpointer user_data)
{
  g_autofree char *program = psc_worker_program_find_own ();
  GSubprocess *guard = program != NULL ? start (program) : NULL;

  if (guard != NULL)
    let_go (guard);

  return guard;
}

/**
 * psc_guard_ensure:
 *
 * Starts the guard of this program unless there is one: a process that outlives
 * it, and then ends what its runs have left.  Nothing else can do so for the
 * steps of a program that is killed.  Where there is no guard everything else
 * works all the same.
 */
void
psc_guard_ensure (void)
{
  static GOnce guard = G_ONCE_INIT; /* for its standard input; never freed */

  g_once (&guard, start_cb, NULL);
}
