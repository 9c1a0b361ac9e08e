/* test-history-owner.c: who writes to an entry, and whether they live
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "psc-history-owner-private.h"
#include "psc-test-history.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"

#define BE_ONE   "--be-one"
#define KEEP_ONE "--keep-one"

/* What a container is to processes; it dies with who made it. */
#define CONTAINER "unshare --pid --fork --mount-proc --kill-child "

/* Those who are not root may make one in which they are. */
#define CONTAINER_OF_OURS CONTAINER "--map-root-user "

/* Is an owner until it is killed, and says which one. */
static int
be_one (const char *path)
{
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;

  if (_psc_history_owner_take (&owner, path) != SQLITE_OK)
    return EXIT_FAILURE;

  g_print ("%" G_GINT64_FORMAT "\n", owner.id);
  for (;;)
    pause ();
}

/* Keeps a run which goes on until a file beside its own says that it is over. */
static int
keep_one (const char *directory,
          const char *path)
{
  g_autoptr (PscHistory) history = psc_history_new (path);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscRun) run = NULL;

  settings->mode = PSC_MODE_THREAD;
  psc_test_pool_set_command (
    settings, "sh -c 'until [ -e \"$1.over\" ]; do sleep 0.05; done' sh");
  run = psc_run_new (settings, listing);
  psc_history_keep_run (history, run);
  psc_test_execute (run, NULL, NULL);

  return EXIT_SUCCESS;
}

static GSubprocess *
start (const char *path)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_INHERIT_FDS |
                      G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                      &error, program, BE_ONE, path, NULL);

  g_assert_no_error (error);

  return process;
}

static gint64
read_id (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL,
                                                         NULL);

  g_assert_nonnull (line);

  return g_ascii_strtoll (line, NULL, 10);
}

static void
take (PscHistoryOwner *owner,
      const char      *path)
{
  g_assert_cmpint (_psc_history_owner_take (owner, path), ==, SQLITE_OK);
  g_assert_cmpint (owner->id, >, 0);
}

/* Two of them know of each other, in one process as well. */
static void
test_take (PscTestHistory *fixture,
           gconstpointer   data)
{
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  PscHistoryOwner other = PSC_HISTORY_OWNER_INIT;
  gint64 id;

  take (&owner, fixture->path);
  take (&other, fixture->path);
  id = other.id;
  g_assert_cmpint (id, !=, owner.id);
  g_assert_true (_psc_history_owner_is_alive (&owner, owner.id));
  g_assert_true (_psc_history_owner_is_alive (&owner, id));
  g_assert_true (_psc_history_owner_is_alive (&other, owner.id));

  /* It stays the same one. */
  take (&other, fixture->path);
  g_assert_cmpint (other.id, ==, id);

  _psc_history_owner_release (&other);
  g_assert_false (_psc_history_owner_is_alive (&owner, id));
  g_assert_false (_psc_history_owner_is_alive (&owner, 0));
  g_assert_false (_psc_history_owner_is_alive (&owner, -1));
  _psc_history_owner_release (&owner);
  _psc_history_owner_release (&owner);
}

/* In a file that nobody finds any more a lock says nothing to the others. */
static void
test_replaced (PscTestHistory *fixture,
               gconstpointer   data)
{
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  PscHistoryOwner other = PSC_HISTORY_OWNER_INIT;
  g_autofree char *file = g_strconcat (fixture->path, "-lock", NULL);

  take (&owner, fixture->path);
  g_assert_cmpint (g_unlink (file), ==, 0);
  take (&other, fixture->path);
  g_assert_false (_psc_history_owner_is_alive (&other, owner.id));
  take (&owner, fixture->path);
  g_assert_true (_psc_history_owner_is_alive (&other, owner.id));
  _psc_history_owner_release (&owner);
  _psc_history_owner_release (&other);

  g_assert_cmpint (_psc_history_owner_take (&owner, "/no/such/place"), ==,
                   SQLITE_CANTOPEN);
  g_assert_cmpint (owner.id, ==, 0);
}

/* The kernel gives back what a program held that is killed. */
static void
test_killed (PscTestHistory *fixture,
             gconstpointer   data)
{
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  g_autoptr (GSubprocess) process = start (fixture->path);
  gint64 id = read_id (process);

  take (&owner, fixture->path);
  g_assert_true (_psc_history_owner_is_alive (&owner, id));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_false (_psc_history_owner_is_alive (&owner, id));
  _psc_history_owner_release (&owner);
}

/* What a program has started holds nothing for it: neither a worker nor a step
 * that outlives it. */
static void
test_started (PscTestHistory *fixture,
              gconstpointer   data)
{
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  PscHistoryOwner other = PSC_HISTORY_OWNER_INIT;
  g_autoptr (GSubprocess) process = NULL;
  gint64 id;

  take (&owner, fixture->path);
  take (&other, fixture->path);
  id = other.id;
  process = start (fixture->path);
  read_id (process);
  _psc_history_owner_release (&other);
  g_assert_false (_psc_history_owner_is_alive (&owner, id));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  _psc_history_owner_release (&owner);
}

static PscHistoryState
get_state (PscTestHistory *fixture)
{
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);

  return psc_history_entry_get_state (psc_test_history_get_entry (fixture, 0));
}

/* A program in a container and one outside have a history in common: the run
 * of the one is not taken for a dead one's by the other. */
static void
test_namespace (PscTestHistory *fixture,
                gconstpointer   data)
{
  const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *file = g_build_filename (directory, "a.over", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *container = geteuid () == 0 ? CONTAINER : CONTAINER_OF_OURS;
  g_autofree char *probe = g_strconcat (container, "true", NULL);
  g_autofree char *command = g_strdup_printf (
    "%s %s " KEEP_ONE " %s %s", container, program, directory, fixture->path);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  int status;

  if (!g_spawn_command_line_sync (probe, NULL, NULL, &status, NULL) ||
      status != 0)
    {
      psc_test_remove_directory (directory);
      g_test_skip ("nobody may make a process namespace here");
      return;
    }

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  process = g_subprocess_newv ((const char * const *) argv,
                               G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  psc_test_wait_until (psc_test_history_count (fixture) == 1);

  /* At its start a program looks for what others have left behind. */
  psc_test_history_open (fixture);
  g_assert_cmpint (get_state (fixture), ==, PSC_HISTORY_RUNNING);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  psc_test_wait_until (get_state (fixture) == PSC_HISTORY_FINISHED);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (process));
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], BE_ONE))
    return be_one (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], KEEP_ONE))
    return keep_one (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history-owner/take", test_take);
  PSC_TEST_HISTORY_ADD ("/history-owner/replaced", test_replaced);
  PSC_TEST_HISTORY_ADD ("/history-owner/killed", test_killed);
  PSC_TEST_HISTORY_ADD ("/history-owner/started", test_started);
  PSC_TEST_HISTORY_ADD ("/history-owner/namespace", test_namespace);

  return g_test_run ();
}
