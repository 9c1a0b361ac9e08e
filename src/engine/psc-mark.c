/* psc-mark.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-mark"

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-mark.h"
#include "psc-process-tree.h"

/* How often processes are looked for that have been killed: they go at once,
 * unless they are stuck in the kernel. */
#define MAX_LOOKS     100
#define LOOK_AGAIN_US 5000

/**
 * psc_mark_get_program:
 *
 * Returns: (transfer none): the mark above all others that this program gives;
 *   it does not carry it itself
 */
const char *
psc_mark_get_program (void)
{
  static gsize mark = 0;

  if (g_once_init_enter (&mark))
    g_once_init_leave (&mark,
                       (gsize) psc_mark_new (g_getenv (PSC_MARK_VARIABLE)));

  return (const char *) mark;
}

/**
 * psc_mark_new:
 * @above: (nullable): the mark that it lies beneath
 *
 * Makes a mark that nobody else has.
 */
char *
psc_mark_new (const char *above)
{
  return g_strdup_printf ("%s%s%08x%08x", above != NULL ? above : "",
                          above != NULL ? "/" : "", g_random_int (),
                          g_random_int ());
}

/* Whether the environment has the entry, or one beneath it. */
static gboolean
has_entry (const char *environment,
           gsize       length,
           const char *entry)
{
  gsize n_entry = strlen (entry);
  const char *end = environment + length;
  const char *at = environment;

  while ((at = memmem (at, (gsize) (end - at), entry, n_entry)) != NULL)
    {
      const char *behind = at + n_entry;

      if ((at == environment || at[-1] == '\0') &&
          (behind == end || *behind == '\0' || *behind == '/'))
        return TRUE;
      at = behind;
    }

  return FALSE;
}

static gboolean
carries (const char *pid,
         const char *entry)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "environ", NULL);
  g_autofree char *environment = NULL;
  gsize length;

  return g_file_get_contents (path, &environment, &length, NULL) &&
         has_entry (environment, length, entry);
}

/* The process is held before it is looked at again, so that no other one with
 * its number can be hit. */
static gboolean
signal_process (const char *pid,
                const char *entry,
                int         signal)
{
  int pidfd = pidfd_open (atoi (pid), 0);
  gboolean sent;

  if (pidfd < 0)
    return FALSE;

  sent = carries (pid, entry) &&
         pidfd_send_signal (pidfd, signal, NULL, 0) == 0;
  close (pidfd);

  return sent;
}

/**
 * psc_mark_signal:
 *
 * Sends @signal to all processes that carry @mark or one beneath it and are no
 * older than this one.  Older ones are not looked at: to read what a process
 * carries may take as long as it is in trouble, and whoever gives a mark, or is to
 * look for it, is there before.  Those that wait to be buried carry none.
 * Returns how many there were.
 */
guint
psc_mark_signal (const char *mark,
                 int         signal)
{
  g_autofree char *entry = g_strconcat (PSC_MARK_VARIABLE "=", mark, NULL);
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  guint64 own_start = psc_process_get_start (getpid ());
  const char *name;
  guint n_sent = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_ascii_isdigit (*name) &&
          psc_process_get_start ((pid_t) atoi (name)) >= own_start &&
          carries (name, entry) && signal_process (name, entry, signal))
        n_sent++;
    }

  return n_sent;
}

/**
 * psc_mark_kill:
 *
 * Kills all processes that carry @mark or one beneath it, and those that they
 * have started meanwhile.
 */
void
psc_mark_kill (const char *mark)
{
  for (guint i = 0; i < MAX_LOOKS && psc_mark_signal (mark, SIGKILL) > 0; i++)
    g_usleep (LOOK_AGAIN_US);
}
