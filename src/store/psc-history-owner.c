/* psc-history-owner.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-owner"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "psc-history-owner-private.h"

/* The fields of /proc/PID/stat that follow the name, from the state on. */
#define START_FIELD 19

/* When a process was started, or 0 when there is none. */
static gint64
read_start (gint64 process)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", process);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  const char *end;

  if (process <= 0 || !g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  /* The name may hold anything. */
  end = strrchr (text, ')');
  if (end == NULL || end[1] == '\0')
    return 0;

  fields = g_strsplit (end + 2, " ", -1);
  if (g_strv_length (fields) <= START_FIELD ||
      g_str_equal (fields[0], "Z") || g_str_equal (fields[0], "X"))
    return 0;

  return g_ascii_strtoll (fields[START_FIELD], NULL, 10);
}

/**
 * _psc_history_owner_init:
 *
 * Reads what tells this process from all others.
 */
void
_psc_history_owner_init (PscHistoryOwner *self)
{
  g_autofree char *boot = NULL;

  *self = (PscHistoryOwner) { .process = getpid () };
  self->start = read_start (self->process);
  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL,
                           NULL))
    g_strlcpy (self->boot, g_strstrip (boot), sizeof self->boot);
}

/**
 * _psc_history_owner_is_alive:
 * @self: this process
 * @boot: in which boot the other one was
 *
 * Whether another process, or this one, is still there.
 */
gboolean
_psc_history_owner_is_alive (const PscHistoryOwner *self,
                             const char            *boot,
                             gint64                 process,
                             gint64                 start)
{
  return g_str_equal (self->boot, boot) && start != 0 &&
         read_start (process) == start;
}
