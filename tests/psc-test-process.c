/* psc-test-process.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "psc-test-process.h"

static char *
read_entry (const char *format,
            ...) G_GNUC_PRINTF (1, 2);

/* What /proc says; an empty text where it says nothing. */
static char *
read_entry (const char *format,
            ...)
{
  g_autofree char *path = NULL;
  char *text = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    text = g_strdup ("");

  return text;
}

/* Process ids as they stand in /proc. */
static GPtrArray *
list_processes (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (*name))
      g_ptr_array_add (names, g_strdup (name));

  return names;
}

/* Whether a process was started with @mark, a "NAME=value", around it.  One
 * that is only waiting to be buried has no surroundings any more. */
static gboolean
is_marked (const char *process,
           const char *mark)
{
  g_autofree char *path = g_build_filename ("/proc", process, "environ", NULL);
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL) &&
         memmem (text, length, mark, strlen (mark) + 1) != NULL;
}

/* How many live processes have @mark in their environment. */
guint
psc_test_count_marked (const char *mark)
{
  g_autoptr (GPtrArray) names = list_processes ("/proc");
  guint count = 0;

  for (guint i = 0; i < names->len; i++)
    count += is_marked (names->pdata[i], mark);

  return count;
}

/* What a test that fails has left behind shall not disturb the next one. */
void
psc_test_kill_marked (const char *mark)
{
  g_autoptr (GPtrArray) names = list_processes ("/proc");

  for (guint i = 0; i < names->len; i++)
    if (is_marked (names->pdata[i], mark))
      kill ((pid_t) g_ascii_strtoll (names->pdata[i], NULL, 10), SIGKILL);
}

static int
get_parent (const char *process)
{
  g_autofree char *stat = read_entry ("/proc/%s/stat", process);
  const char *after_name = strrchr (stat, ')');

  /* "PID (NAME) STATE PPID …" */
  return after_name != NULL && strlen (after_name) > 4
         ? (int) g_ascii_strtoll (after_name + 4, NULL, 10) : 0;
}

static gboolean
is_ours (const char *process)
{
  g_autofree char *name = g_strdup (process);
  int pid = (int) g_ascii_strtoll (process, NULL, 10);

  while (pid > 1 && pid != getpid ())
    {
      g_free (name);
      name = g_strdup_printf ("%d", pid);
      pid = get_parent (name);
    }

  return pid == getpid ();
}

static void
dump_thread (const char *process,
             const char *thread)
{
  static const char * const entries[] = { "wchan", "syscall", "stack" };
  g_autofree char *stat = read_entry ("/proc/%s/task/%s/stat", process, thread);

  g_printerr ("  %s: %.60s\n", thread, stat);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = read_entry ("/proc/%s/task/%s/%s", process,
                                          thread, entries[i]);

      if (*text != '\0')
        g_printerr ("    %s: %s\n", entries[i], g_strchomp (text));
    }
}

/* Says of every thread of this process and of all that it has started where
 * it is waiting. */
void
psc_test_dump_processes (const char *what)
{
  g_autoptr (GPtrArray) names = list_processes ("/proc");

  g_printerr ("Waited too long for: %s\n", what);
  for (guint i = 0; i < names->len; i++)
    {
      const char *process = names->pdata[i];
      g_autofree char *directory = g_build_filename ("/proc", process, "task",
                                                     NULL);
      g_autoptr (GPtrArray) threads = NULL;
      g_autofree char *command = NULL;

      if (!is_ours (process))
        continue;

      command = read_entry ("/proc/%s/cmdline", process);
      g_printerr ("process %s: %s\n", process, command);
      threads = list_processes (directory);
      for (guint j = 0; j < threads->len; j++)
        dump_thread (process, threads->pdata[j]);
    }
}

/* What /proc/PID/status says of memory: "VmRSS:", how much there is, and
 * "VmHWM:", the most there has been.  The kernel adds up what each processor
 * has counted now and then, so that the most may become a little less. */
gint64
psc_test_parse_kib (const char *status,
                    const char *name)
{
  const char *line = strstr (status, name);

  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (name), NULL, 10);
}
