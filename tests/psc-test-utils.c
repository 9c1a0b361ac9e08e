/* psc-test-utils.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-test-utils.h"

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Keeps a blocking iteration from sleeping past its deadline. */
guint
psc_test_start_tick (void)
{
  return g_timeout_add (5, tick_cb, NULL);
}

/* Makes a temporary directory.  An entry "name/" becomes a directory, any
 * other a file that holds its own name and a newline. */
char *
psc_test_make_directory (const char * const *entries)
{
  char *directory = g_dir_make_tmp ("poolscope-test-XXXXXX", NULL);

  g_assert_nonnull (directory);
  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (directory, entries[i], NULL);
      g_autofree char *parent = NULL;
      g_autofree char *text = g_strconcat (entries[i], "\n", NULL);

      if (g_str_has_suffix (entries[i], "/"))
        {
          g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
          continue;
        }

      parent = g_path_get_dirname (path);
      g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }

  return directory;
}

void
psc_test_remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat info;

      if (lstat (child, &info) == 0 && S_ISDIR (info.st_mode))
        psc_test_remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Writes an executable shell script; returns its command line. */
GStrv
psc_test_make_program (const char *directory,
                       const char *name,
                       const char *script)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  char **argv = g_new0 (char *, 2);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  argv[0] = g_steal_pointer (&path);

  return argv;
}

PscListing *
psc_test_list (const char *directory)
{
  g_autoptr (GError) error = NULL;
  PscListing *listing = psc_listing_read (directory, PSC_LISTING_DEFAULT, 0,
                                          NULL, &error);

  g_assert_no_error (error);

  return listing;
}

/* Keeps the result of what was begun where @user_data points to, which is NULL
 * until then. */
void
psc_test_result_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/* Executes a run and waits for its end. */
gboolean
psc_test_execute (PscRun        *run,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_pool_execute_async (run, cancellable, psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);

  return psc_pool_execute_finish (run, result, error);
}

static void
check_lane (PscRun *run,
            guint   lane)
{
  gint64 reached_ns = 0;
  const guint32 *tasks;
  guint n_tasks;

  tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);
  for (guint i = 0; i < n_tasks; i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, tasks[i]);
      const PscWorkerRecord *worker =
        psc_run_get_worker (run, task->worker - 1);

      g_assert_cmpuint (task->lane, ==, lane + 1);
      g_assert_cmpuint (worker->lane, ==, lane + 1);
      g_assert_cmpint (task->start_ns, >=, reached_ns);
      g_assert_cmpint (task->end_ns, >=, task->start_ns);
      g_assert_cmpint (task->start_ns, >=, worker->requested_ns);
      reached_ns = task->end_ns;
    }
  g_assert_cmpint (reached_ns, <=, psc_run_get_wall_ns (run));
}

/* What holds for every run that has ended, however it went. */
void
psc_test_check_run (PscRun *run)
{
  guint n_tasks = psc_run_get_n_tasks (run);
  guint sum = 0;

  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_ENDED);
  g_assert_cmpuint (psc_run_get_n_ended (run), ==, n_tasks);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_NONE), ==, 0);

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    sum += psc_run_get_n_outcome (run, i);
  g_assert_cmpuint (sum, ==, n_tasks);

  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    check_lane (run, lane);

  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    g_assert_cmpint (psc_run_get_worker (run, i)->ended_ns, !=, PSC_NEVER);
}

/* A test that adopts orphans is the guard's parent, which the engine is not. */
static gboolean
is_guard (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *words = NULL;
  gsize length;

  return g_file_get_contents (path, &words, &length, NULL) &&
         memmem (words, length, "--guard", strlen ("--guard")) != NULL;
}

/* How many children this process has, dead ones that nobody has waited for
 * included. */
guint
psc_test_count_children (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  guint count = 0;

  while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread,
                                                "children", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        {
          g_auto (GStrv) words = g_strsplit (g_strstrip (text), " ", -1);

          for (guint i = 0; words[i] != NULL; i++)
            count += words[i][0] != '\0' && !is_guard (words[i]);
        }
    }

  return count;
}

/* How many descriptors this process has open. */
guint
psc_test_count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    count++;

  /* One of them is the directory's own. */
  return count - 1;
}

/* How much memory this process has, after it has given back what it can.
 * AddressSanitizer keeps what was freed, to know it again: there is nothing to
 * be told then, and leaks are its own business. */
gint64
psc_test_get_memory_kib (void)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *text = NULL;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));

  return psc_test_parse_kib (text, "VmRSS:");
#endif
}

/* Whether a process is there and not merely waiting to be buried. */
gboolean
psc_test_is_alive (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;
  const char *state;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  /* The name in front of the state may hold anything. */
  state = strrchr (text, ')');

  return state != NULL && strlen (state) > 2 && state[2] != 'Z' &&
         state[2] != 'X';
}

static pid_t
read_pid (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) ||
      !g_str_has_suffix (text, "\n"))
    return 0;

  return (pid_t) g_ascii_strtoll (text, NULL, 10);
}

/* Waits until a script has written a process id to file @name. */
pid_t
psc_test_wait_for_pid (const char *directory,
                       const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  psc_test_wait_until (read_pid (path) != 0);

  return read_pid (path);
}
